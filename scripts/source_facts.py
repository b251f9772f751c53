"""What can be said of the sources: which there are, what they say, on what they draw, what was left out of them, and how many."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.package import Package
from scripts.side_lists import CannotRead, Row
from scripts.statements import Statement, Statements, cells, record_of, statements

OF_NAMES = "gazetteer"  # names and positions, no statements
COPIES = ("syndicated_copy", "repost_or_digest")


@dataclass(frozen=True)
class Derivation:
    """A passage that draws on a source, the source in which it stands, and on what that judgement rests."""

    passage: Row
    source_id: str
    basis: str
    note: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of source in words, and the sources of that kind."""

    label: str
    sources: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """Where a link to its heading leads."""
        return re.sub(r"[^\w -]", "", self.label.lower()).replace(" ", "-")


@dataclass(frozen=True)
class SourceFacts:
    """Sources, what they say, what they draw on and what was left out, counted and put in order."""

    package: Package
    found: Statements
    passages: tuple[Row, ...]
    derivations: tuple[Derivation, ...]

    def label(self, table: str, column: str, value: str) -> str:
        """The meaning of an allowed value, as the schema gives it."""
        return self.package.tables[table].schema.column(column).categories.get(value, value)

    @property
    def told(self) -> list[Row]:
        """The sources of which statements are in the package."""
        return [source for source in self.found.sources.values() if self.of(source)]

    @property
    def kinds(self) -> list[Kind]:
        """The sources by kind, but for the gazetteers, in the order of the schema."""
        categories = self.package.tables["sources"].schema.column("source_type").categories
        kinds = [Kind(label, self.of_type(value)) for value, label in categories.items() if value != OF_NAMES]
        return [kind for kind in kinds if kind.sources]

    @property
    def gazetteers(self) -> tuple[Row, ...]:
        """The sources of names and positions alone."""
        return self.of_type(OF_NAMES)

    def of_type(self, kind: str) -> tuple[Row, ...]:
        """The sources of that kind, by id."""
        return tuple(source for _, source in sorted(self.found.sources.items()) if source["source_type"] == kind)

    def of(self, source: Row) -> list[Statement]:
        """The statements of the source, in the order in which they stand there."""
        own = [one for one in self.found.all.values() if one.passage["source_id"] == source["source_id"]]
        return sorted(own, key=lambda one: one.passage["ordinal"].rjust(9))

    def positions(self, source: Row) -> int:
        """How many passages of the source are known by position, and have no gist."""
        return sum(passage["source_id"] == source["source_id"] and not passage["gist"] for passage in self.passages)

    def draws_on(self, source: Row) -> list[Derivation]:
        """The passages of the source that draw on others."""
        return [one for one in self.derivations if one.passage["source_id"] == source["source_id"]]

    def drawn_on_by(self, source: Row) -> list[Derivation]:
        """The passages of others that draw on the source."""
        return [one for one in self.derivations if one.source_id == source["source_id"]]

    @property
    def of_the_article(self) -> list[Derivation]:
        """The passages known by position that draw on other sources."""
        return [one for one in self.derivations if not one.passage["gist"]]

    @property
    def uncoded(self) -> list[Statement]:
        """The statements of a coded source on which no claim rests."""
        return [one for one in self.found.all.values() if not one.is_coded]

    @property
    def pages(self) -> int:
        """How many addresses were read, whatever became of them."""
        return len({row["url"] for row in [*self.told, *self.found.left_out]})

    @property
    def copies(self) -> int:
        """How many of the sources with statements were not read at their publisher's."""
        return sum(source["access"] in COPIES for source in self.told)

    @property
    def counts(self) -> dict[str, list[tuple[str, int, int]]]:
        """Sources and statements by kind, by access and by whose report it is, the most frequent first."""
        return {
            "Kind of source": self._counted(lambda source: self.label("sources", "source_type", source["source_type"])),
            "How it was read": self._counted(lambda source: self.label("sources", "access", source["access"])),
            "Whose report": self._counted(lambda source: source["originator"] or source["publisher"]),
        }

    @property
    def left_out(self) -> Mapping[str, list[Row]]:
        """What was left out with its whole page, by the reason, the most frequent first."""
        reasons = Counter(row["reason"] for row in self.found.left_out)
        return {reason: [row for row in self.found.left_out if row["reason"] == reason] for reason, _ in reasons.most_common()}

    def _counted(self, word: Callable[[Row], str]) -> list[tuple[str, int, int]]:
        numbers = Counter(map(word, self.told))
        said = Counter(word(source) for source in self.told for _ in self.of(source))
        return sorted(((label, number, said[label]) for label, number in numbers.items()), key=lambda one: (-one[1], one[0]))


def source_facts(package: Package) -> SourceFacts:
    """All that is known of the sources; raises UnreadableTable, and CannotRead if a list cannot be read or a link leads nowhere."""
    found, passages = statements(package), cells(package, "passages")
    return SourceFacts(package, found, tuple(passages), tuple(_derivations(package, passages, found)))


def _derivations(package: Package, passages: Sequence[Row], found: Statements) -> Iterator[Derivation]:
    by_id = {passage["passage_id"]: passage for passage in passages}
    claims = cells(package, "claims")
    for row in cells(package, "derivations"):
        passage, source_id = by_id.get(row["passage_id"]), row["derived_from_source_id"]
        if passage is None or source_id not in found.sources:
            raise CannotRead(f"A derivation of {row['passage_id']} from {source_id} leads nowhere: run validate first.")
        supported = [claim for claim in claims if claim["passage_id"] == row["passage_id"] and claim["stance"] == "supports"]
        label = package.tables["derivations"].schema.column("basis").categories.get(row["basis"], row["basis"])
        yield Derivation(passage, source_id, label, row["note"], tuple(dict.fromkeys(map(record_of, supported))))
