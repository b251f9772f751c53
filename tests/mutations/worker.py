"""One of the processes among which the mutants are shared out."""

import multiprocessing
from pathlib import Path

from tests.mutations.battery import Battery, Mutant, Verdict


class Worker:
    """One process: its own folder and the same mutants as every other, since functions do not travel between processes."""

    battery: Battery
    mutants: list[Mutant]
    frictionless: int

    @classmethod
    def start(cls, folder: Path, seed: int, count: int, further: dict[str, Path], frictionless: int, together: int) -> None:
        """Draw all mutants in this process."""
        own = folder / multiprocessing.current_process().name
        cls.battery = Battery(own, seed, together, further)
        cls.mutants = [*cls.battery.breaks(), *cls.battery.mutants(count)]
        cls.frictionless = frictionless

    @classmethod
    def verdict(cls, number: int) -> Verdict:
        """Judge one mutant; every so many of them are shown to frictionless too."""
        share = len(cls.mutants) // cls.frictionless if cls.frictionless else 0
        return cls.battery.verdict(number, cls.mutants[number], bool(share) and number % share == 0)
