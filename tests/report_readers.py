"""What each rendering tells, read back by means that know nothing of how it was written: of each finding, the rule and the place."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

from scripts.findings import Finding

Told = tuple[str, str]
VOID = {"meta", "link", "br"}


def told_of(finding: Finding) -> Told:
    """What every rendering must tell of the finding."""
    return finding.rule, place(finding.path, finding.line, finding.record)


def place(path: str, line: int | None, record: int | None) -> str:
    spot = f":{line}" if line else f" record {record}" if record else ""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in path) + spot


def from_text(text: str) -> list[Told]:
    heads = re.findall(r"^(?:ERROR|WARNING) (.*)  \[(\w+)\]$", text, re.MULTILINE)
    return [(rule, place) for place, rule in heads]


def from_json(text: str) -> list[Told]:
    found = json.loads(text)["findings"]
    return [(one["rule"], place(one["path"], one["line"], one["record"])) for one in found]


def from_junit(text: str) -> list[Told]:
    root = ElementTree.fromstring(text)
    return [told for element in root.iter() if element.tag in ("failure", "system-out") for told in from_text(element.text or "")]


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands in what was printed, as the runner of GitHub Actions takes them: level, properties, message."""
    found = []
    for line in text.split("\n"):
        if command := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line, re.DOTALL):
            level, properties, message = command.groups()
            pairs = [pair.split("=", 1) for pair in properties.split(",")]
            found.append((level, {name: _unescaped(value) for name, value in pairs}, _unescaped(message)))
    return found


def _unescaped(text: str) -> str:
    for letter in "\r\n:,%":  # the per cent sign last
        text = text.replace(f"%{ord(letter):02X}", letter)
    return text


def from_github(text: str) -> list[Told]:
    found = [(properties, message) for level, properties, message in commands(text) if level != "notice"]
    return [(properties["title"], place(properties["file"], *_spot(properties, message))) for properties, message in found]


def _spot(properties: dict[str, str], message: str) -> tuple[int | None, int | None]:
    record = re.search(r"^record (\d+)", message.partition("\n")[2])
    return int(properties.get("line", 0)) or None, int(record[1]) if record else None


def from_sarif(text: str) -> list[Told]:
    found = []
    for result in json.loads(text)["runs"][0]["results"]:
        [location] = result["locations"]
        physical = location["physicalLocation"]
        assert re.fullmatch(r"(%[0-9A-F]{2}|[\w.~/-])*", physical["artifactLocation"]["uri"], re.ASCII)
        path = unquote(physical["artifactLocation"]["uri"], errors="strict")
        line, record = physical.get("region", {}).get("startLine"), location.get("properties", {}).get("record")
        found.append((result["ruleId"], place(path, line, record)))
    return found


class Page(HTMLParser):
    """A reader of the page that insists on tags in pairs, and keeps the text of what has a class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        assert len(known) == len(attributes)
        self.tags.append((tag, known))
        if tag not in VOID:
            self.open.append((tag, known.get("class") or ""))
            self.texts.append((self._class, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._class, data))

    @property
    def _class(self) -> str:
        """The innermost class around the place, and the tag if there is none."""
        return next((words for _, words in reversed(self.open) if words), "")

    def told(self) -> list[Told]:
        """The findings: each stands in a line, below its rule, below its file."""
        found: list[Told] = []
        path = rule = ""
        for words, data in self.texts:
            if words == "quiet path":
                path = path + data if data else ""
            elif words == "rule" and data:
                rule = data
            elif words == "where" and data.strip() and data != "Where":
                spot = data.replace("line ", ":") if data.startswith("line") else f" {data}" if data.startswith("record") else ""
                found.append((rule, path + spot))
        return found


def from_html(text: str) -> list[Told]:
    return Page(text).told()


READERS: dict[str, Callable[[str], list[Told]]] = {
    "text": from_text,
    "json": from_json,
    "junit": from_junit,
    "github": from_github,
    "sarif": from_sarif,
    "html": from_html,
}
