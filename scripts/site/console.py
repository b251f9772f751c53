"""The SQL console: one page with the questions, all tables, and an engine that the browser runs on a copy of the released database."""

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from schemas.sql import identifier
from scripts.exports.source import Column, Source
from scripts.package import Package
from scripts.questions import TOPICS, Question, questions
from scripts.site.assets import package_file
from scripts.site.facts import Facts
from scripts.site.page import SELF_ALONE, Page
from scripts.site.released import FOLDER
from scripts.views import View, views

PATH = "console.html"
# The version of DuckDB inside duckdb-wasm, which npm's package does not say; the page says it, and the browser test asks the engine itself.
ENGINE = "1.4.3"
WASM = "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"
# By its path below node_modules, each file that the console loads, and its licence; duckdb-wasm brings none, so that it stands in static/.
OTHERS = (
    *(f"@duckdb/duckdb-wasm/dist/{name}" for name in ("duckdb-browser.mjs", "duckdb-browser-eh.worker.js", "duckdb-eh.wasm")),
    "apache-arrow/Arrow.es2015.min.js",
)
LICENCES = {
    "apache-arrow/LICENSE.txt": "apache-arrow.LICENSE.txt",
    "apache-arrow/NOTICE.txt": "apache-arrow.NOTICE.txt",
    "flatbuffers/LICENSE": "flatbuffers.LICENSE.txt",
    "tslib/LICENSE.txt": "tslib.LICENSE.txt",
}
# The engine's module asks for Arrow by this name; a browser takes only such a map that stands in the page itself.
IMPORT_MAP = json.dumps({"imports": {"apache-arrow": "./assets/console/arrow.js"}})


@dataclass(frozen=True)
class Relation:
    """A table, view or macro: what it gives, in words and columns, what is put into it, and how it is asked."""

    name: str
    kind: Literal["table", "view", "macro"]
    words: str
    columns: Sequence[Column]
    sql: str
    parameters: Mapping[str, str]


def pages(facts: Facts, packages: Path) -> Iterator[Page]:
    """The page of the console; raises NoPackages if the engine is not among npm's packages."""
    asked, listed = questions(), relations(facts.source)
    title, sentence = "SQL console", f"{len(asked)} questions with the SQL that answers them, and a database to ask in your browser."
    told = {
        "topics": {topic: [one for one in asked if one.topic == topic] for topic in TOPICS},
        "kinds": {f"{kind}s": [one for one in listed if one.kind == kind] for kind in dict.fromkeys(one.kind for one in listed)},
        "database": database(facts.source.package),
        "engine": ENGINE,
        "bytes": package_file(packages, WASM).stat().st_size,
        "too_new": too_new,
        "marked": marked,
        "import_map": Markup(IMPORT_MAP),  # our own words, and what the policy has the hash of
    }
    yield Page(PATH, "console.html.jinja", title, sentence, told, policy())


def marked(words: str) -> Markup:
    """The words as HTML: what stands between grave accents is code, and all else is text."""
    return Markup("").join(Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(words.split("`")))


def policy() -> str:
    """What the page may do that others may not: run WebAssembly and a worker, ask its own server, and name Arrow by its map."""
    digest = b64encode(sha256(IMPORT_MAP.encode()).digest()).decode()
    scripts = f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}'"
    return SELF_ALONE.replace("script-src 'self'", scripts) + "; connect-src 'self'; worker-src 'self'"


def too_new(question: Question) -> bool:
    """Whether the question needs a newer engine than that of the console."""
    return _numbers(question.engine) > _numbers(ENGINE)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".") if number]


def database(package: Package) -> str:
    """Where the database of the release lies in the site."""
    return f"{FOLDER}/{package.descriptor['name']}-{package.descriptor['version']}-operation.duckdb"


def relations(source: Source) -> list[Relation]:
    """All that can be asked: tables, then views, then macros, each by name."""
    listed: tuple[tuple[Literal["table", "view"], str], ...] = (
        ("table", "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"),
        ("view", "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"),
    )
    found = [
        Relation(name, kind, source.words(name), source.columns(name), f"FROM {_written(name)}", {})
        for kind, sql in listed
        for (name,) in source.rows(sql)
    ]
    return found + [_macro(one) for one in sorted(views(), key=lambda one: one.name) if one.kind == "macro"]


def _written(name: str) -> str:
    """The name as people write it in SQL: in quotes only where it needs them."""
    return name if re.fullmatch(r"[a-z][a-z0-9_]*", name) else identifier(name)


def _macro(one: View) -> Relation:
    columns = [Column(name, "", words) for name, words in one.columns.items()]
    return Relation(one.name, "macro", one.comment, columns, f"{'FROM' if columns else 'SELECT'} {one.call}", one.parameters)


def copy_engine(packages: Path, folder: Path) -> None:
    """Copy the engine, with the licences of all that is in it, into the folder of the site; raises NoPackages, or OSError."""
    for path in OTHERS:
        _copy(package_file(packages, path), folder / "assets/duckdb" / Path(path).name)
    for path, name in LICENCES.items():
        _copy(package_file(packages, path), folder / "assets/duckdb" / name)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
