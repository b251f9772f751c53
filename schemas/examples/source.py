"""What breaks the rules on a copy of a source. The copy is an invented text, whose hashes the minimal package has been given first."""

from schemas.examples.changes import Example, Replacement, row, without

COPY = "copy.txt"
TEXT = "A campaign\nThey land\n\nAll rest\n"  # its lines stand where the minimal package has its passages

SOURCE_EXAMPLES = {
    "article_is_readable": Example([None], [Replacement(COPY, b"campaign", b"c\xe4mpaign")]),
    "source_text_is_the_one_coded": Example([3], [Replacement(COPY, b"rest\n", b"rest")]),
    "passage_text_matches": Example([4], [row("passages", "p3", sha256="0" * 64)]),
    "passages_do_not_overlap_in_text": Example([3], [row("passages", "p2", char_start="9")], {"passage_text_matches"}),
    "passages_cover_the_source": Example([3], [without("passages", "p3")]),
}
