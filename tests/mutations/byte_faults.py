"""What can befall the bytes of a file."""

from collections.abc import Callable
from random import Random

OnBytes = Callable[[bytes, Random], bytes | None]


def _line_start(content: bytes, random: Random) -> int:
    """Where some line begins, or the file ends."""
    starts = [0, *(place + 1 for place, byte in enumerate(content) if byte == 10)]
    return random.choice(starts)


def _inserted(*pieces: bytes) -> OnBytes:
    def insert(content: bytes, random: Random) -> bytes:
        place = random.randint(0, len(content))
        return content[:place] + random.choice(pieces) + content[place:]

    return insert


def _inserted_line(*pieces: bytes) -> OnBytes:
    def insert(content: bytes, random: Random) -> bytes:
        place = _line_start(content, random)
        return content[:place] + random.choice(pieces) + content[place:]

    return insert


def _flipped(content: bytes, random: Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(random.randint(1, 3)):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _one_line_end(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    row = random.randrange(len(lines))
    return b"\n".join(line + random.choice([b"\r", b"\r\r"]) if number == row else line for number, line in enumerate(lines))


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def _cut_out(content: bytes, random: Random) -> bytes:
    begin = random.randrange(len(content))
    return content[:begin] + content[begin + random.randint(1, 20) :]


def _longest(content: bytes, random: Random) -> bytes:
    begin = _line_start(content[:-1], random)
    length = content.index(b"\n", begin) - begin
    return content[:begin] + b"x" * (1_000_000 - length + random.choice([0, 1, 2])) + content[begin:]


BYTES: dict[str, OnBytes] = {
    "bytes: empty file": lambda content, random: random.choice([b"", b"\n", b" \n\n", b"\xef\xbb\xbf"]),
    "bytes: no file": lambda content, random: None,
    "bytes: byte order mark": lambda content, random: random.choice([1, 1, 2]) * b"\xef\xbb\xbf" + content,
    "bytes: NUL": _inserted(b"\0"),
    "bytes: not UTF-8": _inserted(b"\xff", b"\xe4", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"),
    "bytes: quote": _inserted(b'"', b'""', b'"""', b'","', b'"\n"'),
    "bytes: comma": _inserted(b",", b",,"),
    "bytes: line end": _inserted(b"\n", b"\r", b"\r\n", b"\n\r"),
    "bytes: blank line": _inserted_line(b"\n", b"\n\n", b" \n", b"\t\n", b"\r\n"),
    "bytes: last lines": lambda content, random: (
        content + random.choice([b"\n", b" ", b"\r\n", b"\r", b"\n\n", b",", b'"', b'""', b"\x1a"])
    ),
    "bytes: Windows line ends": lambda content, random: content.replace(b"\n", b"\r\n"),
    "bytes: one Windows line end": _one_line_end,
    "bytes: old line ends": lambda content, random: content.replace(b"\n", b"\r"),
    "bytes: no last line end": lambda content, random: content.rstrip(b"\n"),
    "bytes: cut": _cut,
    "bytes: cut out": _cut_out,
    "bytes: flipped": _flipped,
    "bytes: UTF-16": lambda content, random: content.decode().encode(random.choice(["utf-16", "utf-16-le"])),
    "bytes: semicolons": lambda content, random: content.replace(b",", random.choice([b";", b"\t", b"|"])),
    "bytes: all quoted": lambda content, random: (
        b"\n".join(b'"%s"' % line.replace(b",", b'","') for line in content.split(b"\n")[:-1]) + b"\n"
    ),
    "bytes: long line": _longest,
}
