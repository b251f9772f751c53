"""BibTeX: an entry @dataset, for LaTeX and for reference managers."""

import re

from scripts.descriptions.facts import Facts, facts
from scripts.descriptions.party import Party
from scripts.package import Package

# Commands in braces: BibTeX counts braces even behind a backslash, and a command would swallow the blank after it.
ESCAPED = {"\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}"}
ESCAPED |= {"^": r"{\textasciicircum}", **{letter: f"\\{letter}" for letter in "&%$#_"}}


def as_bibtex(package: Package) -> str:
    """The citation as one entry, whose key is name and version."""
    known = facts(package)
    lines = "".join(f"  {word} = {{{value}}},\n" for word, value in fields(known).items() if value)
    return f"@dataset{{{key(known)},\n{lines}}}\n"


def key(known: Facts) -> str:
    """The key by which a text cites the entry."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", f"{known.name or 'dataset'} {known.version}").strip("-")


def fields(known: Facts) -> dict[str, str]:
    """The values; a second pair of braces keeps the capitals of the title, and names from being parted."""
    return {
        "author": " and ".join(map(_name, known.creators)),
        "title": f"{{{escaped(known.title)}}}",
        "year": known.year,
        "date": known.day,
        "version": escaped(known.version),
        "publisher": " and ".join(f"{{{escaped(one.name)}}}" for one in known.having("publisher")),
        "doi": known.doi,
        "url": known.homepage,
        "keywords": escaped(", ".join(known.keywords)),
        "note": escaped(", ".join(one.spelled for one in known.licences)),
        "abstract": escaped(known.description),
    }


def escaped(text: str) -> str:
    """The text as LaTeX prints it; letters with accents stand as themselves."""
    return "".join(ESCAPED.get(letter, letter) for letter in text)


def _name(party: Party) -> str:
    if not party.given:
        return f"{{{escaped(party.family or party.name)}}}"
    return f"{{{escaped(party.family)}}}, {{{escaped(party.given)}}}"
