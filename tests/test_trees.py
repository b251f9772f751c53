"""Chains of parents: who comes to no end, and the cheap proof that all do."""

from collections.abc import Mapping

import duckdb
import ibis
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.rule import RULES
from schemas.trees import descends, endless
from tests.thoroughness import examples

IDS = st.sampled_from("abcdef")
ROWS = st.lists(st.tuples(st.none() | IDS, st.none() | IDS), max_size=8)


def asked(rows: list[tuple[str | None, str | None]]) -> tuple[set[int], bool]:
    """Which of the rows, by number from 1, are found to be endless, and whether the proof holds."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE tree (record BIGINT, id VARCHAR, parent VARCHAR)")
        for number, row in enumerate(rows, 1):
            connection.execute("INSERT INTO tree VALUES (?, ?, ?)", [number, *row])
        backend = ibis.duckdb.from_connection(connection)
        tree = backend.table("tree")
        found = connection.execute(str(backend.compile(endless(tree, "id", "parent").select("record")))).fetchall()
        proof = connection.execute(str(backend.compile(descends("id", "parent")(tree).as_table()))).fetchall()
    return {record for (record,) in found}, proof[0][0]


def ends(parent_of: Mapping[str, str | None], parent: str | None) -> bool:
    """Whether the chain ends that goes on with this parent."""
    for _ in range(len(parent_of) + 1):
        if parent is None or parent not in parent_of:
            return True
        parent = parent_of[parent]
    return False


@settings(max_examples=examples(1))
@given(rows=ROWS)
@example(rows=[])
@example(rows=[("a", "a")])
@example(rows=[("b", "a"), ("a", None)])
@example(rows=[("b", "a"), ("b", "c"), ("c", "b")])
def test_the_proof_holds_only_where_all_chains_end(rows: list[tuple[str | None, str | None]]) -> None:
    found, is_proven = asked(rows)
    assert not (is_proven and found)
    parent_of = {own: parent for own, parent in rows if own is not None}
    if len(parent_of) == sum(own is not None for own, _ in rows):  # no id stands twice
        assert found == {number for number, (_, parent) in enumerate(rows, 1) if not ends(parent_of, parent)}


@pytest.mark.parametrize(
    "rows, holds",
    [([("a", None), ("b", "a"), ("c", "b")], True), ([("b", None), ("a", "b")], False), ([("b", "lost")], False), ([(None, "z")], True)],
    ids=["further down with each", "a parent behind its row", "a parent that is not there", "a row without an id"],
)
def test_where_the_proof_holds(rows: list[tuple[str | None, str | None]], holds: bool) -> None:
    assert asked(rows) == (set(), holds)


def test_every_rule_of_chains_has_the_proof() -> None:
    assert {name for name, rule in RULES.items() if rule.proof} == {name for name in RULES if name.endswith("_end")}
