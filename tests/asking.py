"""Asks the views of a package that a test has made, in memory: no database with keys is built, no view made but those asked for."""

import re
from collections.abc import Iterator
from typing import Any

from scripts.package import open_package
from scripts.read import engine, read
from scripts.started import without_optimizers
from scripts.views import View, views
from tests.conftest import KEPT, Copy

VIEWS = views()


def asked(package: Copy, *queries: str) -> list[list[tuple[Any, ...]]]:
    """What the views say to each query of the package as it is now."""
    package.describe()
    with engine() as connection:
        without_optimizers(connection)
        for table in open_package(package.descriptor, KEPT).tables.values():
            read(connection, table)
        for one in needed(*queries):
            connection.execute(one.sql)
        return [connection.execute(query).fetchall() for query in queries]


def needed(*queries: str) -> Iterator[View]:
    """The views and macros that the queries name, and those on which these rest, each after those that it uses."""
    wanted = {word for query in queries for word in re.findall(r"\w+", query)}
    for one in reversed(VIEWS):
        if one.name in wanted:
            wanted |= set(re.findall(r"\w+", one.sql))
    return (one for one in VIEWS if one.name in wanted)
