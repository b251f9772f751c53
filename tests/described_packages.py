"""Packages to describe, each named after what its descriptor says or how its files lie; run it to write the golden files anew."""

import gzip
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.descriptions.registry import DESCRIPTIONS, written
from scripts.package import open_package
from tests.conftest import KEPT, PROJECT, Copy, minimal_package

GOLDEN = PROJECT / "tests" / "golden"
TITLE = "Übergabe & “harbour”: 100% {braces}, \\commands, $1 #2 a_b ~ ^ <i>'quoted'</i>"
PERSON = {"title": "Ana O'Núñez-Li", "givenName": "Ana Mei", "familyName": "O'Núñez-Li", "organization": "Guild & Sons"}
DOI = "10.5072/harbour.1"


def few_words(package: Copy) -> None:
    """Nothing beyond what a profile asks for."""

    def strip(descriptor: Any) -> None:
        for word in set(descriptor) - {"resources", "$schema"}:
            del descriptor[word]

    package.describe(strip)


def told(package: Copy) -> None:
    """All that a descriptor may say, in three tables."""
    package.describe(tell)


def tell(descriptor: Any) -> None:
    tables = [resource for resource in descriptor["resources"] if resource["name"] in ("sources", "places", "units")]
    names = {"name": "harbour", "id": f"https://doi.org/{DOI}", "homepage": "https://harbour.test/data", "title": TITLE, "version": "1.2.0"}
    days = {"created": "2013-05-06T07:08:09Z", "temporal": {"start": "2012-01-02"}}
    spatial = {"type": "LineString", "coordinates": [[36.5, 35.25], [36.75, 35.125]]}
    roles = [["creator"], ["creator", "maintainer"], ["publisher"], ["DataCurator"]]
    names_of_parties = [{**PERSON, "path": "https://orcid.org/0000-0002-1825-0097"}, {"title": "Port & Co., Ltd"}, {"title": "Press"}]
    parties = [{**one, "roles": role} for one, role in zip([*names_of_parties, {"title": "Keepers"}], roles, strict=True)]
    words = "Tables of a harbour that never was, made so that every kind of word in a descriptor stands in it once & not more."
    sources = [{"title": "Chart", "path": "https://chart.test/1?a=b&c=d"}, {"title": "Talk at the quay"}]
    descriptor.update(**names, **days, spatial=spatial, contributors=parties, description=words, sources=sources, resources=tables)
    descriptor["keywords"] = ["quay & pier", "1.0", "yes"]


def doi_of_its_own(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.update(doi=f"doi:{DOI}"))


def two_licences(package: Copy) -> None:
    licences = [{"name": "CC-BY-3.0"}, {"name": "ODbL-1.0", "path": "https://opendatacommons.org/licenses/odbl/1-0/"}]
    package.describe(lambda descriptor: descriptor.update(licenses=licences))


def licence_without_name(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.update(licenses=[{"path": "https://licence.test/"}]))


def namesakes(package: Copy) -> None:
    """Two persons of one name, and two sources at one address."""
    parties = [{**PERSON, "organization": place, "roles": ["creator"]} for place in ("Here", "There")]
    sources = [{"title": title, "path": "https://chart.test/"} for title in ("Chart", "Map")]
    package.describe(lambda descriptor: descriptor.update(contributors=parties, sources=sources))


def odd_files(package: Copy) -> None:
    """One table has a blank and an accent in its name, one two files, one a packed one, one a semicolon between its cells."""

    def change(descriptor: Any) -> None:
        lie = {resource["name"]: resource for resource in descriptor["resources"]}
        lie["units"]["path"] = "data/the ünits.csv"
        lie["events"]["path"] = ["data/events.csv", "data/more.csv"]
        lie["sources"] |= {"path": "data/sources.csv.gz", "compression": "gz"}
        lie["places"]["dialect"]["delimiter"] = ";"
        for resource in descriptor["resources"]:
            files = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
            content = b"".join((package.root / file).read_bytes() for file in files)
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}

    package.file("units").rename(package.root / "data" / "the ünits.csv")
    shutil.copy(package.file("event_types"), package.root / "data" / "more.csv")
    header, *lines = package.file("events").read_text(encoding="utf-8").splitlines(keepends=True)
    package.file("events").write_text(header + lines[0], encoding="utf-8")
    (package.root / "data" / "more.csv").write_text(header + "".join(lines[1:]), encoding="utf-8")
    (package.root / "data" / "sources.csv.gz").write_bytes(gzip.compress(package.file("sources").read_bytes(), mtime=0))
    rows, names = package.rows("places"), [field["name"] for field in package.schema("places")["fields"]]
    lines = [";".join(names), *(";".join(row[name] for name in names) for row in rows)]
    package.file("places").write_text("\n".join(lines) + "\n", encoding="utf-8")
    package.describe(change)


def without_what_is_linked(package: Copy) -> None:
    """Tables link to one that is not there."""
    package.describe(lambda descriptor: descriptor.update(resources=[one for one in descriptor["resources"] if one["name"] != "sources"]))


def plain(package: Copy) -> None:
    """The minimal package as it is."""


KINDS: dict[str, Callable[[Copy], None]] = {
    spoil.__name__: spoil
    for spoil in (plain, told, doi_of_its_own, two_licences, licence_without_name, namesakes, odd_files, without_what_is_linked)
}


def write_golden() -> None:
    with TemporaryDirectory() as folder:
        package = minimal_package(Path(folder) / "package")
        told(package)
        written(open_package(package.descriptor, KEPT), GOLDEN, False, DESCRIPTIONS)


if __name__ == "__main__":
    write_golden()
