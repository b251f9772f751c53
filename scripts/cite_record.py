"""Cites one record of a package: the data set in its version, what the record says, and which claims stand for and against it."""

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

__all__ = ["FORMS", "CannotCite", "UnknownRecord", "record_citation"]


def record_citation(package: Package, record_id: str, form: str = "text") -> str:
    """The citation of the record of that id in one of FORMS; if the id stands in several tables, one after the other for each.

    The same package gives the same text. Raises UnknownRecord if nothing has the id (the message names the nearest, or says what became
    of it), its parent CannotCite if the package lacks what a citation needs, and UnreadableTable if a table cannot be read.
    """
    for finding in shape_findings(package):
        raise CannotCite(f"{finding.path}: {finding.message} `make validate` lists all of it.")
    records = Records(package)
    return FORMS[form]([_citation(records, table, record_id) for table in records.tables_of(record_id)])


def _citation(records: Records, table: str, record_id: str) -> Citation:
    try:
        line = described(records.package, "text").strip()
    except CannotDescribe as error:
        raise CannotCite(str(error)) from error
    sentences = [statement(records, table, record_id), *standing(records, table, record_id)]
    known, anchored = facts(records.package), visible(anchor(records, table, record_id))
    return Citation(known, visible(line), table, record_id, anchored, [visible(sentence) for sentence in sentences])
