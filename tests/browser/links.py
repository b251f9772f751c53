"""What an HTML file refers to, and what in it can be referred to: read by the parser of the standard library, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Anchors(HTMLParser):
    """Of one file: its ids, the addresses of its links, of all that it loads, and of the scripts among them that share one scope."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the element refers to."""
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "xlink:href", "src", "data", "poster"):
                (self.links if tag == "a" else self.loaded).append(value or "")
        if tag == "script" and dict(attrs).get("src") and dict(attrs).get("type") is None:
            self.scripts.append(dict(attrs)["src"] or "")


def anchors(file: Path) -> Anchors:
    """Those of the file."""
    found = Anchors()
    found.feed(file.read_text(encoding="utf-8"))
    found.close()
    return found


def is_outside(reference: str) -> bool:
    """Whether it leads out of the site."""
    return bool(urlsplit(reference).scheme or urlsplit(reference).netloc)


def target(page: Path, reference: str) -> tuple[Path, str]:
    """The file in the site that a reference of the page leads to, and the id in it, empty for none."""
    parts = urlsplit(reference)
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page, unquote(parts.fragment)
