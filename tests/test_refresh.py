"""Sizes and hashes in the descriptor follow the files; all else stays as the editor wrote it."""

import hashlib
import json
from typing import Any

import pytest

from scripts.package import BrokenPackage, open_package
from scripts.refresh import refresh, refreshed
from tests.conftest import MINIMAL, Copy


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
    assert len(refresh(open_package(package.descriptor), check=False)) == len(list(MINIMAL.glob("*.csv")))
    assert list(json.loads(package.descriptor.read_bytes())["resources"][0])[-1] == "hash"


def test_numbers_stay_as_the_editor_spelled_them(package: Copy) -> None:
    laid_out(package)
    text = package.descriptor.read_text(encoding="utf-8").replace("{", '{\n  "numbers": [\n    1e2,\n    1.50,\n    -0,\n    12\n  ],', 1)
    package.descriptor.write_text(text, encoding="utf-8")
    package.edit("units", "guard", note="Of the palace.")
    refresh(open_package(package.descriptor), check=False)
    now = package.descriptor.read_text(encoding="utf-8")
    changed = [(old, new) for old, new in zip(text.splitlines(), now.splitlines(), strict=True) if old != new]
    assert [new.split(":")[0].strip() for _, new in changed] == ['"bytes"', '"hash"']


def test_empty_lists_and_texts_are_laid_out_as_python_does(package: Copy) -> None:
    odd = {"none": [], "nothing": {}, "deep": [[], [{"a": None, "b": [True, 'é"\n\x7f']}]]}
    package.describe(lambda descriptor: descriptor.update(odd=odd))
    content = refreshed(open_package(package.descriptor)).decode("utf-8")
    assert content == json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n"
    assert json.loads(content)["odd"] == odd


def test_a_link_to_the_descriptor_stays_one(package: Copy) -> None:
    laid_out(package)
    elsewhere = package.descriptor.rename(package.root / "elsewhere.json")
    package.descriptor.symlink_to(elsewhere.name)
    package.edit("units", "guard", note="Of the palace.")
    assert len(refresh(open_package(package.descriptor), check=False)) == 1
    assert package.descriptor.is_symlink()
    assert refresh(open_package(elsewhere), check=True) == []


def test_a_missing_file_is_named(package: Copy) -> None:
    package.file("units").unlink()
    with pytest.raises(BrokenPackage) as broken:
        refreshed(open_package(package.descriptor))
    assert [(finding.rule, finding.table) for finding in broken.value.findings] == [("file_exists", "units")]
