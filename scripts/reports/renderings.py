"""All forms in which a report is printed or written. A form that stands here is offered, documented and tested, or the tests fail."""

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.check import Report


@dataclass(frozen=True)
class Rendering:
    """A form of the report: its name, the suffix of its files (None if it is only printed), and what it is, in a few words.

    `in_place` says that its readers look the files up themselves, so that paths must lead there from where the command runs.
    """

    name: str
    suffix: str | None
    sentence: str
    in_place: bool = False

    def of(self, report: "Report", folder: str = "") -> str:
        """The report in this form; `folder` is that of the package, as seen from where the command runs."""
        # Imported here, so that a report in one form does not wait for what the others need.
        render = getattr(import_module(f"scripts.reports.{self.name}_report"), f"as_{self.name}")
        return str(render(_placed(report, folder) if self.in_place and folder else report))


RENDERINGS = {
    rendering.name: rendering
    for rendering in [
        Rendering("text", ".txt", "lines for people"),
        Rendering("json", ".json", "everything, for programs"),
        Rendering("junit", ".xml", "JUnit XML, for what shows test results"),
        Rendering("github", None, "annotations of GitHub Actions", in_place=True),
        Rendering("sarif", ".sarif", "SARIF 2.1.0, for code scanning", in_place=True),
        Rendering("html", ".html", "one page for a browser"),
    ]
}
BY_SUFFIX = {rendering.suffix: rendering for rendering in RENDERINGS.values() if rendering.suffix}


def folder_of(descriptor: Path) -> str:
    """The folder of the package as seen from the working folder; empty if it is that folder, or lies elsewhere."""
    folder, here = descriptor.parent.resolve(), Path.cwd()
    return folder.relative_to(here).as_posix() if folder != here and folder.is_relative_to(here) else ""


def _placed(report: "Report", folder: str) -> "Report":
    return replace(report, findings=[replace(finding, path=f"{folder}/{finding.path}") for finding in report.findings])
