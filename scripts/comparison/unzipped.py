"""Takes a zip from anywhere apart, inside one folder and within bounds, or not at all."""

import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scripts.descriptor import inside
from scripts.files import PIECE, most_unpacked
from scripts.resources import as_stored

MOST_MEMBERS = 10_000
ENCRYPTED = 0x1  # among the flags of a member


class BadArchive(Exception):
    """The zip is damaged, or holds what a release never does; the message is one sentence that says what."""


def unzipped(archive: Path, folder: Path) -> None:
    """Put every file of the zip below `folder`, which is there and empty; raises BadArchive before the first, or where one is damaged.

    Nothing but plain files comes out, none outside `folder`, and no more bytes in all than scripts/files.py admits of any packed file.
    """
    try:
        with ZipFile(archive) as file:
            members = file.infolist()
            for problem in _problems(archive, members, folder):
                raise BadArchive(f"{archive.name} is not unzipped: {problem}.")
            for member in members:
                if not member.is_dir():
                    _extract(file, member, folder / member.filename)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise BadArchive(f"{archive.name} cannot be unzipped: {error}.") from error
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise BadArchive(f"{archive.name} is not unzipped: {Path(error.filename).name} is a file and a folder at once.") from error


def _problems(archive: Path, members: list[ZipInfo], folder: Path) -> Iterator[str]:
    if len(members) > MOST_MEMBERS:
        yield f"it has {len(members):,} members, of at most {MOST_MEMBERS:,}"
    names: set[str] = set()
    for member in members:
        yield from (f"{member.filename!r} {problem}" for problem in _member_problems(member, folder))
        if as_stored(member.filename) in names:
            yield f"{member.filename!r} stands in it twice"
        names.add(as_stored(member.filename))
    size, most = sum(member.file_size for member in members), most_unpacked(archive.stat().st_size)
    if size > most:
        yield f"its files have {size:,} bytes, of at most {most:,}"


def _member_problems(member: ZipInfo, folder: Path) -> Iterator[str]:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if member.orig_filename != member.filename or inside(folder, member.filename) is None:
        yield "leads out of the folder"
    if kind not in (0, stat.S_IFDIR if member.is_dir() else stat.S_IFREG):
        yield "is a link or something else that is no file"
    if member.flag_bits & ENCRYPTED:
        yield "is encrypted"
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield "is packed in a way that not every program can unpack"


def _extract(file: ZipFile, member: ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # No more is read than the size that was added up, whatever really follows.
    with file.open(member) as packed, target.open("xb") as stream:
        while piece := packed.read(PIECE):
            stream.write(piece)
