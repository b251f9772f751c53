"""What a page of the site is, and how it becomes HTML: everything from the data is escaped, and a page may load its own folder alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.site.words import FILTERS

FOLDER = Path(__file__).parent / "templates"
SELF_ALONE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Page:
    """One HTML file: its path in the site, which never changes, its template, title and one sentence for search engines, and its facts.

    `policy` is its Content-Security-Policy. `facts` are what the template tells, by the names that it has there.
    """

    path: str
    template: str
    title: str
    sentence: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    policy: str = SELF_ALONE

    @property
    def root(self) -> str:
        """The way from the page to the top of the site: pages must work wherever the folder lies, also without a server."""
        return "../" * self.path.count("/")

    def html(self, shared: Mapping[str, Any]) -> str:
        """The page; `shared` are facts that all templates have."""
        return _environment().get_template(self.template).render({**shared, **self.facts, "page": self, "root": self.root}) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    return environment
