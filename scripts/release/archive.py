"""A zip file whose bytes depend on nothing but what is put into it: not on clock, time zone, umask, file system or zlib."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

MODE = 0o100644  # a plain file that its owner may write and everybody may read
UNIX = 3
EARLIEST, LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # what the format can say

Content = bytes | Path


def archive(target: Path, members: Mapping[str, Content], moment: datetime) -> None:
    """Write the members, sorted by name, stored and not deflated, all of this `moment`; raises OSError.

    Names are relative, with slashes. `moment` is written as it reads, to two seconds, since the format knows no time zone.
    """
    with ZipFile(target, "w", ZIP_STORED) as file:
        for name in sorted(members):
            _add(file, name, members[name], moment)


def _add(file: ZipFile, name: str, content: Content, moment: datetime) -> None:
    member = ZipInfo(name, min(max(moment.timetuple()[:6], EARLIEST), LATEST))
    member.create_system, member.external_attr = UNIX, MODE << 16
    with _opened(content) as stream:
        # Said beforehand, or a field for sizes beyond 4 GB would be added to every member.
        member.file_size = stream.seek(0, 2)
        stream.seek(0)
        with file.open(member, "w") as entry:
            shutil.copyfileobj(stream, entry)


def _opened(content: Content) -> BinaryIO:
    return content.open("rb") if isinstance(content, Path) else BytesIO(content)
