"""Defects of sources, derivations and event types: of single cells, since everything refers to the ids of sources and types.

Dates of texts stay where they are given, since claims and derivations are held against them. Of the two rows that a passage has in
derivations, the second may lose its ids.
"""

from benchmarks.defects.defect import Defect, Elsewhere, dangling, empty, misformed, not_allowed, unclean

DATE = "source_date_is_real: published"
UNCOMPARED = "NOT is_text OR published IS NULL"
ORIGINATOR = "copy_names_its_originator: originator, access"
DERIVATION_KEY = "key_is_unique: passage_id, derived_from_source_id"
SECOND = "slot = 1"

DEFECTS = [
    *unclean("sources", "title"),
    *unclean("sources", "note"),
    empty("sources", "publisher"),
    empty("sources", "licence"),
    not_allowed("sources", "source_type", "rumour"),
    not_allowed("sources", "access", "by_heart"),
    Defect("sources", UNCOMPARED, {"published": "'2013-02-29'"}, [DATE]),
    Defect("sources", UNCOMPARED, {"published": "'May 2012'"}, [DATE, "cell_matches_pattern: published"]),
    Defect("sources", "true", {"url": "'www.example.org'"}, ["cell_is_uri: url"]),
    misformed("sources", "sha256", "9F86D081"),
    Defect("sources", "is_text AND NOT is_copy", {"sha256": "NULL"}, ["positions_have_a_hashed_source: sha256"]),
    *unclean("sources", "originator"),
    Defect("sources", "is_copy", {"originator": "NULL"}, [ORIGINATOR]),
    Defect("sources", "NOT is_copy", {"access": "'syndicated_copy'"}, [ORIGINATOR]),
    *unclean("derivations", "note"),
    empty("derivations", "basis"),
    not_allowed("derivations", "basis", "hearsay"),
    empty("derivations", "passage_id", SECOND),
    empty("derivations", "derived_from_source_id", SECOND),
    *dangling("derivations", "passage_id", SECOND),
    *dangling("derivations", "derived_from_source_id", SECOND),
    Defect(
        "derivations",
        SECOND,
        {"derived_from_source_id": "source_id((n - 1) % getvariable('gazetteers'))"},
        [DERIVATION_KEY],
        [Elsewhere("derivations", "n", DERIVATION_KEY)],
    ),
    Defect(
        "derivations",
        SECOND,
        {"derived_from_source_id": "source_id(source)"},
        ["passage_draws_on_another_source: derived_from_source_id, passage_id"],
    ),
    # The next is published forty days later, so after a day that is known it is so for certain.
    Defect(
        "derivations",
        f"{SECOND} AND source % 4 = 0 AND has_next",
        {"derived_from_source_id": "source_id(source + 1)"},
        ["origin_is_not_later: derived_from_source_id, passage_id"],
    ),
    *unclean("event_types", "definition"),
    *unclean("event_types", "note"),
    empty("event_types", "label"),
    not_allowed("event_types", "acled_event_type", "Wars"),
    not_allowed("event_types", "ged_eligible", "maybe", "ged_eligible = 'yes'"),  # what is not eligible may be matched wrongly
]
