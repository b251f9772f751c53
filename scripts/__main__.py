"""The command line: `python -m scripts COMMAND`. The only module that prints, exits and knows click.

Exit codes: 0 fine, 1 findings, 2 could not run, 130 interrupted. Each command imports what it needs, so that the others start fast.
"""

import atexit
import gc
import os
import re
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from scripts.reports.renderings import BY_SUFFIX, RENDERINGS, folder_of

if TYPE_CHECKING:
    from scripts.package import BrokenPackage, Package

DATABASE = Path("build/operation.duckdb")
CODEBOOK = Path("docs/codebook.md")
FEW_COLLECTIONS = 20_000  # new objects between two looks for garbage in circles, of which a short run makes hardly any
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
            _stop()
        except RuntimeError as error:
            if str(error) != "Query interrupted":  # as the engine calls it
                raise
            _stop()
        except OSError as error:
            raise Refusal(f"{error.filename or 'a file'}: {error.strerror or error}") from error


class Memory(click.ParamType[str]):
    """An amount of memory as the engine understands it."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> str:
        """The text itself, if it is an amount."""
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B", value):
            self.fail(f"{value!r} is no amount of memory, as 500MB or 1GB.", param, context)
        return str(value)


MEMORY = Memory()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--package",
    "descriptor",
    type=click.Path(path_type=Path),
    default=Path("datapackage.json"),
    show_default=True,
    help="The descriptor of the package to work on.",
)
@click.pass_context
def main(context: click.Context, descriptor: Path) -> None:
    """Validate, query and describe the data package."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    context.obj = descriptor


@main.command()
@click.option("--format", "form", type=click.Choice(list(RENDERINGS)), default="text", show_default=True, help="How to print the report.")
@click.option(
    "--report",
    "reports",
    type=click.Path(path_type=Path),
    multiple=True,
    help=f"Write the report to this file as well, in the form of its suffix: {' '.join(BY_SUFFIX)}. May be given several times.",
)
@click.option(
    "--max-findings", type=click.IntRange(min=1), default=100, show_default=True, help="Rows to show for each rule; all are counted."
)
@click.option("--referee/--no-referee", default=False, show_default=True, help="Ask frictionless as well: slow on large packages.")
@click.option(
    "--engine",
    type=click.Choice(["embedded", "spark"]),
    default="embedded",
    show_default=True,
    help="What runs the checks: DuckDB in this process, or Spark, at the master that SPARK_MASTER names (local[*] if it does not).",
)
@click.option("--memory-limit", type=MEMORY, help="The most memory to use, as 1GB; beyond 85 % of it, the engine writes to build/work.")
@click.option("--threads", type=click.IntRange(min=1), help="The number of threads of the engine; all cores if not said.")
@click.pass_obj
def validate(
    descriptor: Path,
    form: str,
    reports: tuple[Path, ...],
    max_findings: int,
    referee: bool,
    engine: str,
    memory_limit: str | None,
    threads: int | None,
) -> None:
    """Check the package against its schemas and all rules.

    Example: python -m scripts --package other/datapackage.json validate
    """
    from scripts.check import CouldNotCheck, Means, check
    from scripts.progress import Progress
    from scripts.reports.targets import RefusedTarget, targets

    try:
        wanted = targets(reports, descriptor)
    except RefusedTarget as error:
        raise Refusal(str(error)) from error
    try:
        with Progress() as progress:
            result = check(descriptor, max_findings, referee, Means(memory_limit, threads, tell=progress, engine=engine))
    except CouldNotCheck as error:
        raise Refusal(str(error)) from error
    folder = folder_of(descriptor)
    for target, rendering in wanted.items():
        _write(target, rendering.of(result, folder))
    click.echo(RENDERINGS[form].of(result, folder), nl=False)
    raise Finished(0 if result.passed else 1)


@main.command()
@click.option("--output", type=click.Path(path_type=Path), help=f"The file to build; {DATABASE} beside the descriptor if not said.")
@click.pass_obj
def db(descriptor: Path, output: Path | None) -> None:
    """Build the DuckDB database with its views.

    Example: python -m scripts db
    """
    from scripts.database import BuildFailed, CannotWrite, build

    # Beside the package that it is made of: another package must not replace our database.
    target = output or _beside(descriptor, DATABASE)
    try:
        counts = build(_opened(descriptor), target)
    except CannotWrite as error:
        raise Refusal(str(error)) from error
    except BuildFailed as error:
        _fail(str(error))
    click.echo(f'{target}: {len(counts)} tables, {sum(counts.values())} rows. Try: make query SQL="FROM timeline"')


@main.command()
@click.argument("sql")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print the answer."
)
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, show_default=True, help="The database to ask.")
def query(sql: str, form: str, database: Path) -> None:
    """Ask the database in SQL and print the answer.

    Example: python -m scripts query "FROM held_on('2012-04-13')"
    """
    from scripts.query import NoDatabase, QueryFailed, answer, rendered

    try:
        result = answer(database, sql)
    except NoDatabase as error:
        raise Refusal(str(error)) from error
    except QueryFailed as error:
        _fail(str(error))
    click.echo(rendered(result, form, width=_width(), colour=_colour()), nl=False)


@main.command()
@click.option("--database", type=click.Path(path_type=Path), default=DATABASE, show_default=True, help="The database to ask.")
def shell(database: Path) -> None:
    """Open a prompt on the database; statements from a pipe are answered in turn.

    Example: python -m scripts shell
    """
    from scripts.query import NoDatabase
    from scripts.shell import shell as converse

    try:
        failures = converse(database, _say, _complain, colour=_colour())
    except NoDatabase as error:
        raise Refusal(str(error)) from error
    sys.exit(1 if failures else 0)


@main.command("verify-source")
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--source", "source_id", help="The source that the article is, if several have passages with positions.")
@click.pass_obj
def verify_source(descriptor: Path, article: Path, source_id: str | None) -> None:
    """Prove position and hash of each passage against your copy of the article.

    Example: python -m scripts verify-source article.txt
    """
    from scripts.reports.text_report import finding_text
    from scripts.verify_source import CannotVerify, verified

    try:
        result = verified(_opened(descriptor), article, source_id)
    except CannotVerify as error:
        raise Refusal("\n".join([str(error), *map(finding_text, error.findings)])) from error
    for finding in result.findings:
        click.echo(finding_text(finding))
    verdict = f"FAILED with {len(result.findings)} findings" if result.findings else "PASSED"
    proved = f"{result.proved} of {result.passages} passages of {result.source_id} proved"
    click.echo(f"{verdict}: {proved} in {result.characters:,} characters of {article}")
    sys.exit(1 if result.findings else 0)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.pass_obj
def tidy(descriptor: Path, only_check: bool) -> None:
    """Bring the CSV files into their one canonical form.

    Example: python -m scripts tidy --check
    """
    from scripts.reports.text_report import finding_text
    from scripts.tidy import tidy as brought_into_form

    result = brought_into_form(_opened(descriptor), only_check)
    for finding in result.findings:
        click.echo(finding_text(finding))
    if result.note:
        click.echo(f"tidy: {result.note}")
    _tell_changes("tidy", map(str, result.changes), only_check)
    sys.exit(1 if result.findings or (only_check and result.changes) else 0)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.pass_obj
def refresh(descriptor: Path, only_check: bool) -> None:
    """Write the sizes and hashes of the files into the descriptor.

    Example: python -m scripts refresh
    """
    from scripts.package import BrokenPackage
    from scripts.refresh import refresh as brought_up_to_date

    try:
        stale = brought_up_to_date(_opened(descriptor), only_check)
    except BrokenPackage as broken:
        _fail_with(broken)
    _tell_changes("refresh", stale, only_check)
    sys.exit(1 if only_check and stale else 0)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--output", type=click.Path(path_type=Path), help=f"The document to write; {CODEBOOK} beside the descriptor if not said.")
@click.pass_obj
def codebook(descriptor: Path, only_check: bool, output: Path | None) -> None:
    """Write the codebook from descriptor, schemas, rules, views and data.

    Example: python -m scripts codebook --check
    """
    from scripts.codebook import CannotDescribe, written
    from scripts.rows import UnreadableTable

    try:
        change = written(_opened(descriptor), output or _beside(descriptor, CODEBOOK), only_check)
    except CannotDescribe as error:
        raise Refusal(str(error)) from error
    except UnreadableTable as error:
        _fail(f"{error.finding.path}: {error.finding.message}")
    _tell_changes("codebook", [str(change)] if change else [], only_check)
    sys.exit(1 if only_check and change else 0)


def _beside(descriptor: Path, path: Path) -> Path:
    """Where an output of a package goes unless told; in a package from elsewhere a link there could lead anywhere."""
    from scripts.package import inside

    found = inside(descriptor.parent, str(path))
    if found is None:
        raise Refusal(f"{path} beside the descriptor leads over a symbolic link: say with --output where to write")
    return found


def _opened(descriptor: Path) -> "Package":
    from scripts.package import BrokenPackage, open_package

    try:
        return open_package(descriptor)
    except BrokenPackage as broken:
        _fail_with(broken)


def _tell_changes(command: str, changes: Iterable[str], only_check: bool) -> None:
    told = list(changes)
    for text in told:
        click.echo(f"{command}: {text}" if only_check else f"{command}: mended {text}")
    if not told:
        click.echo(f"{command}: nothing to change")


def _stop() -> NoReturn:
    """End at once: all has been cleared away, and a thread that still looks at a file need not be waited for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    click.echo("interrupted", err=True)
    os._exit(INTERRUPTED)


def _say(text: str) -> None:
    click.echo(text, nl=False)


def _complain(text: str) -> None:
    click.echo(text, nl=False, err=True)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def _fail_with(broken: "BrokenPackage") -> NoReturn:
    from scripts.reports.text_report import finding_text

    _fail("\n".join(map(finding_text, broken.findings)))


def _write(target: Path, text: str) -> None:
    from scripts.whole_file import replace

    target.parent.mkdir(parents=True, exist_ok=True)
    replace(target, text.encode("utf-8"))


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _run() -> None:
    """Run the command that was asked for as the only thing that this process does."""
    gc.set_threshold(FEW_COLLECTIONS)
    try:
        main()
    except Finished as end:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        # Taking the interpreter apart takes longer than it helps: the system takes back everything at once.
        atexit._run_exitfuncs()
        os._exit(int(str(end.code)))


if __name__ == "__main__":
    _run()
