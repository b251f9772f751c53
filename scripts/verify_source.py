"""Proves on a local copy of a source that every passage stands where the tables say, and that no line of it was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.article import differences, sha256, text_of, undone, with_lf
from scripts.coded_source import CodedSource, NoSuchSource, Passage, Record, coded_source
from scripts.findings import Finding
from scripts.package import Package
from scripts.passage_cover import Place, left_out, overlaps
from scripts.passage_search import Search
from scripts.rows import UnreadableTable
from scripts.source_findings import SOURCE_RULES, quoted, source_finding


class CannotVerify(Exception):
    """There is nothing to prove: no copy or table that can be read, or no such source; `findings` may say where."""

    def __init__(self, message: str, *findings: Finding) -> None:
        super().__init__(message)
        self.findings = findings


@dataclass(frozen=True)
class SourceReport:
    """What came of it: the source, the characters of the copy, the passages, how many of them are proved, and what is wrong."""

    source_id: str
    article: Path
    characters: int
    passages: int
    proved: int
    findings: tuple[Finding, ...]


def verified(package: Package, article: Path, source_id: str | None = None) -> SourceReport:
    """Check the passages of the source against `article`; without `source_id`, of the one source whose passages have positions.

    Raises CannotVerify if the copy or the tables cannot be read, or there is no such source or more than one.
    """
    source = _coded(package, source_id)
    text, other = _as_coded(_read(article), source.record)
    search = Search(text)
    places = [_place(text, passage, search) for passage in source.passages]
    misfits = [*_unplaced(source), *(finding for _, finding in places if finding)]
    findings = [*misfits, *overlaps(source.passages), *left_out(text, [place for place, _ in places], source)]
    number = len(source.passages) + len(source.unplaced)
    return SourceReport(source.record.id, article, len(text), number, number - len(misfits), (*other, *_in_turn(findings, other)))


def _coded(package: Package, source_id: str | None) -> CodedSource:
    try:
        return coded_source(package, source_id)
    except NoSuchSource as unknown:
        raise CannotVerify(str(unknown)) from unknown
    except UnreadableTable as unreadable:
        raise CannotVerify(f"{unreadable.finding.path} cannot be read.", unreadable.finding) from unreadable


def _read(article: Path) -> str:
    try:
        return text_of(article)
    except OSError as error:
        detail = f"{article}: {error.strerror}."
    except UnicodeDecodeError as error:
        detail = f"{article}: byte {error.start} is not UTF-8."
    known = SOURCE_RULES["article_is_readable"]
    message = f"{known.sentence} {detail}"
    raise CannotVerify(message, Finding("article_is_readable", message, known.hint, str(article)))


def _as_coded(text: str, source: Record) -> tuple[str, list[Finding]]:
    """The text in which the passages are to be looked up, and what sets the copy apart from the text that was coded."""
    coded = source.cells["sha256"]
    found = differences(text, coded)
    if found is None:
        detail = f"This one, of {len(text)} characters, is another text." if coded else "The table has no hash of that text."
        return with_lf(text), [_other_text(detail, text, source)]
    if not found:
        return text, []
    detail = f"This one differs only in how it was saved: {'; '.join(difference.sentence for difference in found)}."
    hint = f"Take the text as downloaded, or mend the copy: {'; '.join(difference.remedy for difference in found)}."
    return undone(text, found), [_other_text(detail, text, source, hint)]


def _other_text(detail: str, text: str, source: Record, hint: str | None = None) -> Finding:
    return source_finding("source_text_is_the_one_coded", detail, source, hint, column="sha256", value=sha256(text))


def _in_turn(findings: list[Finding], other: list[Finding]) -> Iterator[Finding]:
    """The findings on passages; while the copy is another text, they speak of the copy, and the tables may be right."""
    hint = "See to the copy first: the tables may be right for the text that was coded."
    return (replace(finding, hint=hint) for finding in findings) if other else iter(findings)


def _unplaced(source: CodedSource) -> Iterator[Finding]:
    for record in source.unplaced:
        detail = "This one has no position that could be looked up."
        value = f"{record.cells['char_start']}–{record.cells['char_end']}"
        yield source_finding("passage_text_matches", detail, record, column="char_start", value=value)


def _place(text: str, passage: Passage, search: Search) -> tuple[Place, Finding | None]:
    """Where the passage stands, and the finding if that is not where the table says."""
    length, hash_ = passage.end - passage.start, passage.record.cells["sha256"]
    if passage.end <= len(text) and sha256(text[passage.start : passage.end]) == hash_:
        return Place(passage.start, passage.end, passage, is_found=True), None
    start = search.place(passage.start, length, hash_)
    if start is not None:
        detail = f"The text of this one stands at {start}–{start + length}, {_apart(passage.start, start)}."
    else:
        where = "was not found near by" if search.is_exhausted else "is nowhere in the copy"
        detail = f"The text of this one {where}; at {passage.span} stands {quoted(text[passage.start : passage.end])}."
    finding = source_finding("passage_text_matches", detail, passage.record, column="char_start", value=passage.span)
    begin = search.expected(passage.start) if start is None else start
    return Place(begin, begin + length, passage, is_found=start is not None), finding


def _apart(coded: int, start: int) -> str:
    number = abs(start - coded)
    return f"{number} character{'' if number == 1 else 's'} {'later' if start > coded else 'earlier'}"
