"""Packed files: what comes out is what went in, and whatever is wrong with one, a finding says so before it does harm."""

import gzip
import hashlib
import json
import random
import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.table_schema import table_schema
from scripts import files
from scripts.files import UnreadableFile, opened, require_parquet, size_and_hash
from scripts.findings import STRUCTURAL_RULES
from scripts.package import Part, Table, open_package
from scripts.refresh import refresh
from scripts.rows import UnreadableTable, part_rows, rows
from scripts.tidy import tidy
from tests.conftest import Copy
from tests.thoroughness import examples

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED: dict[str, Callable[[bytes], bytes]] = {"gz": lambda content: gzip.compress(content, mtime=0), "zst": zstd.compress}
HEADER = b"id,number\n"
TEXT = HEADER + b"".join(b"row-%d,%d\n" % (number, number * number) for number in range(300))
# Without the checksum of its own, zstd cannot tell a changed letter; gzip always has one.
CHECKED = zstd.compress(TEXT, options={zstd.CompressionParameter.checksum_flag: 1})


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Part:
    return Part(tmp_path_factory.mktemp("data") / "table.csv", "data/table.csv")


def unpacked(part: Part, compression: str | None, content: bytes) -> bytes:
    """What comes out of a file with this content."""
    part.file.write_bytes(content)
    with opened(part, compression, "table") as stream:
        return stream.read()


def refusal(part: Part, compression: str, content: bytes) -> str:
    """The rule that the file breaks."""
    with pytest.raises(UnreadableFile) as refused:
        unpacked(part, compression, content)
    finding = refused.value.finding
    assert (finding.path, finding.table) == ("data/table.csv", "table")
    return finding.rule


@pytest.mark.parametrize("compression", PACKED)
@settings(max_examples=examples(0.3), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.binary(max_size=2000), min_size=1, max_size=4))
def test_what_was_packed_comes_out_member_after_member(part: Part, compression: str, contents: list[bytes]) -> None:
    assert unpacked(part, compression, b"".join(map(PACKED[compression], contents))) == b"".join(contents)


@pytest.mark.parametrize("compression", PACKED)
def test_a_file_larger_than_a_block_comes_out_however_it_is_read(part: Part, compression: str) -> None:
    content = random.Random(1).randbytes(files.BLOCK + 1000) + bytes(files.BLOCK)
    assert unpacked(part, compression, PACKED[compression](content)) == content
    with opened(part, compression) as stream:
        assert b"".join(iter(lambda: stream.read(1_000_003), b"")) == content
    with opened(part, compression) as stream:
        assert b"".join(stream) == content


def test_a_plain_file_comes_as_it_is(part: Part) -> None:
    assert unpacked(part, None, b"\x1f\x8b plain") == b"\x1f\x8b plain"


@pytest.mark.parametrize("compression", [None, "gz", "zst"])
def test_a_file_that_is_none_is_not_opened(tmp_path: Path, compression: str | None) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(UnreadableFile) as refused, opened(Part(place, "data/none.csv"), compression, "table"):
            pass
        assert refused.value.finding.rule == "file_exists"


@pytest.mark.parametrize("compression", PACKED)
def test_a_file_cut_short_anywhere_is_refused(part: Part, compression: str) -> None:
    whole = PACKED[compression](TEXT)
    assert {refusal(part, compression, whole[:length]) for length in range(len(whole))} == {"file_can_be_unpacked"}


@pytest.mark.parametrize(("compression", "whole"), [("gz", PACKED["gz"](TEXT)), ("zst", CHECKED)])
def test_a_changed_byte_gives_the_same_text_or_a_refusal(part: Part, compression: str, whole: bytes) -> None:
    for place in range(len(whole)):
        try:
            assert unpacked(part, compression, whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]) == TEXT
        except UnreadableFile as refused:
            assert refused.finding.rule in {"file_can_be_unpacked", "file_unpacks_within_bounds"}


@pytest.mark.parametrize("compression", PACKED)
@settings(max_examples=examples(1), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.integers(0, 100), garbage=st.binary(max_size=60), is_begun=st.booleans())
def test_no_garbage_raises_anything_else(part: Part, compression: str, kept: int, garbage: bytes, is_begun: bool) -> None:
    whole = PACKED[compression](TEXT)
    try:
        unpacked(part, compression, (whole[:kept] if is_begun else whole) + garbage)
    except UnreadableFile as refused:
        assert refused.finding.rule in {"file_can_be_unpacked", "file_unpacks_within_bounds"}
        assert refused.finding.message.isprintable()


@pytest.mark.parametrize("compression", PACKED)
@pytest.mark.parametrize("after", [b"x", b"garbage", HEADER, b"\0\0x"])
def test_what_goes_on_after_its_end_is_refused(part: Part, compression: str, after: bytes) -> None:
    assert refusal(part, compression, PACKED[compression](TEXT) + after) == "file_can_be_unpacked"


@pytest.mark.parametrize("compression", PACKED)
def test_plain_text_and_the_other_compression_are_refused(part: Part, compression: str) -> None:
    for content in (TEXT, PACKED["zst" if compression == "gz" else "gz"](TEXT)):
        assert refusal(part, compression, content) == "file_can_be_unpacked"


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Bounds that a test reaches at once; gives the one that counts for a small file."""
    monkeypatch.setattr(files, "ALWAYS_ADMITTED", 100_000)
    monkeypatch.setattr(files, "BLOCK", 10_000)
    monkeypatch.setattr(files, "PIECE", 1_000)
    yield 100_000


@pytest.mark.parametrize("compression", PACKED)
def test_a_bomb_is_refused_soon_after_it_is_too_large(part: Part, compression: str, small_bounds: int) -> None:
    assert unpacked(part, compression, PACKED[compression](bytes(small_bounds))) == bytes(small_bounds)
    assert refusal(part, compression, PACKED[compression](bytes(small_bounds + 1))) == "file_unpacks_within_bounds"
    read = 0
    part.file.write_bytes(PACKED[compression](bytes(20_000_000)))
    with pytest.raises(UnreadableFile), opened(part, compression) as stream:
        while piece := stream.read(1000):
            read += len(piece)
    assert read <= files.MOST_EXPANSION * part.file.stat().st_size


def test_many_small_members_are_one_bomb(part: Part, small_bounds: int) -> None:
    assert refusal(part, "zst", PACKED["zst"](bytes(10_000)) * 100) == "file_unpacks_within_bounds"


@pytest.mark.parametrize("compression", PACKED)
def test_a_large_file_may_unpack_in_proportion(part: Part, compression: str, small_bounds: int) -> None:
    content = random.Random(2).randbytes(2000) + bytes(300_000)
    assert unpacked(part, compression, PACKED[compression](content)) == content


def test_a_window_that_takes_too_much_memory_is_refused(part: Part) -> None:
    def with_window(power: int) -> bytes:
        packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: power})
        return packer.compress(TEXT) + packer.flush()

    assert unpacked(part, "zst", with_window(files.LONGEST_WINDOW)) == TEXT
    assert refusal(part, "zst", with_window(files.LONGEST_WINDOW + 1)) == "file_unpacks_within_bounds"


def test_the_sentence_of_the_rule_has_the_bounds_of_the_module() -> None:
    sentence = STRUCTURAL_RULES["file_unpacks_within_bounds"].sentence
    bounds = (files.MOST_EXPANSION, files.ALWAYS_ADMITTED // 2**20, 2**files.LONGEST_WINDOW // 2**20)
    assert tuple(map(int, re.findall(r"\d+", sentence))) == bounds


def test_a_finding_says_how_far_the_file_was_good(part: Part) -> None:
    whole = gzip.compress(TEXT)
    part.file.write_bytes(whole[:-8] + struct.pack("<LL", zlib.crc32(b"other"), len(TEXT)))
    with pytest.raises(UnreadableFile, match=f"After {len(TEXT):,} unpacked bytes: CRC check failed"), opened(part, "gz") as stream:
        stream.read()


def test_size_and_hash_are_of_the_files_one_after_the_other(tmp_path: Path) -> None:
    contents = [b"a" * 700_000, b"", PACKED["gz"](TEXT)]
    parts = [Part(tmp_path / str(number), str(number)) for number in range(3)]
    for one, content in zip(parts, contents, strict=True):
        one.file.write_bytes(content)
    joined = b"".join(contents)
    assert size_and_hash(parts) == (len(joined), f"sha256:{hashlib.sha256(joined).hexdigest()}")


def parquet(file: Path, query: str) -> bytes:
    file.unlink(missing_ok=True)
    duckdb.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
    return file.read_bytes()


def test_a_parquet_file_is_known_by_both_ends(tmp_path: Path) -> None:
    part = Part(tmp_path / "table.parquet", "data/table.parquet")
    whole = parquet(part.file, "SELECT 1 AS id")
    require_parquet(part)
    spoiled = [
        b"",
        b"PAR1",
        b"PAR1PAR1",
        TEXT,
        whole[:-1],
        whole[1:],
        whole + b"x",
        whole[:20] + whole[-8:],
        b"PARE" + whole[4:-4] + b"PARE",
    ]
    for content in spoiled:
        part.file.write_bytes(content)
        with pytest.raises(UnreadableFile) as refused:
            require_parquet(part, "table")
        assert (refused.value.finding.rule, refused.value.finding.table) == ("file_is_parquet", "table")


def table_of(tmp_path: Path, names: list[str], **words: str) -> Table:
    columns = [{"name": "id", "type": "string"}, {"name": "number", "type": "integer"}]
    schema = table_schema({"fields": columns, "primaryKey": "id"}, "table")
    parts = tuple(Part(tmp_path / name, f"data/{name}") for name in names)
    return Table("table", parts, schema, {}, "", "", None, None, ",", **words)


@pytest.mark.parametrize("compression", PACKED)
def test_rows_come_from_every_packed_part(tmp_path: Path, compression: str) -> None:
    table = table_of(tmp_path, ["1", "2"], compression=compression)
    for part, content in zip(table.parts, (HEADER + b"a,1\n", b"number,id\n\n2,b\n"), strict=True):
        part.file.write_bytes(PACKED[compression](content))
    assert list(rows(table)) == [(2, {"id": "a", "number": "1"}), (3, {"id": "b", "number": "2"})]
    table.parts[1].file.write_bytes(PACKED[compression](b"number\n2,b\n"))
    with pytest.raises(UnreadableTable) as refused:
        list(rows(table))
    assert (refused.value.finding.rule, refused.value.finding.path) == ("header_equals_schema", "data/2")
    table.parts[1].file.write_bytes(b"garbage")
    with pytest.raises(UnreadableTable) as refused:
        list(rows(table))
    assert (refused.value.finding.rule, refused.value.finding.path) == ("file_can_be_unpacked", "data/2")


def test_rows_of_parquet_are_text_by_number(tmp_path: Path) -> None:
    folder, decoy = tmp_path / "year=2012" / "a*", tmp_path / "year=2012" / "ab"
    for place in (folder, decoy):
        place.mkdir(parents=True)
        parquet(place / "1.parquet", "SELECT 'decoy' AS id, 0 AS number")
    table = table_of(folder, ["1.parquet", "2.parquet"], format="parquet")
    parquet(table.parts[0].file, "SELECT 'a' AS id, 1 AS number UNION ALL SELECT 'b', NULL ORDER BY id")
    parquet(table.parts[1].file, "SELECT 3 AS number, 'c' AS id")
    assert list(rows(table)) == [(1, {"id": "a", "number": "1"}), (2, {"id": "b", "number": ""}), (1, {"number": "3", "id": "c"})]


@pytest.mark.parametrize(
    ("query", "rule"), [("SELECT 1 AS id", "header_equals_schema"), ("SELECT 'a' AS id, 1 AS number", "file_is_parquet")]
)
def test_parquet_that_cannot_be_read_is_refused(tmp_path: Path, query: str, rule: str) -> None:
    table = table_of(tmp_path, ["1.parquet"], format="parquet")
    whole = parquet(table.file, query)
    table.file.write_bytes(whole if rule == "header_equals_schema" else whole[:4] + b"\xff" * (len(whole) - 12) + whole[-8:])
    with pytest.raises(UnreadableTable) as refused:
        list(part_rows(table, table.parts[0]))
    assert (refused.value.finding.rule, refused.value.finding.path) == (rule, "data/1.parquet")


def pack(package: Copy, table: str, path: str | list[str], contents: list[bytes], **words: Any) -> None:
    """Put the table into these files and say so in the descriptor; a word that is None is left out, as size and hash are unless given."""

    def change(descriptor: Any) -> None:
        [resource] = [resource for resource in descriptor["resources"] if resource["name"] == table]
        resource |= {"path": path, "bytes": None, "hash": None, **words}
        for word in [word for word, value in resource.items() if value is None]:
            del resource[word]

    for name, content in zip([path] if isinstance(path, str) else path, contents, strict=True):
        (package.root / name).write_bytes(content)
    package.describe(change)


def test_refresh_measures_files_as_they_stand(package: Copy) -> None:
    content = PACKED["gz"](package.file("units").read_bytes())
    places = package.file("places").read_bytes()
    pack(package, "units", "data/units.csv.gz", [content], compression="gz")
    refresh(open_package(package.descriptor), check=False)
    assert (open_package(package.descriptor).tables["units"].bytes) == len(content)
    pack(package, "places", ["data/1.csv", "data/2.csv"], [places, b"more"])
    [stale, *_] = refresh(open_package(package.descriptor), check=False)
    assert stale.startswith("data/1.csv, data/2.csv: None bytes, None in the descriptor; the files have")
    [resource] = [one for one in json.loads(package.descriptor.read_bytes())["resources"] if one["name"] == "places"]
    assert (resource["bytes"], resource["hash"]) == (len(places) + 4, f"sha256:{hashlib.sha256(places + b'more').hexdigest()}")


def test_tidy_rewrites_plain_parts_each_by_itself_and_names_the_rest(package: Copy) -> None:
    header, *lines = package.file("place_names").read_text(encoding="utf-8").splitlines(keepends=True)
    packed = PACKED["zst"](package.file("units").read_bytes() + b"\n\n")
    pack(package, "place_names", ["data/1.csv", "data/2.csv"], [(header + lines[2] + lines[1]).encode(), (header + lines[0]).encode()])
    first = json.loads(package.descriptor.read_bytes())
    pack(package, "units", "data/units.csv.zst", [packed], compression="zst")
    both = json.loads(package.descriptor.read_bytes())
    both["resources"] = [
        theirs if theirs["name"] == "place_names" else ours for theirs, ours in zip(first["resources"], both["resources"], strict=True)
    ]
    package.descriptor.write_text(json.dumps(both), encoding="utf-8")
    report = tidy(open_package(package.descriptor), check=False)
    assert [(change.path, change.line) for change in report.changes] == [("data/1.csv", 2)]
    assert (package.root / "data/1.csv").read_text(encoding="utf-8") == header + lines[1] + lines[2]
    assert (package.root / "data/units.csv.zst").read_bytes() == packed
    assert report.note == "Left alone, being compressed or Parquet: data/units.csv.zst."
    assert tidy(open_package(package.descriptor), check=True).changes == ()
