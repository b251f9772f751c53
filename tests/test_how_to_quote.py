"""What docs/how-to-quote.md tells people to write stands in the data: ids, numbers, days and what the commands print."""

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from scripts.cite_record import record_citation
from scripts.citing.days import day_in_words
from scripts.citing.records import HEADS, Records
from scripts.citing.standing import TARGETS
from scripts.package import open_package
from scripts.query import answer, rendered
from scripts.views import views
from tests.conftest import KEPT, PROJECT, rows_of

TEXT = (PROJECT / "docs/how-to-quote.md").read_text(encoding="utf-8")
PACKAGE = open_package(PROJECT / "datapackage.json", KEPT)
RECORDS = Records(PACKAGE)
IDS = {record_id: table for table, rows in RECORDS.by_id.items() for record_id in rows}
CONSOLE = re.findall(r"```console\n\$ make (\w+) (\w+)=\"?(.+?)\"?\n(.*?)```", TEXT, re.DOTALL)
# The words that must stand with a number, by its qualifier.
QUALIFIED = {
    "at_least": r"(?i:at least) {0}\b|\b{0} or more",
    "about": r"(?i:about) {0}\b",
    "exact": r"(?<!about )(?<!at least )\b{0}\b(?! or more)",
}
DAY = r"\d+ (?:March|April)"
NUMBER = r"\d[\d,]*\d|\d|\btwo\b|\btwenty\b"


@dataclass(frozen=True)
class Pair:
    """A good and a bad sentence on the same records."""

    title: str
    good: str
    bad: str
    ids: tuple[str, ...]

    def of(self, table: str) -> list[str]:
        """The ids of the pair that stand in the table."""
        return [one for one in self.ids if IDS.get(one) == table]


def pairs() -> list[Pair]:
    found = []
    for title, body in re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL):
        said = dict(re.findall(r"^- (Good|Not good|Why|Records): (.*?)(?=^- |^$|\Z)", body, re.MULTILINE | re.DOTALL))
        assert list(said) == ["Good", "Not good", "Why", "Records"], title
        found.append(Pair(title, " ".join(said["Good"].split()), said["Not good"], tuple(re.findall(r"`(.+?)`", said["Records"]))))
    return found


PAIRS = pairs()
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=[pair.title for pair in PAIRS])


def test_there_are_pairs_and_outputs() -> None:
    assert len(PAIRS) >= 12 and len(CONSOLE) >= 2
    assert len(re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL).split()) < 1500, "it is to be read"


@each_pair
def test_every_id_is_one_and_every_claim_is_on_a_record_of_its_pair(pair: Pair) -> None:
    assert [one for one in pair.ids if one not in IDS] == []
    for claim in pair.of("claims"):
        assert {RECORDS.row("claims", claim)[column] for column in TARGETS.values()} & set(pair.ids), claim


@each_pair
def test_a_contradicted_record_is_not_named_without_the_claim_against_it(pair: Pair) -> None:
    for claim in RECORDS.rows("claims"):
        if claim["stance"] == "contradicts" and {claim[column] for column in TARGETS.values()} & set(pair.ids):
            assert claim["claim_id"] in pair.ids


def dates(pair: Pair) -> list[str]:
    """The dates of the events, figures and claims of the pair, in EDTF."""
    figures = [RECORDS.row("figures", one) for one in pair.of("figures")]
    events = [*pair.of("events"), *(figure["event_id"] for figure in figures)]
    told = [RECORDS.row("claims", one)["date_edtf"] for one in pair.of("claims")]
    return [*(RECORDS.row("events", one)["date_edtf"] for one in events), *(f"../{figure['as_of_edtf']}" for figure in figures), *told]


@each_pair
def test_every_day_is_that_of_a_record_of_its_pair(pair: Pair) -> None:
    days = {date: re.findall(DAY, day_in_words(date)) for date in dates(pair)}
    closed = [days[date] for date in days if ".." not in date]
    assert set(re.findall(DAY, pair.good)) <= {*chain(*days.values())}
    assert set(re.findall(rf"\b[Oo]n ({DAY})", pair.good)) <= {*chain(*closed)}, "its beginning is open"


@each_pair
def test_every_number_stands_in_a_record_of_its_pair(pair: Pair) -> None:
    cells = [RECORDS.row("figures", one)["as_written"] for one in pair.of("figures")]
    cells += [RECORDS.row("units", one)["name"] for one in pair.of("units")]
    cells += [str(int(RECORDS.row("places", one)["coordinate_uncertainty_m"]) // 1000) for one in pair.of("places")]
    numbers = re.findall(NUMBER, re.sub(rf"{DAY}( 2012)?", "", pair.good))
    assert set(numbers) <= {number for cell in cells for number in re.findall(NUMBER, cell)}


@each_pair
def test_every_figure_is_printed_with_its_qualifier(pair: Pair) -> None:
    for one in pair.of("figures"):
        figure = RECORDS.row("figures", one)
        [number] = re.findall(NUMBER, figure["as_written"])
        assert re.search(QUALIFIED[figure["qualifier"]].format(number), pair.good), one


@each_pair
def test_the_good_sentence_says_who_says_it(pair: Pair) -> None:
    assert re.search(r"article|infobox|reported|reports|CNN|ambassador|announced|UCDP", pair.good, re.IGNORECASE)


@each_pair
def test_the_good_sentence_credits_who_is_not_the_publication(pair: Pair) -> None:
    for claim in (RECORDS.row("claims", one) for one in pair.of("claims")):
        if claim["stance"] == "supports" and claim["claimant"] != "Wikipedia":
            assert claim["claimant"].replace("Syrian Army", "army").removesuffix(" to Syria") in pair.good, claim["claim_id"]


@pytest.mark.parametrize(("command", "parameter", "value", "shown"), CONSOLE)
def test_the_commands_print_what_is_shown(operation: Path, command: str, parameter: str, value: str, shown: str) -> None:
    if (command, parameter) == ("query", "SQL"):
        assert shown == rendered(answer(operation, value), width=100)
    else:
        assert (command, parameter) == ("cite", "ID")
        # The version, which changes with each release, stands in what is left out.
        assert shown.startswith("… ") and record_citation(PACKAGE, value).endswith(f". {shown.removeprefix('… ')}")


def test_what_stands_like_code_exists() -> None:
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    fields = [field for table in PACKAGE.tables.values() for field in table.schema.fields]
    known = {*IDS, *PACKAGE.tables, *(view.name for view in views()), *(field.name for field in fields)}
    known |= {value for field in fields for value in field.constraints.get("enum", ())} | {
        row["claimant"] for row in RECORDS.rows("claims")
    }
    known |= {row["date_edtf"] for row in RECORDS.rows("events")} | {"not said", "~", "make cite ID=...", "make cite", "ERRATA.md"}
    assert set(re.findall(r"`([^`]+)`", prose)) <= known


def test_the_number_of_events_is_that_of_the_data() -> None:
    assert re.findall(r"(\d+) events", TEXT) == [str(len(rows_of(PROJECT / "data/events.csv")))]
    assert set(HEADS) <= set(PACKAGE.tables)
