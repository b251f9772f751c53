"""Defects of sources and event types: of single cells, since everything refers to their ids."""

from benchmarks.defects.defect import Defect, empty, misformed, not_allowed, unclean

DATE = "source_date_is_real: published"

DEFECTS = [
    *unclean("sources", "title"),
    *unclean("sources", "note"),
    empty("sources", "publisher"),
    empty("sources", "licence"),
    not_allowed("sources", "source_type", "rumour"),
    not_allowed("sources", "access", "by_heart"),
    Defect("sources", "true", {"published": "'2013-02-29'"}, [DATE]),
    Defect("sources", "true", {"published": "'May 2012'"}, [DATE, "cell_matches_pattern: published"]),
    Defect("sources", "true", {"url": "'www.example.org'"}, ["cell_is_uri: url"]),
    misformed("sources", "sha256", "9F86D081"),
    Defect("sources", "is_text", {"sha256": "NULL"}, ["positions_have_a_hashed_source: sha256"]),
    *unclean("event_types", "definition"),
    *unclean("event_types", "note"),
    empty("event_types", "label"),
    not_allowed("event_types", "acled_event_type", "Wars"),
    not_allowed("event_types", "ged_eligible", "maybe", "ged_eligible = 'yes'"),  # what is not eligible may be matched wrongly
]
