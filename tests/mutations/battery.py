"""The mutants of one seed, in an order that the seed alone decides, and what their judges say."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.mutations.base import Base, Mutation, Workshop
from tests.mutations.breaks import every_break
from tests.mutations.cells import any_cell, every_text, swapped_cells
from tests.mutations.judges import differences, second_differences
from tests.mutations.links import LINKS
from tests.mutations.structure import every_form, spoilt_form
from tests.reference.found import Found

PROJECT = Path(__file__).parent.parent.parent
DRAWN: list[Callable[[Base, Random], Mutation]] = [any_cell, any_cell, any_cell, swapped_cells, spoilt_form, *LINKS]


class Mutant(NamedTuple):
    """A package to be judged: its base, how it is spoiled, and whether the sizes in its descriptor are fresh, stale or missing."""

    base: str
    mutations: list[Mutation]
    sizes: str


class Verdict(NamedTuple):
    """What came of one mutant: the kinds of its mutations, what was found, and where the judges differ."""

    number: int
    kinds: list[str]
    found: set[Found]
    disagreements: list[str]


@dataclass
class Battery:
    """The mutants of a seed; up to `together` mutations lie in one package, since judging it takes longer the more packages there are."""

    folder: Path
    seed: int = 0
    together: int = 6
    further: dict[str, Path] = field(default_factory=dict)

    @cached_property
    def bases(self) -> dict[str, Base]:
        """The packages to spoil, by name: the real one, the minimal one, and further ones by their descriptors."""
        further = [Base.of(name, descriptor) for name, descriptor in self.further.items()]
        return {base.name: base for base in (Base.of("real", PROJECT / "datapackage.json"), Base.minimal(PROJECT), *further)}

    @cached_property
    def workshops(self) -> dict[str, Workshop]:
        """A folder for each base."""
        return {name: Workshop(base, self.folder / name) for name, base in self.bases.items()}

    def mutants(self, count: int) -> list[Mutant]:
        """Mutants with about `count` mutations in all: half of them from lists of all there are of a kind, half drawn."""
        listed = list(_up_to(count // 2, self._listed()))
        drawn = _up_to(count - sum(len(mutant.mutations) for mutant in listed), self._drawn())
        return [*listed, *drawn]

    def breaks(self) -> list[Mutant]:
        """The breaks and near misses of every rule, each in a package of its own."""
        return [Mutant("minimal", edits, "fresh") for edits in every_break()]

    def _listed(self) -> Iterator[Mutant]:
        random, minimal = Random(f"{self.seed} listed"), self.bases["minimal"]
        texts, forms = list(every_text(minimal)), list(every_form(minimal, random))
        random.shuffle(texts)
        random.shuffle(forms)
        while texts or forms:
            if forms:
                yield Mutant(
                    "minimal", _of_other_tables([forms.pop() for _ in range(min(1 + self.together // 8, len(forms)))]), _sizes(random)
                )
            if texts:
                yield Mutant("minimal", [texts.pop() for _ in range(min(self.together, len(texts)))], "fresh")

    def _drawn(self) -> Iterator[Mutant]:
        number = 0
        while True:
            yield drawn(list(self.bases.values()), Random(f"{self.seed} drawn {number}"), self.together)
            number += 1

    def verdict(self, number: int, mutant: Mutant, frictionless: bool = False) -> Verdict:
        """What the judges say, of each second mutant as if it were large; a dispute is told of the first mutation that makes it alone."""
        kinds = [one.kind for one in mutant.mutations]
        as_if_large = number % 2 == 1
        found, lines = self._judged(mutant, frictionless, as_if_large)
        if lines:
            for one in mutant.mutations:
                alone = mutant._replace(mutations=[one])
                if len(mutant.mutations) > 1 and (fewer := self._judged(alone, frictionless, as_if_large)[1]):
                    mutant, lines = alone, fewer
        return Verdict(number, kinds, found, [*_described(number, mutant), *(f"    {line}" for line in lines)] if lines else [])

    def _judged(self, mutant: Mutant, frictionless: bool, as_if_large: bool) -> tuple[set[Found], list[str]]:
        descriptor = self.workshops[mutant.base].lay_out(mutant.mutations, mutant.sizes)
        found, lines = differences(descriptor, as_if_large)
        return found, lines + (second_differences(descriptor, found) if frictionless else [])


def drawn(bases: list[Base], random: Random, together: int) -> Mutant:
    """A mutant by random numbers: several mutations of cells and links, or one of form after them."""
    base = random.choice(bases)
    mutations = [random.choice(DRAWN)(base, random) for _ in range(random.randint(1, together))]
    cells = [one for one in mutations if one.kind.startswith(("cell", "link"))]
    forms = _of_other_tables([one for one in mutations if one not in cells])
    return Mutant(base.name, [*cells, *forms], _sizes(random))


def _of_other_tables(forms: list[Mutation]) -> list[Mutation]:
    """The last fault of form of each table: a file that has one cannot always be read to be given another."""
    return list({one.table: one for one in forms}.values())


def _sizes(random: Random) -> str:
    return random.choices(["fresh", "missing", "stale"], [8, 3, 1])[0]


def _up_to(count: int, mutants: Iterator[Mutant]) -> Iterator[Mutant]:
    for mutant in mutants:
        if count <= 0:
            return
        count -= len(mutant.mutations)
        yield mutant


def _described(number: int, mutant: Mutant) -> list[str]:
    return [
        f"mutant {number} of {mutant.base}, sizes {mutant.sizes}",
        *(f"  {one.kind}, {one.table}: {one.what}" for one in mutant.mutations),
    ]


def summary(verdicts: list[Verdict], rules: set[str]) -> list[str]:
    """What was tried and what was found, in lines."""
    kinds = Counter(kind for verdict in verdicts for kind in verdict.kinds)
    found = Counter(rule for verdict in verdicts for rule in {one.rule for one in verdict.found})
    lines = [f"{sum(kinds.values())} mutations in {len(verdicts)} packages"]
    lines += [f"  {number:5} {kind}" for kind, number in sorted(kinds.items())]
    lines += [f"packages in which a rule was broken, of {len(rules)} rules:"]
    lines += [f"  {found[rule]:5} {rule}" for rule in sorted(rules | found.keys())]
    return lines
