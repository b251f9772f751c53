"""The rules about a local copy of a source, which only somebody who has the copy can check, and findings on them."""

from typing import Any

from scripts.coded_source import Record
from scripts.findings import Finding, StructuralRule

SOURCE_RULES = {
    "article_is_readable": StructuralRule(
        "source",
        "The copy of the source is a file in UTF-8.",
        "Name the text file as downloaded, or save it as UTF-8.",
    ),
    "source_text_is_the_one_coded": StructuralRule(
        "source",
        "The copy is, to the byte, the text that was cut into passages.",
        "Use the text as downloaded; another revision is a source of its own.",
    ),
    "passage_text_matches": StructuralRule(
        "source",
        "The text at the position of a passage has the hash of the passage.",
        "Correct char_start and char_end, or sha256 if the passage was cut anew.",
    ),
    "passages_do_not_overlap_in_text": StructuralRule(
        "source",
        "No character of the source belongs to two passages.",
        "Correct the positions of one of the two.",
    ),
    "passages_cover_the_source": StructuralRule(
        "source",
        "Every line of the source belongs to passages, headings and blank lines aside.",
        "Add a passage, coded or with a note that says why not, or correct the position of its neighbour.",
    ),
}
LONGEST_QUOTE = 40


def source_finding(rule: str, detail: str, record: Record, hint: str | None = None, **where: Any) -> Finding:
    """A finding on the source rule of that name in the row `record`; `detail` says what was found, `hint` replaces the rule's."""
    known = SOURCE_RULES[rule]
    return Finding(
        rule,
        f"{known.sentence} {detail}",
        hint or known.hint,
        record.path,
        table=record.table,
        line=record.line,
        row_key=record.id,
        **where,
    )


def quoted(text: str) -> str:
    """The beginning of a text, so that a reader finds it again."""
    return repr(text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…")
