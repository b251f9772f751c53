"""How thorough a run of the tests is: quick where a person waits for it, with all tests and four times as many examples where CI is set."""

import os

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("fast", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=200)
PROFILE = "ci" if os.environ.get("CI") else "fast"
QUICK = "QUICK_TESTS"  # set for the processes of a run that leaves the thorough tests out


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
    """Leave the thorough tests out of a quick run."""
    if os.environ.get(QUICK):
        thorough = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=thorough)
        items[:] = [item for item in items if item not in set(thorough)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that some were left out."""
    if os.environ.get(QUICK):
        terminalreporter.write_line("The thorough tests were left out. To run all: CI=1 make test")
