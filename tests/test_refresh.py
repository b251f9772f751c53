"""Sizes and hashes in the descriptor follow the files; all else stays as the editor wrote it."""

import hashlib
import json
from typing import Any

import pytest

from scripts.package import BrokenPackage, open_package
from scripts.refresh import refresh, refreshed
from tests.conftest import Copy


def laid_out(package: Copy) -> Any:
    """Write the descriptor in its canonical layout, and give its content."""
    package.descriptor.write_bytes(refreshed(open_package(package.descriptor)))
    return json.loads(package.descriptor.read_bytes())


def test_a_fresh_descriptor_stays_as_it_is(package: Copy) -> None:
    laid_out(package)
    before = package.descriptor.stat().st_mtime_ns
    assert refresh(open_package(package.descriptor), check=False) == []
    assert package.descriptor.stat().st_mtime_ns == before


def test_size_and_hash_follow_the_file_and_nothing_else_changes(package: Copy) -> None:
    descriptor = laid_out(package)
    package.edit("units", "guard", note="Of the palace.")
    content = package.file("units").read_bytes()
    [stale] = refresh(open_package(package.descriptor), check=False)
    [resource] = [resource for resource in descriptor["resources"] if resource["name"] == "units"]
    assert stale.startswith(f"data/units.csv: {resource['bytes']} bytes, {resource['hash']} in the descriptor")
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    # Compared as text, so that the order of keys and the layout count.
    assert package.descriptor.read_text(encoding="utf-8") == json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"


def test_what_was_refreshed_passes_the_validator(package: Copy) -> None:
    package.edit("units", "guard", note="Of the palace.")
    rules = {"size_is_fresh", "hash_is_fresh"}
    assert {finding.rule for finding in package.check().findings} == rules
    refresh(open_package(package.descriptor), check=False)
    assert not package.check().findings


def test_a_check_writes_nothing(package: Copy) -> None:
    laid_out(package)
    package.edit("units", "guard", note="Of the palace.")
    before = package.descriptor.read_bytes()
    assert len(refresh(open_package(package.descriptor), check=True)) == 1
    assert package.descriptor.read_bytes() == before


def test_a_layout_of_its_own_is_told_and_mended(package: Copy) -> None:
    package.describe(lambda descriptor: descriptor.update(title="Îles"))
    [told] = refresh(open_package(package.descriptor), check=False)
    assert "laid out" in told
    assert '\n  "title": "Îles",\n' in package.descriptor.read_text(encoding="utf-8")


def test_size_and_hash_are_added_where_the_descriptor_has_none(package: Copy) -> None:
    def remove_hashes(descriptor: Any) -> None:
        for resource in descriptor["resources"]:
            del resource["hash"]

    package.describe(remove_hashes)
    assert len(refresh(open_package(package.descriptor), check=False)) == 11
    assert list(json.loads(package.descriptor.read_bytes())["resources"][0])[-1] == "hash"


def test_a_missing_file_is_named(package: Copy) -> None:
    package.file("units").unlink()
    with pytest.raises(BrokenPackage) as broken:
        refreshed(open_package(package.descriptor))
    assert [(finding.rule, finding.table) for finding in broken.value.findings] == [("file_exists", "units")]
