"""DuckDB without what its package adds in Python (relations, expressions, Arrow), which takes longer to import than DuckDB itself.

Connections, their answers and their errors are the same objects in both, whichever is imported first.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

# Another version may keep its core elsewhere.
duckdb: Any = import_module("_duckdb" if find_spec("_duckdb") else "duckdb")
