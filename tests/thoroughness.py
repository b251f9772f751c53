"""How thorough a run of the tests is: quick where a person waits for it; with all tests, all cases and more examples where CI is set."""

import os
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("fast", deadline=None, max_examples=20)
settings.register_profile("ci", deadline=None, max_examples=200)
PROFILE = "ci" if os.environ.get("CI") else "fast"
QUICK = "QUICK_TESTS"  # set for the processes of a run that leaves the thorough tests out
MANY, EACH = 6, 6  # of a test with so many cases, a quick run makes each sixth


def examples(share: float) -> int:
    """So many times the examples of the profile: less than one where an example is slow, more where it is quick and the ways are many."""
    return max(1, round(settings.get_profile(PROFILE).max_examples * share))


def pytest_configure(config: pytest.Config) -> None:
    """Decide, before other processes are started, whether the thorough tests run: if CI is set, or if somebody says which tests to run."""
    if hasattr(config, "workerinput"):
        return
    is_asked_for_all = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not (config.option.keyword or config.option.markexpr)
    os.environ[QUICK] = "yes" if is_asked_for_all and not os.environ.get("CI") else ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the thorough tests, and most cases of those that have many, out of a quick run."""
    if os.environ.get(QUICK):
        left_out = {item for item in items if item.get_closest_marker("thorough")} | set(_most_cases(items))
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


def _most_cases(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Of each test with many cases all but the first, the seventh, and so on. Which they are is the same for all processes of a run."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    return [case for some in cases.values() if len(some) >= MANY for number, case in enumerate(some) if number % EACH]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that some were left out."""
    if os.environ.get(QUICK):
        told = f"Thorough tests, and of tests with {MANY} cases or more all but each {EACH}th, were left out. To run all: CI=1 make test"
        terminalreporter.write_line(told)
