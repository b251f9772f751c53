"""The package with nothing but the article in it: what a reader works out by hand from one source stays true when others come beside it."""

import csv
import shutil
from pathlib import Path

from tests.remembered import PROJECT

Row = dict[str, str]
RECORDS = {"events": "event_id", "figures": "figure_id", "units": "unit_id", "places": "place_id"}


def article_alone(folder: Path) -> Path:
    """Write the package with the claims of the article, and the records that these support, into `folder`; returns its descriptor."""
    shutil.copytree(PROJECT / "schemas", folder / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(PROJECT / "datapackage.json", folder)
    (folder / "data").mkdir()
    tables = {file.stem: read(file) for file in sorted((PROJECT / "data").glob("*.csv"))}
    reduce(tables)
    for file in (PROJECT / "data").glob("*.csv"):
        write(folder / "data" / file.name, header(file), tables[file.stem])
    return folder / "datapackage.json"


def reduce(tables: dict[str, list[Row]]) -> None:
    placed = {row["passage_id"] for row in tables["passages"] if row["char_start"]}
    tables["passages"] = [row for row in tables["passages"] if row["passage_id"] in placed]
    tables["claims"] = [row for row in tables["claims"] if row["passage_id"] in placed]
    told = {key: {row[key] for row in tables["claims"]} for key in RECORDS.values()}
    keep(tables, "events", "event_id", told["event_id"])
    told["place_id"] |= {row["place_id"] for row in tables["event_places"] if row["event_id"] in told["event_id"]}
    for table, key in RECORDS.items():
        keep(tables, table, key, told[key])
    for table in ("event_places", "event_units", "ged_matches"):
        keep(tables, table, "event_id", told["event_id"])
    keep(tables, "event_units", "unit_id", told["unit_id"])
    keep(tables, "place_names", "place_id", told["place_id"])
    tables["derivations"] = []


def keep(tables: dict[str, list[Row]], table: str, key: str, wanted: set[str]) -> None:
    tables[table] = [row for row in tables[table] if row[key] in wanted]


def header(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(file: Path, names: list[str], rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
