"""How a command ends: exit code 0 fine, 1 findings, 2 could not run, 130 interrupted."""

import os
import signal
import sys
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from scripts.package import BrokenPackage

INTERRUPTED = 130  # as shells call the end by Ctrl-C


class Refusal(click.ClickException):
    """Something stands in the way of running at all; one line says what."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line on standard error."""
        click.echo(f"could not run: {self.message}", err=True)


class Finished(SystemExit):
    """The end of a command that has closed all that it had opened."""


class Commands(click.Group):
    """A group in which a file or folder that cannot be read or written is told in one line."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            stop()
        except RuntimeError as error:
            if str(error) != "Query interrupted":  # as the engine calls it
                raise
            stop()
        except OSError as error:
            raise Refusal(f"{error.filename or 'a file'}: {error.strerror or error}") from error


def stop() -> NoReturn:
    """End at once: all has been cleared away, and a thread that still looks at a file need not be waited for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    click.echo("interrupted", err=True)
    os._exit(INTERRUPTED)


def fail(message: str) -> NoReturn:
    """Say what is wrong and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)


def fail_with(broken: "BrokenPackage") -> NoReturn:
    """Say what is wrong with the package and end with 1."""
    from scripts.reports.text_report import finding_text

    fail("\n".join(map(finding_text, broken.findings)))
