"""The page that lists every record by its id, for who has an id, or no JavaScript."""

from collections.abc import Iterator

from scripts.site.facts import KINDS, Facts
from scripts.site.page import Page
from scripts.site.words import address, capital, coded, counted

PATH = "records.html"


def pages(facts: Facts) -> Iterator[Page]:
    """The page itself."""
    told = {
        "records": {
            kind: [(row[f"{noun}_id"], title(facts, kind, row[f"{noun}_id"])) for row in facts.rows(kind)] for kind, noun in KINDS.items()
        },
        "claims": [
            (row["claim_id"], f"{address(row['record_id'], row['record_type'])}#{row['claim_id']}") for row in facts.rows("record_claims")
        ],
        "passages": [(row["passage_id"], f"{address(row['source_id'], 'source')}#{row['passage_id']}") for row in facts.rows("passages")],
        "retired": facts.rows("retired"),
    }
    yield Page(PATH, "records.html.jinja", "All records", "Every event, place, unit, figure, source, claim and passage by its id.", told)


def withdrawn(facts: Facts) -> Iterator[Page]:
    """A page at the address of each record that was withdrawn, so that old links still say something."""
    for row in facts.rows("retired"):
        if row["table_name"] in KINDS:
            told = {"row": row, "noun": KINDS[row["table_name"]]}
            path, heading = address(row["retired_id"], row["table_name"]), f"{row['retired_id']}: withdrawn"
            yield Page(
                path, "withdrawn.html.jinja", heading, "This record was withdrawn; the page says why, and what to cite instead.", told
            )


def title(facts: Facts, kind: str, record_id: str) -> str:
    """What a record is called on its page: its title or name; a figure by its number."""
    row = facts.one(kind, record_id)
    if kind == "figures":
        figure = facts.by("figure_ranges", "figure_id")[record_id][0]
        return capital(f"{coded(row['measure'])}: {counted(figure['range'], row['counted'])}")
    return str(row["title"] if kind in ("events", "sources") else row["name"])
