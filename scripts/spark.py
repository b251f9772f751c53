"""Runs the checks on Spark, for packages that outgrow one machine. The files are still read by DuckDB, as text, into Parquet.

So what is a record, which number it has and what stands in it is the same on both engines, and so are types, keys, links and rules by
schemas/. One difference is known, in cells that break the form of their column anyway: schemas/edtf.py, DAY_FOR_SPARK.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir

from schemas.column_types import COLUMN_TYPES
from schemas.compile import plan as compiled_plan
from schemas.contracts import contracts
from schemas.executor import Marks, Outcome, Texts, outcome
from schemas.patterns import spelt_out
from schemas.plan import Plan
from schemas.sql import RECORD, TEXT_SUFFIX, identifier, literal
from schemas.table_schema import TableSchema
from scripts.cache import Cache
from scripts.keep import OddRows
from scripts.odd_text import ODD, odd
from scripts.package import Table
from scripts.plans import plans
from scripts.read import source, typed
from scripts.spark_session import Session, SparkFailed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

# Spark admits no blank in the name of a view. Names of tables begin with a letter, so these are nobody's.
TEXT_PREFIX = "_text_"
MARKED = "_marked"

PATTERN = re.compile(r"[\[\]{}*?\\]")  # letters that Spark takes for a pattern of paths


class Spark:
    """Spark, at its master; `work` must be a folder that its executors see, and `connection` may write there."""

    def __init__(self, connection: "Connection", schemas: Mapping[str, TableSchema], cache: Cache, work: Path, session: Session) -> None:
        for schema in schemas.values():
            _refuse_strange_patterns(schema)
        self._connection, self._work, self._session = connection, work, session
        self._embedded = plans(schemas, cache).by_table
        self._backend: Any = ibis.pyspark.connect(session.spark)

    def read(self, table: Table, files: Sequence[Path], odd_rows: OddRows | None) -> int:
        """Write the texts of all cells to Parquet, with the record numbers and the marks of odd text."""
        plan = self._embedded[table.name]
        self._connection.execute(
            f"CREATE OR REPLACE VIEW {identifier(table.name)} AS {typed(table.schema, source(table, files), record='NULL::BIGINT')}"
        )
        texts = [f"{identifier(plan.texts[name])} AS {identifier(name)}" for name in table.schema.names]
        wanted = ", ".join([f"row_number() OVER () AS {RECORD}", *texts, f"{odd(table, plan)} AS {identifier(ODD)}"])
        rows = f"SELECT {wanted} FROM ({plan.rows}) AS marked"
        return int(self._connection.execute(f"COPY ({rows}) TO {literal(str(self._file(table.name)))} (FORMAT parquet)").fetchall()[0][0])

    def seen(self, table: Table) -> tuple[str, Sequence[str]]:
        """The Parquet file."""
        return f"(FROM read_parquet({literal(str(self._file(table.name)))}))", list(table.schema.names)

    def plans(self, readable: Mapping[str, TableSchema]) -> Mapping[str, Plan]:
        """Compiled anew: to know the trees of the tables, Spark has to look at them."""
        with self._session.blaming():
            for schema in readable.values():
                self._show(schema)
            return {name: compiled_plan(self._backend.table(name), contract) for name, contract in contracts(readable).items()}

    def outcome(self, plan: Plan, most_rows: int, texts: Texts) -> Outcome:
        """Run the checks: those of rows in one job, those of more than one row in another, then ask for what they found."""
        columns = ", ".join([RECORD, *map(identifier, plan.masks)])
        with self._session.blaming():
            # Asked once for each check that is broken, so it is worked out once and kept.
            marked = self._session.spark.sql(f"SELECT {columns} FROM ({plan.rows}) AS rows").persist()
            marked.createOrReplaceTempView(MARKED)
        found = outcome(self._suspicious(plan), self._session.rows, most_rows, Marks(MARKED), texts)
        with self._session.blaming():
            marked.unpersist()
        return found

    def _suspicious(self, plan: Plan) -> Plan:
        """The plan without the checks of more than one row that no row breaks: one job takes less time than one for each."""
        parts = [f"SELECT {number} AS number FROM ({check.offenders}) AS o" for number, check in enumerate(plan.checks) if check.offenders]
        if not parts:
            return plan
        found = {number for (number,) in self._session.rows(f"SELECT DISTINCT number FROM ({' UNION ALL '.join(parts)}) AS offenders")}
        return replace(plan, checks=tuple(check for number, check in enumerate(plan.checks) if not check.offenders or number in found))

    def _show(self, schema: TableSchema) -> None:
        """Let Spark see the table, by its name and with its types."""
        text = f"{TEXT_PREFIX}{schema.table}"
        columns = [RECORD, *schema.names]
        self._session.spark.read.parquet(_address(self._file(schema.table))).select(*columns).createOrReplaceTempView(text)
        self._session.spark.sql(self._backend.compile(_typed(self._backend.table(text), schema))).createOrReplaceTempView(schema.table)

    def _file(self, table: str) -> Path:
        return self._work.resolve() / f"{table}.parquet"


def _typed(text: ir.Table, schema: TableSchema) -> ir.Table:
    """The typed cells of a table of texts, and the text beside each that is none itself: what scripts/read.py says in SQL."""
    cells = {RECORD: text[RECORD]}
    for column in schema.fields:
        cell, known = text[column.name], COLUMN_TYPES[column.type]
        cells[column.name] = cell
        if column.type != "string":
            cells[column.name] = ibis.cases((cell.re_search(rf"^(?:{known.form})\z"), cell.try_cast(known.ibis)))
            cells[f"{column.name}{TEXT_SUFFIX}"] = cell
    return text.select(**cells)


def _refuse_strange_patterns(schema: TableSchema) -> None:
    for column in schema.fields:
        pattern = column.constraints.get("pattern")
        if pattern and spelt_out(pattern) is None:
            raise SparkFailed(f"Spark may read the pattern of {schema.table}.{column.name} otherwise than the embedded engine: {pattern}")


def _address(file: Path) -> str:
    """The file as Spark takes it: it decodes no %20, and would take a star or bracket for a pattern."""
    return "file:" + PATTERN.sub(r"\\\g<0>", str(file))
