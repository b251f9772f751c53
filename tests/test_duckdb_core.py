"""The core of DuckDB is what its package has, with none of what that adds."""

import subprocess
import sys

import duckdb

from scripts.duckdb_core import duckdb as core
from tests.conftest import PROJECT


def test_errors_and_connections_are_those_of_the_package() -> None:
    assert (core.Error, core.OutOfMemoryException, core.DuckDBPyConnection) == (
        duckdb.Error,
        duckdb.OutOfMemoryException,
        duckdb.DuckDBPyConnection,
    )


def test_the_package_is_not_imported() -> None:
    program = "import sys, scripts.duckdb_core as d; print(d.duckdb.connect().execute('SELECT 1').fetchall(), 'duckdb' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[(1,)] False"
