"""The forms of a citation, for people and for the programs that keep their references; the data set is cited as the whole is."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scripts.citing.citation import Citation
from scripts.descriptions.bibtex import escaped, fields
from scripts.descriptions.json_form import filled
from scripts.descriptions.party import Party
from scripts.descriptions.ris import lines
from scripts.markdown import prose

# These say what the whole data set is about, which is no matter of one record.
OF_THE_WHOLE = {"abstract", "keywords", "AB", "KW"}


def as_text(citations: Sequence[Citation]) -> str:
    """The reference in one line for each, then what to know before it is quoted, a line for each sentence."""
    return "\n".join("\n".join([f"{one.line} {one.anchor}", *(f"  {sentence}" for sentence in one.sentences), ""]) for one in citations)


def as_markdown(citations: Sequence[Citation]) -> str:
    """The same as a paragraph with a list, the title of the data set in italics."""
    return "\n".join(
        "\n".join([f"{_in_italics(one)} {prose(one.anchor)}\n", *(f"- {prose(one)}" for one in one.sentences), ""]) for one in citations
    )


def _in_italics(one: Citation) -> str:
    before, year, after = one.line.partition(f"({one.known.year}). ")
    return f"{prose(before)}{year}*{prose(one.known.title)}*{prose(after.removeprefix(one.known.title))}"


def as_bibtex(citations: Sequence[Citation]) -> str:
    """One entry @dataset for each, which names the record in its note."""
    return "\n".join(map(_bibtex, citations))


def _bibtex(one: Citation) -> str:
    of_data_set = {word: value for word, value in fields(one.known).items() if value and word not in OF_THE_WHOLE}
    note = ". ".join(filter(None, [of_data_set.get("note"), escaped(one.note)]))
    return (
        f"@dataset{{{one.key},\n" + "".join(f"  {word} = {{{value}}},\n" for word, value in (of_data_set | {"note": note}).items()) + "}\n"
    )


def as_ris(citations: Sequence[Citation]) -> str:
    """One reference of the type DATA for each, which names the record in its note."""
    return "\n".join(map(_ris, citations))


def _ris(one: Citation) -> str:
    of_data_set = [(tag, value) for tag, value in lines(one.known) if value and tag not in OF_THE_WHOLE]
    tagged = [("TY", "DATA"), *of_data_set, ("ID", one.key), ("N1", one.note), ("ER", "")]
    return "".join(f"{tag}  - {value}\n" for tag, value in tagged)


def as_csl_json(citations: Sequence[Citation]) -> str:
    """A list with one item for each, for programs that write references in the Citation Style Language."""
    return json.dumps([_csl(one) for one in citations], ensure_ascii=False, indent=2) + "\n"


def _csl(one: Citation) -> Mapping[str, Any]:
    known = one.known
    return filled(
        {
            "id": one.key,
            "type": "dataset",
            "author": [_name(party) for party in known.creators],
            "title": known.title,
            "version": known.version,
            "issued": {"date-parts": [[int(part) for part in known.day.split("-")]]},
            "publisher": ", ".join(party.name for party in known.having("publisher")),
            "DOI": known.doi,
            "URL": known.address,
            "note": one.note,
        }
    )


def _name(party: Party) -> Mapping[str, str]:
    return filled({"family": party.family, "given": party.given}) if party.is_person else {"literal": party.name}


FORMS: Mapping[str, Callable[[Sequence[Citation]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "bibtex": as_bibtex,
    "ris": as_ris,
    "csl-json": as_csl_json,
}
