"""Whatever is done to a package, the validator finds what the reference finds, and frictionless does not contradict.

Here are some mutations, several to a package. With the environment variable MUTATIONS a run takes that many;
`python -m tests.mutations` takes thousands on all cores and tells which rules they broke.
"""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scripts.findings import Finding
from tests.conftest import PROJECT
from tests.mutations import judges
from tests.mutations.base import Base, Mutation, Workshop
from tests.mutations.battery import Battery, drawn
from tests.mutations.cells import cell
from tests.mutations.rules import ALL_RULES, UNREACHED
from tests.mutations.structure import FORMS, every_form
from tests.reference import Found
from tests.thoroughness import examples

pytestmark = pytest.mark.thorough

COUNT = int(os.environ.get("MUTATIONS", "80"))


@pytest.fixture(scope="module")
def battery(tmp_path_factory: pytest.TempPathFactory) -> Battery:
    return Battery(tmp_path_factory.mktemp("mutants"), together=40)


def test_the_judges_agree(battery: Battery) -> None:
    mutants = battery.mutants(COUNT)
    verdicts = [battery.verdict(number, mutant, frictionless=number == 0) for number, mutant in enumerate(mutants)]
    assert [line for verdict in verdicts for line in verdict.disagreements] == []
    assert sum(len(verdict.found) for verdict in verdicts) > len(mutants)


def told(battery: Battery) -> list[tuple[str, str, list[str]]]:
    """The mutants of a battery, in words."""
    return [(one.base, one.sizes, [f"{mutation.table}: {mutation.what}" for mutation in one.mutations]) for one in battery.mutants(200)]


def test_the_seed_decides_the_mutants_so_that_any_process_may_judge_them(tmp_path: Path) -> None:
    assert told(Battery(tmp_path / "one", seed=3)) == told(Battery(tmp_path / "other", seed=3)) != told(Battery(tmp_path, seed=4))


# Nothing is shrunk: that would take many checks, and a disagreement is told of a single mutation anyway.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SEVERAL = settings(max_examples=examples(0.04), phases=PHASES, suppress_health_check=list(HealthCheck))


@SEVERAL
@given(random=st.randoms(use_true_random=False))
def test_they_agree_on_any_mutant(battery: Battery, random: Random) -> None:
    mutant = drawn(list(battery.bases.values()), random, battery.together)
    assert battery.verdict(0, mutant).disagreements == []


MINIMAL = Base.minimal(PROJECT)
PLACES = [(table, column) for table in MINIMAL.files for column in range(len(MINIMAL.fields(table)))]
ANY_CELL = st.builds(lambda place, row, text: cell(*(place[0], row, place[1]), text), st.sampled_from(PLACES), st.integers(1, 3), st.text())


@SEVERAL
@given(mutations=st.lists(ANY_CELL, min_size=20, max_size=30))
def test_they_agree_on_any_text_in_any_cell(battery: Battery, mutations: list[Mutation]) -> None:
    assert judges.differences(battery.workshops["minimal"].lay_out(mutations))[1] == []


def test_a_disagreement_is_told_of_the_mutation_that_makes_it(battery: Battery, monkeypatch: pytest.MonkeyPatch) -> None:
    found = judges.ours

    def forgetful(descriptor: Path, as_if_large: bool) -> tuple[set[Found], set[str]]:
        all_found, unread = found(descriptor, as_if_large)
        return {one for one in all_found if one.rule != "cell_is_allowed"}, unread

    monkeypatch.setattr(judges, "ours", forgetful)
    [*_, mutant] = battery.breaks()
    verdict = battery.verdict(7, mutant._replace(mutations=[cell("units", 1, 4, "captain"), cell("units", 2, 1, "Guards")]))
    assert verdict.disagreements == [
        "mutant 7 of minimal, sizes fresh",
        "  cell: text, units: row 1, column 5 becomes 'captain'",
        "    only the reference: cell_is_allowed in units, line 2, record 1, echelon",
    ]


def test_a_validator_that_raises_is_a_disagreement(battery: Battery, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(descriptor: Path, **options: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(judges, "check", raising)
    descriptor = battery.workshops["minimal"].lay_out([])
    assert judges.differences(descriptor)[1] == ["the validator raises RuntimeError: out of order"]


def test_frictionless_is_heard(tmp_path: Path) -> None:
    descriptor = Workshop(Base.minimal(PROJECT), tmp_path).lay_out([cell("units", 1, 4, "captain")])
    [line] = judges.second_differences(descriptor, set())
    assert line.startswith("only frictionless, in units: ")
    allowed = Found("cell_is_allowed", "events", 2)
    assert judges.second_differences(descriptor, {allowed, Found("cell_is_allowed", "units", 2)}) == [
        "only we, not frictionless, in events: cell_is_allowed"
    ]


def test_columns_are_read_as_findings_write_them() -> None:
    finding = Finding("key_is_unique", "", "", "", column="event_id, unit_id, role")
    assert judges.columns(finding.column) == {"event_id", "unit_id", "role"}


def test_every_kind_of_fault_and_every_rule_is_known() -> None:
    minimal = Base.minimal(PROJECT)
    kinds = {one.kind for one in every_form(minimal, Random(0))}
    assert kinds == set(FORMS)
    assert UNREACHED.keys() <= ALL_RULES
