"""Opens the files of a table, packed or not, as streams of plain bytes; what cannot be unpacked safely is refused with a finding."""

import hashlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from scripts.findings import Finding, structural
from scripts.package import Part

BLOCK = 4 * 2**20  # bytes
PIECE = 2**17  # bytes; more at once is slower, since the room for it is made before it is known how many come
# However little a file was packed from, these many bytes do no harm: unpacking them takes a second or so.
ALWAYS_ADMITTED = 256 * 2**20  # bytes
# Beyond that the packed size counts. Consecutive numbers beside ten columns of one value each, as repetitive as a real table gets, pack
# 30 times with gzip and 119 times with zstd at its level 19; zeros pack 1,000 times with gzip and 33,000 times with zstd.
MOST_EXPANSION = 200
# zstd may need as much memory as the window of the file is long. 2^27 bytes are what its own program admits unless told otherwise.
LONGEST_WINDOW = 27  # as a power of two
PARQUET_MARK = b"PAR1"
PARQUET_ENDING = 8  # bytes: the length of what describes the file, and the mark

Errors = tuple[type[Exception], ...]


class UnreadableFile(Exception):
    """The bytes of a file cannot be had; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@contextmanager
def opened(part: Part, compression: str | None, table: str | None = None) -> Iterator[BinaryIO]:
    """The bytes of the file, unpacked on the way if `compression` is gz or zst; never more than the bounds of this module admit.

    Raises UnreadableFile with a finding on `table`: at once if there is no file, and on reading where it is damaged, breaks off, goes
    on with something else or unpacks to too much. Raises OSError if the disk cannot be read.
    """
    if not part.file.is_file():
        raise _unreadable("file_exists", part, table, "There is none.")
    with part.file.open("rb") as packed:
        if compression is None:
            yield packed
            return
        plain, errors = _unpacking(packed, compression)
        with plain, io.BufferedReader(_Bounded(plain, errors, packed, part, table), BLOCK) as stream:
            yield stream


def most_unpacked(size: int) -> int:
    """The bytes that files of `size` bytes in all may unpack to."""
    return max(ALWAYS_ADMITTED, MOST_EXPANSION * size)


def size_and_hash(parts: Iterable[Part]) -> tuple[int, str]:
    """Size in bytes and `sha256:<digest>` of the files as they stand on disk, one after the other; raises OSError if one cannot be read."""
    size, digest = 0, hashlib.sha256()
    for part in parts:
        with part.file.open("rb") as stream:
            hashlib.file_digest(stream, lambda: digest)
            size += stream.tell()
    return size, f"sha256:{digest.hexdigest()}"


def require_parquet(part: Part, table: str | None = None) -> None:
    """Raise UnreadableFile unless the file begins and ends as a Parquet file does; an engine may still find it damaged inside."""
    with opened(part, None, table) as stream:
        begin, size = stream.read(len(PARQUET_MARK)), os.fstat(stream.fileno()).st_size
        stream.seek(max(0, size - PARQUET_ENDING))
        end = stream.read()
    described = int.from_bytes(end[:4], "little") + PARQUET_ENDING + len(PARQUET_MARK)
    if begin != PARQUET_MARK or not end.endswith(PARQUET_MARK):
        raise _unreadable("file_is_parquet", part, table, "The mark at its begin or end is missing: it is something else, or breaks off.")
    if described > size:
        raise _unreadable("file_is_parquet", part, table, f"It has {size:,} bytes, of at least {described:,}.")


class _Bounded(io.RawIOBase):
    """What `plain` unpacks from `packed`, counted, its errors turned into findings."""

    def __init__(self, plain: io.BufferedIOBase, errors: Errors, packed: BinaryIO, part: Part, table: str | None) -> None:
        self._plain, self._errors, self._part, self._table = plain, errors, part, table
        self._size = os.fstat(packed.fileno()).st_size
        self._most = most_unpacked(self._size)
        self._count = 0

    def readable(self) -> bool:
        """As the stream that buffers this one asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpack into `buffer`; the number of bytes, 0 at the end."""
        try:
            piece = self._plain.read1(min(len(buffer), PIECE))
        except EOFError as error:
            raise self._broken("it breaks off") from error
        except self._errors as error:
            raise self._broken(str(error)) from error
        self._count += len(piece)
        if not self._size:
            raise self._broken("it ends")
        if self._count > self._most:
            raise self._beyond(f"The {self._size:,} bytes of this one unpack to more than {self._most:,}.")
        buffer[: len(piece)] = piece
        return len(piece)

    def readall(self) -> bytes:
        """The rest, in large blocks: by itself the standard library would take small ones."""
        return b"".join(iter(lambda: self.read(BLOCK) or b"", b""))

    def _broken(self, reason: str) -> UnreadableFile:
        if "too much memory" in reason:
            return self._beyond(f"This one needs a window of more than {2**LONGEST_WINDOW:,}.")
        return _unreadable("file_can_be_unpacked", self._part, self._table, f"After {self._count:,} unpacked bytes: {reason}.")

    def _beyond(self, detail: str) -> UnreadableFile:
        return _unreadable("file_unpacks_within_bounds", self._part, self._table, detail)


def _unpacking(packed: BinaryIO, compression: str) -> tuple[io.BufferedIOBase, Errors]:
    """What reads `packed`, member after member, and the errors that mean that it is damaged."""
    # Imported here, since most packages are not packed.
    if compression == "gz":
        import gzip
        import zlib

        return gzip.GzipFile(fileobj=packed, mode="rb"), (gzip.BadGzipFile, zlib.error)
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: LONGEST_WINDOW}
    return zstd.ZstdFile(packed, options=options), (zstd.ZstdError,)


def _unreadable(rule: str, part: Part, table: str | None, detail: str) -> UnreadableFile:
    return UnreadableFile(structural(rule, part.path, detail, table=table))
