"""What the claims say for and against a record, so that nobody cites a contradicted one without knowing."""

from collections.abc import Iterator, Sequence

from scripts.citing.records import CannotCite, Records, Row
from scripts.citing.statement import named
from scripts.reports.text_report import shown

# The tables that a claim can be about, with the column of the claim that says so.
TARGETS = {"events": "event_id", "figures": "figure_id", "units": "unit_id", "places": "place_id"}
VOICES = {"contradicts": "contradicted by", "qualifies": "qualified by", "supports": "supported by"}  # what weighs most comes first
DOUBTS = ("contradicts", "qualifies")


def anchor(records: Records, table: str, record_id: str) -> str:
    """The record by kind and id, the claims and passages that support it, and their documents: what must stand in a reference."""
    if table in TARGETS:
        claims = [claim for claim in _claims(records, TARGETS[table], record_id) if claim["stance"] == "supports"]
    else:
        claims = [records.row(table, record_id)] if table == "claims" else []
    passages = [records.row(table, record_id)] if table == "passages" else [records.row("passages", one["passage_id"]) for one in claims]
    ids = [one["claim_id"] for one in claims if one["claim_id"] != record_id]
    supported = [f"claim{'s' * (len(ids) > 1)} {', '.join(ids)}"] if ids else []
    read = list(dict.fromkeys(one["passage_id"] for one in passages if one["passage_id"] != record_id))
    supported += [f"passage{'s' * (len(read) > 1)} {', '.join(read)}"] if read else []
    documents = "".join(f" {document}" for document in _documents(records, passages))
    return f"{', '.join([f'{records.noun(table)} {record_id}', *supported])}.{documents}"


def standing(records: Records, table: str, record_id: str) -> list[str]:
    """Sentences: the claims against, on and for the record, or against what a claim or passage is about.

    Raises CannotCite if a claim names a passage or record that is not there.
    """
    if table in TARGETS:
        return _of_record(records, table, record_id)
    if table == "claims":
        return _of_claim(records, records.row(table, record_id))
    return _of_passage(records, record_id) if table == "passages" else []


def _of_record(records: Records, table: str, record_id: str) -> list[str]:
    claims = _claims(records, TARGETS[table], record_id)
    if not claims:
        return ["No claim is about it."]
    told = [f"{VOICES[stance].capitalize()} {_voices(records, claims, stance) or 'no claim'}." for stance in VOICES]
    event_id = records.row(table, record_id)["event_id"] if table == "figures" else ""
    against_event = _doubts(records, "events", event_id, ["contradicts"], []) if event_id else []
    return [*told, *against_event]


def _of_claim(records: Records, claim: Row) -> list[str]:
    table, record_id = _target(claim)
    others = [one for one in _claims(records, TARGETS[table], record_id) if one["claim_id"] != claim["claim_id"]]
    subject = f"{records.noun(table)} {record_id} is"
    return [f"{subject} {VOICES[stance]} {_voices(records, others, stance) or 'no other claim'}." for stance in DOUBTS]


def _of_passage(records: Records, passage_id: str) -> list[str]:
    claims = _claims(records, "passage_id", passage_id)
    targets = dict.fromkeys(map(_target, claims))
    told = [f"{claim['claim_id']} {claim['stance']} {_named(records, *_target(claim))}." for claim in claims]
    return told + [sentence for target in targets for sentence in _doubts(records, *target, DOUBTS, claims)]


def _doubts(records: Records, table: str, record_id: str, stances: Sequence[str], but: list[Row]) -> list[str]:
    """A sentence for each of the stances that a claim has on the record; claims of `but` are left out."""
    claims = [claim for claim in _claims(records, TARGETS[table], record_id) if claim not in but]
    voices = {stance: _voices(records, claims, stance) for stance in stances}
    return [f"{records.noun(table)} {record_id} is {VOICES[stance]} {found}." for stance, found in voices.items() if found]


def _voices(records: Records, claims: list[Row], stance: str) -> str:
    return "; and by ".join(_voice(records, claim) for claim in claims if claim["stance"] == stance)


def _voice(records: Records, claim: Row) -> str:
    """The claim, where it stands, how it is put and by whom, and why it has the stance it has."""
    passage = records.row("passages", claim["passage_id"])
    place = f"passage {claim['passage_id']}, {passage['section']}" if passage["section"] else f"passage {claim['passage_id']}"
    reason = f": {claim['note'].rstrip('.')}" if claim["note"] else ""
    return f"{claim['claim_id']} ({place}; {claim['modality']}, {claim['claimant']}){reason}"


def _documents(records: Records, passages: Sequence[Row]) -> Iterator[str]:
    """The documents in which the passages stand, each once."""
    for source_id in dict.fromkeys(passage["source_id"] for passage in passages):
        yield f"Source: {named(records, 'sources', source_id)}, {records.row('sources', source_id)['url']}."


def _claims(records: Records, column: str, cell: str) -> list[Row]:
    """The claims that have the cell in the column, in the order of the passages."""
    found = [claim for claim in records.rows("claims") if claim[column] == cell]
    return sorted(found, key=lambda claim: _place(records, claim))


def _place(records: Records, claim: Row) -> tuple[str, int, int, str]:
    """Where the claim stands in reading order: claim 10 of a passage comes after claim 9."""
    passage = records.row("passages", claim["passage_id"])
    ordinal = int(passage["ordinal"]) if passage["ordinal"].isdecimal() else 0
    return passage["source_id"], ordinal, len(claim["claim_id"]), claim["claim_id"]


def _target(claim: Row) -> tuple[str, str]:
    """Table and id of what the claim is about."""
    found = next(((table, claim[column]) for table, column in TARGETS.items() if claim[column]), None)
    if found is None:
        raise CannotCite(f"The claim {shown(claim['claim_id'])} is about nothing. `make validate` says where.")
    return found


def _named(records: Records, table: str, record_id: str) -> str:
    return f"{records.noun(table).lower()} {named(records, table, record_id)}"
