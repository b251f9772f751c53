"""Every rule fires on the smallest edit that breaks it, at the right line, and on nothing else; a rule without such an edit fails."""

from dataclasses import dataclass, field

import pytest

import schemas.rules  # noqa: F401 - fills the registry
from schemas.rule import RULES, Rule
from tests.conftest import Copy


@dataclass(frozen=True)
class Break:
    """Edits as (table, key, cells); the line where the finding stands; and rules that cannot but break as well."""

    line: int
    edits: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    also: set[str] = field(default_factory=set)
    remove: list[tuple[str, str]] = field(default_factory=list)
    add: list[tuple[str, dict[str, str]]] = field(default_factory=list)


BREAKS = {
    "event_dates_are_real": Break(3, [("events", "landing", {"date_edtf": "2020-02-30"})], {"event_days_follow_from_edtf"}),
    "event_interval_runs_forward": Break(
        2, [("events", "campaign", {"date_edtf": "2020-01-10/2020-01-01"})], {"event_days_follow_from_edtf"}
    ),
    "event_days_follow_from_edtf": Break(2, [("events", "campaign", {"date_latest": "2020-01-11"})]),
    "event_starts_before_it_ends": Break(
        3, [("events", "landing", {"date_latest": "2020-01-01"})], {"event_days_follow_from_edtf", "event_precision_fits_days"}
    ),
    "event_precision_fits_days": Break(3, [("events", "landing", {"date_precision": "range"})]),
    "event_lies_in_parent_span": Break(
        3, [("events", "landing", {"date_edtf": "2020-01-11", "date_earliest": "2020-01-11", "date_latest": "2020-01-11"})]
    ),
    "event_parents_end": Break(2, [("events", "campaign", {"parent_event_id": "plan"})]),
    "capture_says_who_holds": Break(3, [("event_places", "landing", {"control_after": ""})]),
    "occurred_event_has_a_place": Break(2, remove=[("event_places", "campaign")]),
    "event_has_a_supporting_claim": Break(4, remove=[("claims", "p1-c3")]),
    "place_chain_ends_at_a_country": Break(4, [("places", "province", {"parent_place_id": ""})], {"place_is_used"}),
    "place_parents_end": Break(2, [("places", "isles", {"parent_place_id": "harbour"})]),
    "coordinates_come_together": Break(2, [("places", "harbour", {"longitude": ""})]),
    "point_lies_in_parent_radius": Break(2, [("places", "harbour", {"latitude": "50.1", "longitude": "10.1"})]),
    "place_is_used": Break(
        2,
        add=[
            ("places", {"place_id": "cape", "name": "Cape", "place_type": "village", "parent_place_id": "province"}),
            ("place_names", {"place_id": "cape", "name": "Cape", "language": "en", "source_id": "atlas"}),
        ],
    ),
    "place_name_is_listed": Break(2, [("place_names", "harbour", {"name": "Haven"})]),
    "unit_parents_end": Break(2, [("units", "crown", {"parent_unit_id": "guard", "echelon": "service"})]),
    "unit_is_on_its_parents_side": Break(3, [("units", "guard", {"side": "opposition"})]),
    "unit_roots_are_belligerents": Break(3, [("units", "guard", {"parent_unit_id": ""})]),
    "side_has_one_belligerent": Break(2, [("units", "guard", {"parent_unit_id": "", "echelon": "belligerent"})]),
    "unit_has_a_supporting_claim": Break(3, [("claims", "p2-c2", {"stance": "qualifies", "note": "Not sure."})]),
    "values_in_order": Break(3, [("figures", "dead-at-landing", {"value_low": "6", "qualifier": "about"})]),
    "qualifier_fits_values": Break(3, [("figures", "dead-at-landing", {"value_best": ""})]),
    "figure_date_is_real": Break(2, [("figures", "all-dead", {"as_of_edtf": "2020-02-30"})]),
    "part_shares_the_measure": Break(3, [("figures", "dead-at-landing", {"measure": "injured"})]),
    "part_does_not_exceed_the_whole": Break(3, [("figures", "all-dead", {"qualifier": "up_to", "value_low": "", "value_high": "4"})]),
    "figure_parts_end": Break(2, [("figures", "all-dead", {"part_of_figure_id": "dead-at-landing"})], {"part_does_not_exceed_the_whole"}),
    "figure_has_a_supporting_claim": Break(3, remove=[("claims", "p1-c5")]),
    "claim_has_one_target": Break(2, [("claims", "p1-c1", {"unit_id": "guard"})]),
    "dissent_has_a_note": Break(7, [("claims", "p1-c6", {"note": ""})]),
    "coded_passage_has_a_claim": Break(4, [("passages", "p3", {"disposition": "coded"})]),
    "uncoded_passage_has_no_claim": Break(3, [("passages", "p2", {"disposition": "context", "note": "Scenery."})]),
    "uncoded_passage_has_a_note": Break(4, [("passages", "p3", {"note": ""})]),
    "position_comes_with_hash": Break(4, [("passages", "p3", {"sha256": ""})]),
    "passage_is_not_empty": Break(4, [("passages", "p3", {"char_end": "22"})]),
    "passages_do_not_overlap": Break(3, [("passages", "p2", {"char_start": "9"})]),
    "passages_leave_no_gap": Break(3, [("passages", "p2", {"char_start": "13"})]),
    "passages_are_numbered_in_order": Break(4, [("passages", "p3", {"ordinal": "4"})]),
    "positions_have_a_hashed_source": Break(3, [("sources", "chronicle", {"sha256": ""})]),
    "source_date_is_real": Break(2, [("sources", "atlas", {"published": "2019-02-29"})]),
    "source_is_used": Break(
        3,
        add=[
            (
                "sources",
                {
                    "source_id": "bulletin",
                    "source_type": "dataset",
                    "title": "Bulletin",
                    "publisher": "Press",
                    "access": "dataset_file",
                    "licence": "CC0",
                },
            )
        ],
    ),
    "event_type_is_used": Break(
        3, add=[("event_types", {"event_type": "feast", "label": "Feast", "definition": "A feast.", "ged_eligible": "no"})]
    ),
}


def spoiled(package: Copy, spoil: Break) -> Copy:
    for table, key, cells in spoil.edits:
        package.edit(table, key, **cells)
    for table, key in spoil.remove:
        package.write(table, [row for row in package.rows(table) if next(iter(row.values())) != key])
    for table, row in spoil.add:
        rows = [*package.rows(table), row]
        package.write(table, sorted(rows, key=lambda row: next(iter(row.values()))))
    package.describe()
    return package


def test_the_minimal_package_fulfils_every_rule(package: Copy) -> None:
    report = package.check(referee=True)
    assert report.findings == []
    assert not any(table.not_run for table in report.tables.values())


def test_every_rule_has_its_break() -> None:
    assert BREAKS.keys() == RULES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_fires_on_its_break_and_only_there(package: Copy, rule: str) -> None:
    spoil = BREAKS[rule]
    findings = spoiled(package, spoil).check().findings
    assert {finding.rule for finding in findings} == {rule} | spoil.also
    found = next(finding for finding in findings if finding.rule == rule)
    assert (found.table, found.line) == (RULES[rule].table, spoil.line)
    assert found.message == RULES[rule].sentence
    assert found.hint and found.column and found.row_key and found.value


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_says_what_it_wants_and_how_to_mend_it(rule: Rule) -> None:
    assert rule.sentence.endswith(".") and rule.hint.endswith(".")
