"""Pairs of packages to be compared, what the comparison says of them, and what it makes of the old one when it is applied."""

import copy
import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.comparison.comparison import comparison
from scripts.comparison.forms import FORMS
from tests.conftest import KEPT, MINIMAL, PROJECT, rows_of

Rows = list[dict[str, str]]
NAMES = ("units", "event_places", "event_units")


@dataclass
class Release:
    """A package as what stands in it: the descriptor, schemas and all, and the rows by table."""

    descriptor: Any
    rows: dict[str, Rows]

    def resource(self, table: str) -> Any:
        return next(one for one in self.descriptor["resources"] if one["name"] == table)

    def schema(self, table: str) -> Any:
        return self.resource(table)["schema"]

    def field(self, table: str, column: str) -> Any:
        return next(one for one in self.schema(table)["fields"] if one["name"] == column)

    def names(self, table: str) -> list[str]:
        return [field["name"] for field in self.schema(table)["fields"]]

    def row(self, table: str, key: str) -> dict[str, str]:
        return next(row for row in self.rows[table] if next(iter(row.values())) == key)

    def drop(self, table: str) -> None:
        self.descriptor["resources"].remove(self.resource(table))
        del self.rows[table]

    def add(self, table: str, like: str) -> None:
        self.descriptor["resources"].append(copy.deepcopy(self.resource(like)) | {"name": table, "path": f"data/{table}.csv"})
        self.rows[table] = copy.deepcopy(self.rows[like])

    def changed(self, *changes: Callable[["Release"], object]) -> "Release":
        """A copy with the changes made."""
        release = copy.deepcopy(self)
        for change in changes:
            change(release)
        return release

    def written(self, folder: Path) -> Path:
        (folder / "data").mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            with (folder / self.resource(table)["path"]).open("w", encoding="utf-8", newline="") as stream:
                delimiter = self.resource(table).get("dialect", {}).get("delimiter", ",")
                writer = csv.DictWriter(stream, self.names(table), lineterminator="\n", restval="", delimiter=delimiter)
                writer.writeheader()
                writer.writerows(rows)
        (folder / "datapackage.json").write_text(json.dumps(self.descriptor), encoding="utf-8")
        return folder


def minimal() -> Release:
    """Three tables of the minimal package, with the real schemas, though some of their links lead to tables that are left out."""
    descriptor = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8")) | {"version": "1.2.3"}
    descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] in NAMES]
    for resource in descriptor["resources"]:
        resource["schema"] = json.loads((PROJECT / resource["schema"]).read_text(encoding="utf-8"))
        del resource["bytes"], resource["hash"]
    return Release(descriptor, {name: rows_of(MINIMAL / f"{name}.csv") for name in NAMES})


def printed(old: Path, new: Path, form: str = "json", most: int = 20) -> str:
    return all_printed(old, new, [form], most)[form]


def all_printed(old: Path, new: Path, forms: Iterable[str] = FORMS, most: int = 20) -> dict[str, str]:
    """The comparison in several forms, since it takes longer than to print it."""
    with comparison(old, new, KEPT) as found:
        return {form: "".join(FORMS[form](found, most)) for form in forms}


def compared(old: Release, new: Release, folder: Path) -> Any:
    """What the comparison says, as read from its JSON."""
    return json.loads(printed(old.written(folder / "old"), new.written(folder / "new")))


def applied(old: dict[str, Rows], document: Any) -> dict[str, Rows]:
    """The rows that come of the old ones if all that the document reports is done to them."""
    return {
        table["name"]: _applied(copy.deepcopy(old.get(table["name"], [])), table)
        for table in document["tables"]
        if table["status"] != "removed"
    }


def _applied(rows: Rows, table: Any) -> Rows:
    for row in table["removed"]:
        rows.remove(row)
    for change in table["changed"]:
        [row] = [row for row in rows if change["key"].items() <= row.items()]
        for column, cell in change["cells"].items():
            assert row[column] == cell["old"] != cell["new"]
            row[column] = cell["new"]
    new = [{name: row.get(name, "") for name in table["columns"]["new"]} for row in rows]
    for column, cells in table["filled"].items():
        for cell in cells:
            [row] = [row for row in new if cell["key"].items() <= row.items()]
            row[column] = cell["value"]
    added: Rows = table["added"]
    return new + added


def in_order(rows: Rows) -> list[list[tuple[str, str]]]:
    """The rows so that two lists of them compare equal whatever their order."""
    return sorted(list(row.items()) for row in rows)
