"""The column types of Table Schema that we know, each as a lexical form and an engine type.

A cast alone is too kind (it takes 3.5 for the integer 4), so text has to match the form *and* cast.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnType:
    """How one Table Schema type is written and stored: ibis type, DuckDB type, anchored form, and a sentence for people."""

    ibis: str
    duckdb: str
    form: str
    sentence: str


COLUMN_TYPES = {
    "string": ColumnType("string", "VARCHAR", r"(?s).*", "any text"),
    "integer": ColumnType("int64", "BIGINT", r"-?(0|[1-9][0-9]*)", "a whole number in plain digits, as 12 or -3, of at most 64 bits"),
    "number": ColumnType("float64", "DOUBLE", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", "a decimal number with a point, as 35.99"),
    "date": ColumnType("date", "DATE", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day of the calendar, as 2012-04-03"),
    "boolean": ColumnType("boolean", "BOOLEAN", r"true|false", "true or false"),
}
FORMATS = {"default", "uri"}
