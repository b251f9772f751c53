"""Cites one record of a package: the data set in its version, what the record says, and which claims stand for and against it."""

from functools import cached_property

from scripts.citing.citation import Citation
from scripts.citing.forms import FORMS
from scripts.citing.records import CannotCite, Records, UnknownRecord
from scripts.citing.standing import anchor, standing
from scripts.citing.statement import statement
from scripts.descriptions.facts import facts
from scripts.descriptions.registry import CannotDescribe, described
from scripts.package import Package
from scripts.reports.text_report import visible
from scripts.shape import shape_findings

__all__ = ["FORMS", "CannotCite", "Cited", "UnknownRecord", "record_citation"]


class Cited:
    """The records of one package, of which many can be cited: the tables are read once.

    Raises CannotCite if the package lacks what a citation needs.
    """

    def __init__(self, package: Package) -> None:
        for finding in shape_findings(package):
            raise CannotCite(f"{finding.path}: {finding.message} `make validate` lists all of it.")
        self._records = Records(package)
        self._known = facts(package)

    def record(self, record_id: str, form: str = "text", table: str | None = None) -> str:
        """The citation of the record of that id in one of FORMS; if the id stands in several tables, one after the other for each.

        With `table`, that of the record there. Raises what `record_citation` does.
        """
        tables = [table] if table else self._records.tables_of(record_id)
        return FORMS[form]([self._citation(one, record_id) for one in tables])

    def _citation(self, table: str, record_id: str) -> Citation:
        records = self._records
        sentences = [statement(records, table, record_id), *standing(records, table, record_id)]
        anchored = visible(anchor(records, table, record_id))
        return Citation(self._known, visible(self._line), table, record_id, anchored, [visible(sentence) for sentence in sentences])

    @cached_property
    def _line(self) -> str:
        try:
            return described(self._records.package, "text").strip()
        except CannotDescribe as error:
            raise CannotCite(str(error)) from error


def record_citation(package: Package, record_id: str, form: str = "text") -> str:
    """The citation of the record of that id in one of FORMS; if the id stands in several tables, one after the other for each.

    The same package gives the same text. Raises UnknownRecord if nothing has the id (the message names the nearest, or says what became
    of it), its parent CannotCite if the package lacks what a citation needs, and UnreadableTable if a table cannot be read.
    """
    return Cited(package).record(record_id, form)
