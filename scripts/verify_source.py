"""Proves on a local copy of a source that every passage stands where the tables say, and that no line of it was left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.article import differences, sha256, text_of, undone, with_lf
from scripts.findings import Finding, StructuralRule
from scripts.package import Package, Table
from scripts.passage_search import Search
from scripts.rows import UnreadableTable, rows

STAGE = "source"
SOURCE_RULES = {
    "article_is_readable": StructuralRule(STAGE, "The copy of the source is a file in UTF-8.", "Name the file as downloaded, saved as UTF-8."),
    "source_text_is_the_one_coded": StructuralRule(STAGE, "The copy is, to the byte, the text that was cut into passages.", "Use the text as downloaded; for a new revision, add a source of its own."),
    "passage_text_matches": StructuralRule(STAGE, "The text at the position of a passage has the hash of the passage.", "Correct char_start and char_end, or sha256 if the passage was cut anew."),
    "passages_do_not_overlap_in_text": StructuralRule(STAGE, "No character of the source belongs to two passages.", "Correct the positions of one of the two."),
    "passages_cover_the_source": StructuralRule(STAGE, "Every line of the source belongs to a passage, headings and blank lines aside.", "Add a passage, coded or with a note that says why not, or correct the position of its neighbour."),
}
POSITION = re.compile(r"0|[1-9][0-9]{0,11}")
LONGEST_QUOTE = 40


class CannotVerify(Exception)  :
    """There is nothing to prove: no copy that can be read, or no source whose passages have positions; `findings` may say where."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


@dataclass(frozen=True)
class SourceReport:
    """What came of it: the source, the characters of the copy, its passages, how many of them are proved, and what is wrong."""

    source_id: str
    article: Path
    characters: int
    passages: int
    proved: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Passage:
    """One row of passages: where it says it stands, and the line and file in which it says so."""

    id: str
    section: str
    start: int
    end: int
    sha256: str
    line: int
    path: str

    @property
    def span(self) -> str:
        """The position, for people."""
        return f"{self.start}–{self.end}"


@dataclass(frozen=True)
class Source:
    """One row of sources, and the line and file in which it stands."""

    id: str
    title: str
    sha256: str
    line: int
    path: str


def verified(package: Package, article: Path, source_id: str | None = None) -> SourceReport:
    """Check the passages of the source against `article`; without `source_id`, of the one source whose passages have positions.

    Raises CannotVerify if the file cannot be read, tables cannot be read, or there is no such source or more than one.
    """
    try:
        source, found = _coded(package, source_id)
    except UnreadableTable as unreadable:
        raise CannotVerify(str(unreadable), (unreadable.finding,)) from unreadable
    text = _read(article)
    passages = sorted(found, key=lambda passage: (passage.start, passage.end))
    plain, findings = _as_coded(text, source)
    places, misfits = _placed(plain, passages)
    findings += misfits
    findings += _overlaps(passages)
    findings += _left_out(plain, places, {source.title, *(passage.section for passage in passages)})
    return SourceReport(source.id, article, len(plain), len(passages), len(passages) - len(misfits), tuple(findings))
