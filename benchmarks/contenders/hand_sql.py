"""The same checks as hand-written SQL: the best that we could do by hand. It counts the rows that break each check, and knows no lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.contenders.answer import Answer, answer

HERE = Path(__file__).parent / "hand"
# In this order, since links are followed while a table is read.
STEPS = [
    "event_types",
    "sources",
    "places",
    "units",
    "place_names",
    "events",
    "passages",
    "figures",
    "claims",
    "event_places",
    "event_units",
    "derivations",
    "ged_matches",
    "retired",
]
NUMBERED = {"places": "place", "units": "unit", "events": "event", "passages": "passage", "figures": "figure"}
KEYS = {"event_types": "event_type", "sources": "source_id", "claims": "claim_id"}
TREES = [
    ("events", "event", "event_parents_end", "parent_event_id"),
    ("places", "place", "place_parents_end", "parent_place_id"),
    ("units", "unit", "unit_parents_end", "parent_unit_id"),
    ("figures", "figure", "figure_parts_end", "part_of_figure_id"),
]
TYPES = {"integer": "cell_is_integer", "number": "cell_is_number", "date": "cell_is_date", "string": "cell_is_uri"}


def counts(folder: Path, **settings: Any) -> dict[str, int]:
    """How many rows break each check, where any do: "table rule columns" as in a report of ours."""
    # The optimizer knows nothing of the size of files that were not read yet, and would build its joins on the larger side.
    fixed = {"preserve_insertion_order": False, "disabled_optimizers": "join_order,build_side_probe_side"}
    connection = duckdb.connect(config={**fixed, **settings})
    connection.execute("CREATE TABLE found (of_table VARCHAR, rule VARCHAR, columns VARCHAR, many BIGINT)")
    connection.execute(_sql("macros"))
    schemas = {table: json.loads((folder / "schemas" / f"{table}.schema.json").read_bytes()) for table in STEPS}
    for table in STEPS:
        _read(connection, folder, table, schemas[table])
    connection.execute(_sql("across"))
    for many, one, rule, column in TREES:
        # Where all rows stand below the one above them, no chain goes round.
        if connection.execute(f'SELECT bool_and(parent < {one}) IS NOT FALSE FROM "{many} above"').fetchall()[0][0]:
            continue
        connection.execute(_sql("circle").format(many=many, one=one, rule=rule, column=column))
    rows = connection.execute("SELECT of_table, rule, columns, many FROM found WHERE many > 0").fetchall()
    found = {f"{table} {rule} {columns}": many for table, rule, columns, many in rows}
    for table in STEPS:
        found |= dict(_of_rows(connection, table, table, schemas[table]))
    for table, *_ in TREES:
        found |= dict(_of_rows(connection, table, f"{table} above", schemas[table]))
    return found


def _read(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, schema: dict[str, Any]) -> None:
    columns = ", ".join(f"{field['name']}: 'VARCHAR'" for field in schema["fields"])
    form = "auto_detect = false, header = true, strict_mode = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    file = f"{folder}/data/{table}.csv".replace("'", "''")
    connection.execute(f"CREATE VIEW \"{table}.csv\" AS FROM read_csv('{file}', {form}, columns = {{{columns}}})")
    connection.execute(_sql(table))
    if table in NUMBERED:
        one = NUMBERED[table]
        doubles = _find_doubles(connection, table, f"{one}_id")
        connection.execute(_sql("numbers_of_doubles" if doubles else "numbers").format(one=one, many=table))
    elif table in KEYS:
        _find_doubles(connection, table, KEYS[table])


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")


def _find_doubles(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> int:
    doubles = f"SELECT count(*) AS many FROM {table} WHERE {key} IS NOT NULL GROUP BY {key} HAVING many > 1"
    many = int(connection.execute(f"SELECT coalesce(sum(many), 0) FROM ({doubles})").fetchall()[0][0])
    connection.execute("INSERT INTO found VALUES (?, 'key_is_unique', ?, ?)", [table, key, many])
    return many


def _of_rows(connection: duckdb.DuckDBPyConnection, table: str, source: str, schema: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The checks of single rows: faults of cells are sums of bits under the name of the column and a question mark, rules end with `!`."""
    names = [name for (name, *_) in connection.execute(f'DESCRIBE "{source}"').fetchall() if name[-1] in "?!"]
    most = connection.execute(f'SELECT {", ".join(f"max({chr(34)}{name}{chr(34)})" for name in names)} FROM "{source}"').fetchall()[0]
    for name in (name for name, value in zip(names, most, strict=True) if value):
        if name.endswith("!"):
            count = connection.execute(f'SELECT sum("{name}") FROM "{source}"').fetchall()[0][0]
            yield f"{table} {name[:-1]} {COLUMNS[name[:-1]]}", int(count)
            continue
        field = next(field for field in schema["fields"] if field["name"] == name[:-1])
        for bit in (1, 2, 4, 8, 16, 32):
            count = connection.execute(f'SELECT count(*) FROM "{source}" WHERE "{name}" & {bit} <> 0').fetchall()[0][0]
            if count:
                yield f"{table} {_rule(field, bit)} {name[:-1]}", int(count)


def _rule(field: dict[str, Any], bit: int) -> str:
    is_number = field["type"] in ("integer", "number")
    outside = "cell_is_not_below_minimum" if is_number else "cell_is_allowed" if "enum" in field["constraints"] else "cell_matches_pattern"
    rules = {
        1: "cell_is_filled",
        2: TYPES[field["type"]],
        4: outside,
        8: "cell_is_not_above_maximum",
        16: "link_exists",
        32: "cell_is_plain_text",
    }
    return rules[bit]


COLUMNS = {
    "event_dates_are_real": "date_edtf",
    "event_interval_runs_forward": "date_edtf",
    "event_days_follow_from_edtf": "date_edtf, date_earliest, date_latest",
    "event_starts_before_it_ends": "date_earliest, date_latest",
    "event_precision_fits_days": "date_edtf, date_earliest, date_latest, date_precision",
    "place_chain_ends_at_a_country": "place_type, parent_place_id",
    "coordinates_come_together": "latitude, longitude, coordinate_uncertainty_m, coordinate_type, coordinate_source_id",
    "unit_roots_are_belligerents": "echelon, parent_unit_id",
    "values_in_order": "value_low, value_best, value_high",
    "qualifier_fits_values": "qualifier, value_low, value_best, value_high",
    "figure_date_is_real": "as_of_edtf",
    "claim_has_one_target": "event_id, figure_id, unit_id, place_id",
    "dissent_has_a_note": "stance, note",
    "claim_date_is_real": "date_edtf",
    "claim_interval_runs_forward": "date_edtf",
    "uncoded_passage_has_a_note": "disposition, note",
    "position_comes_with_hash": "char_start, char_end, sha256",
    "passage_has_position_or_gist": "char_start, gist",
    "passage_is_not_empty": "char_start, char_end",
    "source_date_is_real": "published",
    "copy_names_its_originator": "originator, access",
    "ged_event_starts_before_it_ends": "ged_date_start, ged_date_end",
    "ged_deaths_in_order": "ged_low, ged_best, ged_high",
}


def counted(folder: Path) -> Answer:
    """What a contender answers."""
    return {"counts": counts(folder)}


if __name__ == "__main__":
    answer(counted)
