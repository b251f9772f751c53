"""The command line: `python -m scripts COMMAND`. The only module that prints, exits and knows click."""

import sys
from pathlib import Path

import click

DESCRIPTOR = Path("datapackage.json")
COULD_NOT_RUN = 2


class Refusal(click.ClickException):
    """Something stands in the way of running at all; one line says what."""

    exit_code = COULD_NOT_RUN

    def show(self, file: object = None) -> None:
        """Print the line on standard error."""
        click.echo(f"could not run: {self.message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--package",
    "descriptor",
    type=click.Path(path_type=Path),
    default=DESCRIPTOR,
    show_default=True,
    help="The descriptor of the package to work on.",
)
@click.pass_context
def main(context: click.Context, descriptor: Path) -> None:
    """Validate, query and describe the data package."""
    context.obj = descriptor


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write the report.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the report to this file as well (text, and JSON beside it).")
@click.option(
    "--max-findings", type=click.IntRange(min=1), default=100, show_default=True, help="Rows to show for each rule; all are counted."
)
@click.option("--referee/--no-referee", default=True, show_default=True, help="Ask frictionless as well.")
@click.pass_obj
def validate(descriptor: Path, form: str, report: Path | None, max_findings: int, referee: bool) -> None:
    """Check the package against its schemas and all rules.

    Exit code 0: nothing found; 1: findings; 2: could not run. Example: python -m scripts --package other/datapackage.json validate
    """
    from scripts.check import check
    from scripts.report import as_json, as_text

    try:
        result = check(descriptor, most_rows=max_findings, referee=referee)
    except FileNotFoundError as error:
        raise Refusal(f"there is no descriptor at {descriptor}") from error
    click.echo(as_text(result) if form == "text" else as_json(result), nl=False)
    if report is not None:
        _write(report, as_text(result))
        _write(report.with_suffix(".json"), as_json(result))
    sys.exit(0 if result.passed else 1)


def _write(target: Path, text: str) -> None:
    """Write beside and rename, so that a reader never sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(target)


if __name__ == "__main__":
    main()
