"""Whether the passages of a source share the text out among them: nothing twice, and nothing left out but headings and blank lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.coded_source import CodedSource, Passage
from scripts.findings import Finding
from scripts.source_findings import quoted, source_finding

WORDS_OF_A_LINE = re.compile(r"\S([^\n]*\S)?")


@dataclass(frozen=True)
class Place:
    """Where a passage stands in the copy: where its text was found, or else where it is expected."""

    start: int
    end: int
    passage: Passage
    is_found: bool


def overlaps(passages: Sequence[Passage]) -> Iterator[Finding]:
    """The passages, in the order of their positions, that begin before one before them has ended."""
    reach = passages[:1]
    for passage in passages[1:]:
        [before] = reach
        if passage.start < before.end:
            detail = f"This one begins before {before.record.id} ({before.span}) has ended."
            yield source_finding("passages_do_not_overlap_in_text", detail, passage.record, column="char_start", value=passage.span)
        reach = [max(before, passage, key=lambda one: one.end)]


def left_out(text: str, places: Sequence[Place], source: CodedSource) -> Iterator[Finding]:
    """The gaps between places that hold text, each told of the passage before it; none if no passage was found at all."""
    if not any(place.is_found for place in places):
        return
    in_order = sorted(places, key=lambda place: (place.start, place.end))
    end, before = 0, in_order[0].passage
    for place in in_order:
        yield from _gap(text, end, place.start, before, source)
        if place.end > end:
            end, before = place.end, place.passage
    yield from _gap(text, end, len(text), before, source)


def _gap(text: str, start: int, end: int, before: Passage, source: CodedSource) -> Iterator[Finding]:
    found = WORDS_OF_A_LINE.finditer(text, start, max(start, end))
    pieces = [words for words in found if not (_is_whole_line(words) and words.group().strip("= \t") in source.headings)]
    if pieces:
        first, last = pieces[0].start(), pieces[-1].end()
        line = text.count("\n", 0, first) + 1
        detail = f"Characters {first}–{last}, from line {line} of the copy, belong to none: {quoted(text[first:last])}."
        yield source_finding("passages_cover_the_source", detail, before.record, column="char_end", value=before.span)


def _is_whole_line(words: re.Match[str]) -> bool:
    """Whether nothing but blanks stands beside the words on their line."""
    text = words.string
    end = text.find("\n", words.end())
    before, after = text[text.rfind("\n", 0, words.start()) + 1 : words.start()], text[words.end() : end if end >= 0 else len(text)]
    return not (before.strip() or after.strip())
