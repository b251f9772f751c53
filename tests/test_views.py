"""Every view is documented and gives the answer that a reader of the data would give by hand."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.database import build
from scripts.package import open_package
from scripts.views import UnknownForm, view, views
from tests.article_alone import article_alone
from tests.asking import asked
from tests.conftest import KEPT, Copy
from tests.test_comparing_sources import COMPARED

# How each macro is called, to see what comes out of it.
CALLS = {
    "bare_letters": "SELECT bare_letters('Killi')",
    "days_in_words": "SELECT days_in_words(NULL, NULL)",
    "distance_m": "SELECT distance_m(0, 0, 0, 1)",
    "edtf_first": "SELECT edtf_first('2012-03')",
    "edtf_in_words": "SELECT edtf_in_words('2012-03')",
    "edtf_last": "SELECT edtf_last('2012-03')",
    "events_near": "FROM events_near(35.99, 36.78, 5)",
    "held_on": "FROM held_on('2012-04-13')",
    "number_in_words": "SELECT number_in_words('1', 'people')",
    "places_called": "FROM places_called('Killi')",
}
INFOBOX_ONLY = {
    "84th-armoured-brigade",
    "76th-armoured-brigade",
    "1st-armoured-division",
    "syrian-air-force",
    "syrian-armed-forces",
    "idlib-martyrs-brigade",
}
IN_ORDER = [
    "binnish-attack-expected",
    "binnish-captured-by-fsa",
    "idlib-city-assault",
    "april-2012-idlib-operation",
    "homemade-bombs-made",
    "sarmin-retaken",
    "four-places-assault",
    "binnish-taftanaz-shelling",
    "binnish-flight",
    "taftanaz-surrounded",
    "taftanaz-deaths",
    "taftanaz-captured",
    "taftanaz-pause-announced",
    "taftanaz-left",
    "zardana-captured",
    "killi-shelling",
    "taftanaz-killi-deaths",
    "al-rouge-plain-assault",
    "al-bashiriyah-encirclement",
    "al-bashiriyah-shelling",
    "army-withdrawal-due",
    "ceasefire-planned",
    "khirbet-al-joz-clashes",
    "khirbet-al-joz-captured",
    "khirbet-al-joz-held-by-fsa",
    "khirbet-al-joz-shelling",
    "ceasefire-announced",
    "early-insurgency-phase",
    "syrian-civil-war",
    "idlib-insurgency",
    "binnish-protests",
    "annan-plan-accepted",
]

ARMOURED = ("84th Armoured Brigade", "76th Armoured Brigade", "1st Armoured Division")


@dataclass(frozen=True)
class Case:
    """A question, and the rows that answer it, in order."""

    query: str
    rows: list[tuple[Any, ...]]


# Worked out by hand from the article alone. Every view and macro has at least one here or in test_comparing_sources.py.
ANSWERS = {
    "distance_m": [Case("SELECT round(distance_m(0, 0, 0, 1), 1), distance_m(1, 2, NULL, 4)", [(111195.1, None)])],
    "edtf_in_words": [
        Case(
            "SELECT edtf_in_words(d) FROM (VALUES (1, '../2012-04-03'), (2, '../2012-04-05~'), (3, '2012-04-04~'), (4, '2012-03'), "
            "(5, '2012-03-23/..'), (6, '2012-03-31/2012-04-14'), (7, NULL), (8, '2012-04-05?'), (9, '2012%'), (10, '../2012-03'), "
            "(11, '2012-04-08')) AS dates(n, d) ORDER BY n",
            [
                ("by 2012-04-03",),
                ("by ~2012-04-05",),
                ("~2012-04-04",),
                ("in 2012-03",),
                ("from 2012-03-23",),
                ("2012-03-31 to 2012-04-14",),
                ("undated",),
                ("perhaps 2012-04-05",),
                ("in perhaps ~2012",),
                ("by 2012-03",),
                ("2012-04-08",),
            ],
        )
    ],
    "bare_letters": [
        Case(
            "SELECT bare_letters(n) FROM (VALUES (1, 'al-Rouge plain'), (2, 'Ţu‘ūm'), (3, 'Tu`um'), (4, 'İdlip'), (5, 'إدلب'), "
            "(6, 'ادلب'), (7, '14 April'), (8, ' -'), (9, NULL)) AS names(k, n) ORDER BY k",
            [("alrougeplain",), ("tuum",), ("tuum",), ("idlip",), ("ادلب",), ("ادلب",), ("14april",), ("",), (None,)],
        )
    ],
    "places_called": [
        Case("FROM places_called('Killi')", [("killi", "Killi")]),
        Case("SELECT place_id FROM places_called('KELLY') UNION ALL SELECT place_id FROM places_called('كللي')", [("killi",), ("killi",)]),
        # The governorate is called so by OCHA; the city bears the name in the article.
        Case("SELECT place_id FROM places_called('idlib')", [("idlib",)]),
        Case("SELECT place_id FROM places_called('Idleb')", [("idlib",), ("idlib-governorate",)]),
        Case("SELECT place_id FROM places_called('khirbet-al-joz')", [("khirbet-al-joz",)]),
        *(Case(f"FROM places_called({name})", []) for name in ("NULL", "''", "' - '", "'Aleppo'", "'Kill'")),
    ],
    "event_order": [
        Case("SELECT event_id FROM event_order", [(event,) for event in IN_ORDER]),
        Case(
            "SELECT begun_by FROM event_order WHERE event_id IN ('idlib-city-assault', 'binnish-attack-expected', 'sarmin-retaken', "
            "'april-2012-idlib-operation', 'syrian-civil-war') ORDER BY event_id",
            [(date(2012, 3, 31),), (date(2012, 3, 23),), (date(2012, 3, 31),), (date(2012, 4, 3),), (None,)],
        ),
    ],
    "event_lines": [
        Case("SELECT event_id FROM event_lines", [(event,) for event in IN_ORDER]),
        Case(
            "SELECT title, day, type_label, places, units, parent_title FROM event_lines "
            "WHERE event_id IN ('four-places-assault', 'taftanaz-left', 'al-bashiriyah-shelling')",
            [
                (
                    "Army attacks Binnish, Taoum, Sarmin and Taftanaz",
                    "by ~2012-04-03",
                    "Assault",
                    "Binnish; Sarmin; Taftanaz; Taoum",
                    "Syrian Army (initiator)",
                    "April 2012 operation in Idlib Governorate",
                ),
                (
                    "Army leaves Taftanaz",
                    "~2012-04-05",
                    "Withdrawal",
                    "Taftanaz (origin)",
                    "Syrian Army (initiator)",
                    "April 2012 operation in Idlib Governorate",
                ),
                (
                    "FSA shelled in al-Bashiriyah",
                    "2012-04-08",
                    "Shelling",
                    "al-Bashiriyah",
                    "Syrian Army (initiator); Free Syrian Army (target)",
                    "Army attacks the al-Rouge plain",
                ),
            ],
        ),
    ],
    "timeline": [
        Case(
            "FROM timeline WHERE event LIKE '%Sarmin' OR event LIKE 'Army% Taftanaz' OR event LIKE 'Ceasefire%' OR event LIKE '%plain'",
            [
                ("by 2012-04-03", "Army retakes Sarmin", "Sarmin", "Syrian Army", "government", "Wikipedia", "qualified"),
                (
                    "by ~2012-04-03",
                    "Army attacks Binnish, Taoum, Sarmin and Taftanaz",
                    "Binnish; Sarmin; Taftanaz; Taoum",
                    "Syrian Army",
                    None,
                    "CNN",
                    "qualified",
                ),
                ("~2012-04-04", "Army surrounds Taftanaz", "Taftanaz", "Syrian Army", None, "Wikipedia", None),
                (
                    "by ~2012-04-05",
                    "Army takes Taftanaz",
                    "Taftanaz",
                    "Syrian Army",
                    "government",
                    "US ambassador to Syria; Wikipedia",
                    "qualified",
                ),
                ("2012-04-05", "Army announces a pause in Taftanaz", "Taftanaz", "Syrian Army", None, "Syrian Army", None),
                (
                    "~2012-04-05",
                    "Army leaves Taftanaz",
                    "Taftanaz (origin)",
                    "Syrian Army",
                    None,
                    "US ambassador to Syria",
                    "qualified",
                ),
                ("2012-04-08", "Army attacks the al-Rouge plain", "al-Rouge plain", "Syrian Army", None, "Wikipedia", None),
                ("2012-04-10", "Ceasefire due under the UN plan (planned)", None, None, None, "Wikipedia", "qualified"),
                ("2012-04-14", "Ceasefire announced", None, "Syrian government", None, "Syrian government", "qualified"),
            ],
        ),
        Case(
            "SELECT who FROM timeline WHERE event LIKE 'April 2012%' OR event LIKE 'Clashes%' OR event LIKE 'FSA still%'",
            [("Syrian government against Syrian opposition",), ("Syrian Army",), ("FSA",)],
        ),
    ],
    "record_claims": [
        Case(
            "SELECT record_type, record_id, record, stance, modality, claimant, passage_id, section, ordinal, source_title "
            "FROM record_claims WHERE claim_id IN ('wp-i08-c1', 'wp-s11-c2', 'wp-s14-c2', 'wp-s17-c2')",
            [
                ("unit", "syrian-government", "Syrian government", "supports", "asserted", "Wikipedia", "wp-i08", "Infobox", 8),
                ("event", "sarmin-retaken", "Army retakes Sarmin", "qualifies", "reported", "CNN", "wp-s11", "April Operation", 25),
                ("figure", "taftanaz-killed", "killed: 20 people", "supports", "reported", "Wikipedia", "wp-s14", "April Operation", 28),
                ("place", "killi", "Killi", "supports", "asserted", "Wikipedia", "wp-s17", "April Operation", 31),
            ],
        )
    ],
    "contradictions": [
        Case(
            "SELECT record_id, claim_id, claimant, supporting_claims, supporting_claimants FROM contradictions "
            "WHERE stance = 'contradicts'",
            [
                ("khirbet-al-joz-captured", "wp-s21-c3", "Wikipedia", "wp-s20-c2", "Wikipedia"),
                ("khirbet-al-joz-held-by-fsa", "wp-s20-c4", "Wikipedia", "wp-s21-c1", "Wikipedia"),
            ],
        ),
        Case(
            "SELECT stance, claimant, supporting_claims, reason FROM contradictions WHERE record_id = 'sarmin-retaken'",
            [
                (
                    "qualifies",
                    "CNN",
                    "wp-i06-c1; wp-s10-c1",
                    "Has Sarmin under attack in the same days in which it is said to be retaken already.",
                )
            ],
        ),
    ],
    "order_of_battle": [
        Case(
            "SELECT indented_name, depth, echelon FROM order_of_battle",
            [
                ("Syrian government", 0, "belligerent"),
                ("  Syrian Armed Forces", 1, "armed_forces"),
                ("    Syrian Air Force", 2, "service"),
                ("    Syrian Army", 2, "service"),
                ("      1st Armoured Division", 3, "division"),
                ("        76th Armoured Brigade", 4, "brigade"),
                ("        84th Armoured Brigade", 4, "brigade"),
                ("Syrian opposition", 0, "belligerent"),
                ("  Free Syrian Army", 1, "armed_group"),
                ("    Idlib Martyrs' Brigade", 2, "armed_group"),
            ],
        ),
        Case("SELECT unit_id FROM order_of_battle WHERE infobox_only ORDER BY unit_id", [(unit,) for unit in sorted(INFOBOX_ONLY)]),
        Case(
            "SELECT path, side, supports, contradicts, qualifies FROM order_of_battle "
            "WHERE unit_id IN ('free-syrian-army', 'syrian-air-force')",
            [
                ("Syrian government > Syrian Armed Forces > Syrian Air Force", "government", 1, 0, 1),
                ("Syrian opposition > Free Syrian Army", "opposition", 3, 0, 0),
            ],
        ),
    ],
    "figure_ranges": [
        Case(
            "SELECT figure_id, range, day, places, contained_in FROM figure_ranges ORDER BY figure_id",
            [
                ("al-rouge-plain-tanks", "about 90", "2012-04-08", "al-Rouge plain", "government-tanks"),
                ("government-soldiers", "1,000", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("government-soldiers-killed", "58", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("government-tanks", "90", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("government-tanks-lost", "at least 5", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("khirbet-al-joz-clash-hours", "2", "2012-04-12", "Khirbet al-Joz", None),
                ("opposition-fighters", "400", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("opposition-killed", "at least 100", "2012-03-31 to 2012-04-14", "Idlib Governorate", None),
                ("taftanaz-killed", "20", "~2012-04-04", "Taftanaz", "taftanaz-killi-killed"),
                ("taftanaz-killi-killed", "at least 100", "by 2012-04-07", "Killi; Taftanaz", "opposition-killed"),
            ],
        ),
        Case(
            "SELECT warning FROM figure_ranges WHERE figure_id IN ('al-rouge-plain-tanks', 'khirbet-al-joz-clash-hours', "
            "'opposition-killed', 'taftanaz-killed') ORDER BY figure_id",
            [
                ("already counted in government-tanks: do not add; qualified by wp-i10-c5 (Wikipedia)",),
                (None,),
                ("includes civilians; infobox only; qualified by wp-i13-c2 (Wikipedia), wp-s18-c3 (Wikipedia)",),
                ("already counted in taftanaz-killi-killed: do not add; not said whether civilians are included",),
            ],
        ),
    ],
    "totals": [
        # Never 100 + 100 + 20: one figure, which contains the others.
        Case(
            "SELECT total, value_low, value_best, value_high, scope_event_id, figure_id, contains FROM totals "
            "WHERE measure = 'killed' AND side = 'opposition'",
            [
                (
                    "at least 100",
                    100,
                    None,
                    None,
                    "april-2012-idlib-operation",
                    "opposition-killed",
                    "taftanaz-killed; taftanaz-killi-killed",
                )
            ],
        ),
        Case(
            "SELECT measure, counted, side, total, never_add_to FROM totals",
            [
                ("killed", "soldiers", "government", "58", None),
                ("killed", "fighters_and_supporters", "opposition", "at least 100", None),
                ("strength", "soldiers", "government", "1,000", None),
                ("strength", "tanks", "government", "90", None),
                ("strength", "fighters", "opposition", "400", None),
                ("destroyed_or_damaged", "tanks", "government", "at least 5", None),
                ("duration", "hours", "none", "2", None),
            ],
        ),
    ],
    "control_by_day": [
        Case("SELECT min(day), max(day), count(DISTINCT place_id) FROM control_by_day", [(date(2012, 3, 31), date(2012, 4, 14), 10)]),
        Case(
            "SELECT day, holder, since FROM control_by_day WHERE place_id = 'sarmin' AND day IN ('2012-04-02', '2012-04-03', '2012-04-14')",
            [
                (date(2012, 4, 2), "not said", None),
                (date(2012, 4, 3), "government", date(2012, 4, 3)),
                (date(2012, 4, 14), "government", date(2012, 4, 3)),
            ],
        ),
        Case(
            "SELECT day, holder, since, event_ids, claim_ids FROM control_by_day WHERE place_id = 'khirbet-al-joz' AND day >= '2012-04-11'",
            [
                (date(2012, 4, 11), "not said", None, None, None),
                *(
                    (
                        date(2012, 4, day),
                        "contested",
                        date(2012, 4, since),
                        "khirbet-al-joz-captured; khirbet-al-joz-held-by-fsa",
                        "wp-i06-c5; wp-s20-c2; wp-s20-c4; wp-s21-c1; wp-s21-c3",
                    )
                    for day, since in [(12, 12), (13, 13), (14, 13)]
                ),
            ],
        ),
        Case(
            "SELECT day, holder, since, event_ids, claim_ids, basis FROM control_by_day "
            "WHERE place_id = 'taftanaz' AND day IN ('2012-04-04', '2012-04-05')",
            [
                (date(2012, 4, 4), "not said", None, None, None, "Nothing is said before 2012-04-05."),
                (
                    date(2012, 4, 5),
                    "not said",
                    date(2012, 4, 5),
                    "taftanaz-left",
                    "wp-i06-c4; wp-s16-c2",
                    "Army leaves Taftanaz, ~2012-04-05; holder afterwards not said. Qualified by Wikipedia (wp-i06-c4): "
                    "Counts Taftanaz as a gain of the operation and knows nothing of its being left again.",
                ),
            ],
        ),
    ],
    "held_on": [
        Case(
            "SELECT place_id, holder, since FROM held_on('2012-04-13')",
            [
                ("binnish", "opposition", date(2012, 3, 31)),
                ("khirbet-al-joz", "contested", date(2012, 4, 13)),
                ("sarmin", "government", date(2012, 4, 3)),
                ("taftanaz", "not said", date(2012, 4, 5)),
                ("zardana", "government", date(2012, 4, 5)),
                *((place, "not said", None) for place in ("idlib", "killi", "taoum", "al-bashiriyah", "al-rouge-plain")),
            ],
        ),
        Case("SELECT place_id, holder FROM held_on(DATE '2012-04-01') WHERE since IS NOT NULL", [("binnish", "opposition")]),
        Case(
            "SELECT place_id, holder FROM held_on('2012-04-05') WHERE since IS NOT NULL",
            [("binnish", "opposition"), ("sarmin", "government"), ("taftanaz", "not said"), ("zardana", "government")],
        ),
        Case("FROM held_on('2012-03-30')", []),
        Case("FROM held_on('2012-04-15')", []),
    ],
    "passage_coverage": [
        Case(
            "SELECT passage_id, section, disposition, claims, records FROM passage_coverage "
            "WHERE passage_id IN ('wp-i06', 'wp-s07', 'wp-s16')",
            [("wp-i06", "Infobox", "coded", 5, 5), ("wp-s07", "Background", "coded", 1, 1), ("wp-s16", "April Operation", "coded", 5, 4)],
        )
    ],
    "event_precision": [
        Case(
            "SELECT date_precision, events FROM event_precision",
            [("day", 18), ("range", 1), ("month", 1), ("before", 6), ("after", 1), ("unknown", 5)],
        )
    ],
    "place_areas": [
        Case(
            "SELECT place_id, governorate, country_id FROM place_areas WHERE place_id IN ('al-bashiriyah', 'idlib-governorate', 'syria')",
            [
                ("al-bashiriyah", "Idlib Governorate", "syria"),
                ("idlib-governorate", "Idlib Governorate", "syria"),
                ("syria", None, "syria"),
            ],
        )
    ],
    "event_sides": [
        Case(
            "SELECT position, side, actor, other_actors FROM event_sides "
            "WHERE event_id IN ('al-bashiriyah-shelling', 'april-2012-idlib-operation', 'binnish-captured-by-fsa')",
            [
                (1, "government", "Syrian Army", None),
                (2, "opposition", "Free Syrian Army", None),
                (
                    1,
                    "government",
                    "Syrian government",
                    "; ".join(sorted(["Syrian Army", "Syrian Air Force", "Syrian Armed Forces", *ARMOURED])),
                ),
                (2, "opposition", "Syrian opposition", "Free Syrian Army; Idlib Martyrs' Brigade"),
                (1, "opposition", "Free Syrian Army", None),
            ],
        )
    ],
    "event_deaths": [
        Case(
            "SELECT * EXCLUDE (figure_ids, deaths_note) FROM event_deaths",
            [
                ("april-2012-idlib-operation", 58, None, None, None, None, None, None),
                ("taftanaz-deaths", None, None, None, 20, 20, 20, 20),
                ("taftanaz-killi-deaths", None, None, None, 100, 100, 100, None),
            ],
        )
    ],
    # All others lack a counted death of that place alone.
    "ged_like": [
        Case(
            "SELECT event_id, place_id, date_start, date_prec, where_prec, best, low, high, deaths_unknown, event_clarity FROM ged_like "
            "WHERE left_out_because IS NULL",
            [("taftanaz-deaths", "taftanaz", date(2012, 4, 4), 1, 1, 20, 20, 20, 20, 2)],
        ),
        Case(
            "SELECT place_id, side_a, side_b, type_of_violence, year, date_start, date_end, left_out_because FROM ged_like "
            "WHERE event_id IN ('al-bashiriyah-shelling', 'sarmin-retaken')",
            [
                (
                    "sarmin",
                    "Government of Syria",
                    None,
                    None,
                    None,
                    None,
                    date(2012, 4, 3),
                    "no death counted for it; open beginning",
                ),
                (
                    "al-bashiriyah",
                    "Government of Syria",
                    "Syrian insurgents",
                    1,
                    2012,
                    date(2012, 4, 8),
                    date(2012, 4, 8),
                    "no death counted for it",
                ),
            ],
        ),
    ],
    "acled_like": [
        Case(
            "SELECT event_id, place_id, event_date, time_precision, interaction, geo_precision FROM acled_like "
            "WHERE left_out_because IS NULL",
            [
                ("idlib-city-assault", "idlib", date(2012, 3, 16), 3, "State forces only", 1),
                ("binnish-taftanaz-shelling", "binnish", date(2012, 4, 4), 1, "State forces only", 1),
                ("binnish-taftanaz-shelling", "taftanaz", date(2012, 4, 4), 1, "State forces only", 1),
                ("taftanaz-surrounded", "taftanaz", date(2012, 4, 4), 1, "State forces only", 1),
                ("taftanaz-pause-announced", "taftanaz", date(2012, 4, 5), 1, "State forces only", 1),
                ("taftanaz-left", "taftanaz", date(2012, 4, 5), 1, "State forces only", 1),
                ("zardana-captured", "zardana", date(2012, 4, 5), 1, "State forces only", 1),
                ("killi-shelling", "killi", date(2012, 4, 6), 1, "State forces only", 1),
                ("al-rouge-plain-assault", "al-rouge-plain", date(2012, 4, 8), 1, "State forces only", 2),
                ("al-bashiriyah-encirclement", "al-bashiriyah", date(2012, 4, 8), 1, "State forces-Rebel group", 1),
                ("al-bashiriyah-shelling", "al-bashiriyah", date(2012, 4, 8), 1, "State forces-Rebel group", 1),
                ("khirbet-al-joz-clashes", "khirbet-al-joz", date(2012, 4, 12), 1, "State forces only", 1),
                ("khirbet-al-joz-captured", "khirbet-al-joz", date(2012, 4, 12), 1, "State forces only", 1),
            ],
        ),
        Case(
            "SELECT disorder_type, event_type, sub_event_type, admin1, admin2, admin3, iso, fatalities, left_out_because FROM acled_like "
            "WHERE event_id = 'sarmin-retaken'",
            [("Political violence", "Battles", "Government regains territory", "Idleb", "Idleb", "Sarmin", 760, None, "open beginning")],
        ),
    ],
    "ged_comparison": [
        Case(
            "SELECT event_id, place_id, ged_id, match_quality FROM ged_comparison WHERE match_quality LIKE 'same_day%'",
            [
                ("binnish-taftanaz-shelling", "taftanaz", 47201, "same_day_at_settlement"),
                ("taftanaz-deaths", "taftanaz", 47201, "same_day_at_settlement"),
                ("al-rouge-plain-assault", "al-rouge-plain", 47221, "same_day_in_area"),
                ("al-rouge-plain-assault", "al-rouge-plain", 274102, "same_day_in_area"),
            ],
        ),
        Case(
            "SELECT day, ged_date_start, ged_date_end, distance_km, killed, ged_low, ged_best, ged_high, places FROM ged_comparison "
            "WHERE event_id = 'taftanaz-killi-deaths' AND place_id = 'killi'",
            [
                (
                    "by 2012-04-07",
                    date(2012, 4, 5),
                    date(2012, 4, 5),
                    0.31,
                    "at least 100 (taftanaz-killi-killed)",
                    8,
                    8,
                    8,
                    "Killi; Taftanaz",
                ),
                (
                    "by 2012-04-07",
                    date(2012, 4, 7),
                    date(2012, 4, 7),
                    0.31,
                    "at least 100 (taftanaz-killi-killed)",
                    0,
                    0,
                    3,
                    "Killi; Taftanaz",
                ),
            ],
        ),
        Case("SELECT DISTINCT killed, warning FROM ged_comparison WHERE event_id = 'taftanaz-captured'", [(None, None)]),
    ],
    "events_near": [
        # Within 1 km of the point of Taftanaz lies that town alone; Taoum is just under 4 km away, Binnish over 7.
        Case(
            "SELECT event_id FROM events_near(35.997737, 36.783251, 1)",
            [
                (f"{event}",)
                for event in IN_ORDER
                if event in {"four-places-assault", "binnish-taftanaz-shelling", "taftanaz-killi-deaths"} or event.startswith("taftanaz-")
            ],
        ),
        Case(
            "SELECT place, count(*) FROM events_near(35.997737, 36.783251, 4.5) GROUP BY place ORDER BY place",
            [("Taftanaz", 8), ("Taoum", 1)],
        ),
        Case("SELECT DISTINCT distance_km, uncertainty_km FROM events_near(35.997737, 36.783251, 1)", [(0.0, 0.45)]),
    ],
    "places_flat": [
        Case(
            "SELECT arabic_names, other_names, lies_in, coordinate_source FROM places_flat WHERE place_id IN ('al-rouge-plain', 'binnish')",
            [
                (
                    "سهل الروج",
                    "Sahl ar Ruj",
                    "Idlib Governorate",
                    "UCDP Georeferenced Event Dataset, Syria, version 652.1601.1911",
                ),
                (
                    "بنش",
                    "Bennsh; Binnesh; Binnich",
                    "Idlib Governorate",
                    "Syrian Arab Republic: Populated Places (humanitarian location list)",
                ),
            ],
        ),
    ],
    "events_flat": [
        # An event at two places has its figure in both rows, with words against adding it up.
        Case(
            "SELECT place, figures FROM events_flat WHERE event_id = 'taftanaz-killi-deaths'",
            [
                (
                    place,
                    "killed: at least 100 people (for all 2 places together; already counted in opposition-killed: do not add; "
                    "not said whether civilians are included)",
                )
                for place in ("Killi", "Taftanaz")
            ],
        ),
        Case(
            "SELECT figures FROM events_flat WHERE event_id IN ('khirbet-al-joz-clashes', 'al-rouge-plain-assault')",
            [
                (
                    "strength: about 90 tanks, government (already counted in government-tanks: do not add; "
                    "qualified by wp-i10-c5 (Wikipedia))",
                ),
                ("duration: 2 hours",),
            ],
        ),
        Case(
            "SELECT place, role, control_after, initiators, targets, claimants, claim_ids, doubts FROM events_flat "
            "WHERE event_id = 'khirbet-al-joz-captured'",
            [
                (
                    "Khirbet al-Joz",
                    "location",
                    "government",
                    "Syrian Army",
                    None,
                    "Wikipedia",
                    "wp-i06-c5; wp-s20-c2; wp-s21-c3",
                    "Contradicted by Wikipedia (wp-s21-c3): Has the FSA still in the village a day after its reported fall. "
                    "Qualified by Wikipedia (wp-i06-c5): Does not count the village among the gains of the operation.",
                )
            ],
        ),
        # An event without a place has a row all the same.
        Case(
            "SELECT place_id, place, role, latitude, other_units FROM events_flat WHERE event_id = 'ceasefire-announced'",
            [(None, None, None, None, "Syrian government (announcer)")],
        ),
    ],
}
CASES = [(name, number) for name, cases in ANSWERS.items() for number in range(len(cases))]


@pytest.fixture(scope="module")
def database(operation: Path) -> Iterator[Any]:
    connection = duckdb.connect(str(operation), read_only=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The database of the article alone."""
    folder = tmp_path_factory.mktemp("article")
    build(open_package(article_alone(folder), KEPT), folder / "article.duckdb")
    connection = duckdb.connect(str(folder / "article.duckdb"), read_only=True)
    yield connection
    connection.close()


def test_every_view_has_an_answer_and_every_macro_a_call() -> None:
    assert ANSWERS.keys() | COMPARED.keys() == {one.name for one in views()}
    assert CALLS.keys() == {one.name for one in views() if one.kind == "macro"}


@pytest.mark.parametrize(("name", "number"), CASES)
def test_answers(article: Any, name: str, number: int) -> None:
    case = ANSWERS[name][number]
    found = article.execute(case.query).fetchall()
    # The last column of record_claims, the title of the source, is the same everywhere.
    expected = [(*row, "April 2012 Idlib Governorate Operation") for row in case.rows] if name == "record_claims" else case.rows
    assert found == expected


@pytest.mark.parametrize("one", views(), ids=lambda one: one.name)
def test_the_columns_are_those_that_are_documented(database: Any, one: Any) -> None:
    database.execute(CALLS.get(one.name, f"FROM {one.name}"))
    columns = [column[0] for column in database.description]
    assert list(one.columns) == (columns if one.columns else [])
    assert one.columns or len(columns) == 1


@pytest.mark.parametrize("one", views(), ids=lambda one: one.name)
def test_the_words_say_the_grain(one: Any) -> None:
    assert re.match(r"One (row|number|text|day) per .+\.$|One (row|number|text|day) per .+: .+\.$", one.description)
    assert all(one.columns.values())
    assert all(one.parameters.values())
    assert one.kind == "view" or one.parameters
    assert not re.search(r"\w\s*->\s*\w", one.sql), "DuckDB 2.0 has no such lambdas, and 1.x no others"


def test_the_comments_in_the_file_are_those_of_the_views(database: Any) -> None:
    found = dict(database.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    found |= dict(database.execute("SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal").fetchall())
    assert found == {one.name: one.comment for one in views()}


def test_a_view_comes_after_those_it_uses() -> None:
    names = [one.name for one in views()]
    assert names.index("edtf_in_words") < names.index("event_lines") < names.index("timeline")
    assert names.index("control_by_day") < names.index("held_on")


GRAINS = [
    ("event_lines", "event_id", "SELECT event_id FROM events"),
    ("event_order", "event_id", "SELECT event_id FROM events"),
    ("event_order", "position", "SELECT row_number() OVER () FROM events"),
    ("record_claims", "claim_id", "SELECT claim_id FROM claims"),
    (
        "contradictions",
        "(claim_id, record_id, other_record_id)",
        "SELECT DISTINCT (claim_id, record_id, other_record_id) FROM contradictions",
    ),
    ("corroboration", "(record_type, record_id)", "SELECT DISTINCT (record_type, record_id) FROM record_claims"),
    ("event_spans", "event_id", "SELECT event_id FROM events"),
    ("figure_scopes", "figure_id", "SELECT figure_id FROM figures"),
    ("date_conflicts", "claim_id", "SELECT DISTINCT claim_id FROM date_conflicts"),
    ("accounts", "(record_type, record_id, account)", "SELECT DISTINCT (record_type, record_id, account) FROM accounts"),
    (
        "control_statements",
        "(place_id, event_id, source_id)",
        "SELECT DISTINCT (place_id, event_id, source_id) FROM control_statements",
    ),
    (
        "control_accounts",
        "(day, place_id, source_id, event_id)",
        "SELECT DISTINCT (day, place_id, source_id, event_id) FROM control_accounts",
    ),
    (
        "control_conflicts",
        "(place_id, least(event_id, other_event_id), greatest(event_id, other_event_id))",
        "SELECT DISTINCT (place_id, least(event_id, other_event_id), greatest(event_id, other_event_id)) FROM control_conflicts",
    ),
    (
        "number_spread",
        "(place_id, measure, counted, side, days)",
        "SELECT DISTINCT (place_id, measure, counted, side, days) FROM number_spread",
    ),
    ("claim_origins", "(claim_id, origin)", "SELECT DISTINCT (claim_id, origin) FROM claim_origins"),
    (
        "figure_pairs",
        "(least(figure_id, other_id), greatest(figure_id, other_id))",
        "SELECT DISTINCT (least(figure_id, other_id), greatest(figure_id, other_id)) FROM figure_pairs",
    ),
    ("order_of_battle", "unit_id", "SELECT unit_id FROM units"),
    ("figure_ranges", "figure_id", "SELECT figure_id FROM figures"),
    ("totals", "figure_id", "SELECT figure_id FROM figures WHERE part_of_figure_id IS NULL"),
    ("passage_coverage", "passage_id", "SELECT passage_id FROM passages"),
    ("ged_comparison", "(event_id, place_id, ged_id)", "SELECT (event_id, place_id, ged_id) FROM ged_matches"),
    ("place_areas", "place_id", "SELECT place_id FROM places"),
    ("event_sides", "(event_id, side)", "SELECT DISTINCT (event_id, side) FROM event_units JOIN units USING (unit_id)"),
    ("event_deaths", "event_id", "SELECT DISTINCT event_id FROM figures WHERE measure IN ('killed', 'executed')"),
    ("control_by_day", "(day, place_id)", "SELECT (day, place_id) FROM control_by_day GROUP BY day, place_id"),
    ("places_flat", "place_id", "SELECT place_id FROM places"),
    (
        "events_flat",
        "(event_id, place_id)",
        "SELECT (e.event_id, ep.place_id) FROM events AS e LEFT JOIN event_places AS ep USING (event_id)",
    ),
]


@pytest.mark.parametrize(("name", "key", "rows"), GRAINS)
def test_the_grain_holds(database: Any, name: str, key: str, rows: str) -> None:
    found = database.execute(f"SELECT {key} FROM {name}").fetchall()
    assert sorted(found, key=str) == sorted(database.execute(rows).fetchall(), key=str)


def test_the_timeline_has_every_event_in_order(database: Any) -> None:
    titles = "SELECT title || if(status = 'planned', ' (planned)', '') FROM event_lines"
    assert database.execute("SELECT event FROM timeline").fetchall() == database.execute(titles).fetchall()


def test_coverage_counts_every_claim_once(database: Any) -> None:
    assert (
        database.execute("SELECT sum(claims) FROM passage_coverage").fetchone()
        == database.execute("SELECT count(*) FROM claims").fetchone()
    )


def test_every_claim_behind_a_holder_is_about_an_event_behind_it(database: Any) -> None:
    query = """
        WITH named AS (
            SELECT day, place_id, event_ids, unnest(string_split(claim_ids, '; ')) AS claim_id FROM control_by_day WHERE since IS NOT NULL
        )
        SELECT count(*), count(*) FILTER (WHERE list_contains(string_split(n.event_ids, '; '), c.event_id))
        FROM named AS n JOIN claims AS c USING (claim_id)
    """
    every, fitting = database.execute(query).fetchone()
    assert every == fitting > 0


def haversine(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    half = math.sin(math.radians(lat2 - lat1) / 2) ** 2
    half += math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(min(1.0, half)))


PAIRS = [
    (35.99, 36.78, 35.90, 36.19),
    (0, 0, 0, 180),
    (90, 0, -90, 0),
    (10, 179.9, 10, -179.9),
    (35.9, 36.7, 35.9, 36.7),
    (35.9, 36.7, 35.9, 36.70001),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_distance_is_that_of_the_haversine_formula(database: Any, pair: tuple[float, ...]) -> None:
    found = database.execute("SELECT distance_m(?, ?, ?, ?)", pair).fetchone()[0]
    assert found == pytest.approx(haversine(*pair), abs=0.1)


HARBOUR = "SELECT holder FROM control_by_day WHERE place_id = 'harbour' ORDER BY day"
EVENT = {"title": "T", "status": "occurred", "phase": "operation", "parent_event_id": "campaign", "description": "D.", "note": "N."}
LOSS = EVENT | {"event_id": "loss", "event_type": "assault", "date_precision": "day"}
MOMENT = {"date_edtf": "2020-01-02", "date_earliest": "2020-01-02", "date_latest": "2020-01-02"}
LATER = {"date_edtf": "2020-01-05", "date_earliest": "2020-01-05", "date_latest": "2020-01-05"}
OPEN_END = {"date_edtf": "2020-01-05/..", "date_earliest": "2020-01-05", "date_latest": "", "date_precision": "after"}


def add_event(package: Copy, control: str, role: str = "location", **cells: str) -> None:
    package.write("events", sorted([*package.rows("events"), LOSS | cells], key=lambda row: row["event_id"]))
    place = {"event_id": "loss", "place_id": "harbour", "role": role, "control_after": control}
    package.write("event_places", [*package.rows("event_places"), place])
    claim = {"claim_id": "p1-c7", "passage_id": "p1", "event_id": "loss", "stance": "supports", "modality": "asserted"}
    package.write("claims", [*package.rows("claims"), claim | {"claimant": "Chronicle"}])


def test_control_holds_from_the_day_of_the_capture(package: Copy) -> None:
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("government",)] * 9


def test_control_of_two_sides_at_one_moment_is_contested(package: Copy) -> None:
    add_event(package, "opposition", **MOMENT)
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("contested",)] * 9


def test_control_changes_with_a_later_event(package: Copy) -> None:
    add_event(package, "opposition", **LATER)
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("government",)] * 3 + [("opposition",)] * 6


def test_control_is_not_said_after_a_withdrawal(package: Copy) -> None:
    package.write(
        "event_types", [*package.rows("event_types"), {"event_type": "withdrawal", "label": "W", "definition": "D.", "ged_eligible": "no"}]
    )
    add_event(package, "", role="origin", event_type="withdrawal", **LATER)
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("government",)] * 3 + [("not said",)] * 6


def test_a_plan_and_an_event_without_end_change_no_control(package: Copy) -> None:
    add_event(package, "opposition", **LATER | {"status": "planned"})
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("government",)] * 9
    package.write(
        "events", [row | OPEN_END | {"status": "occurred"} if row["event_id"] == "loss" else row for row in package.rows("events")]
    )
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("government",)] * 9


def test_a_capture_that_a_claim_contradicts_is_contested(package: Copy) -> None:
    package.edit("claims", "p1-c6", stance="contradicts")
    assert asked(package, HARBOUR)[0] == [("not said",)] + [("contested",)] * 9


def test_control_known_before_the_operation_holds_when_it_begins(package: Copy) -> None:
    add_event(package, "opposition", date_edtf="../2019-12-30", date_earliest="", date_latest="2019-12-30", date_precision="before")
    assert asked(package, HARBOUR)[0] == [("opposition",)] + [("government",)] * 9


def test_totals_that_may_count_the_same_warn_of_each_other(package: Copy) -> None:
    package.edit("figures", "dead-at-landing", part_of_figure_id="")
    rows = asked(package, "SELECT figure_id, total, contains, never_add_to FROM totals")[0]
    assert rows == [("all-dead", "at least 10", None, "dead-at-landing"), ("dead-at-landing", "5", None, "all-dead")]


FORMS = {
    "CREATE VIEW v AS SELECT 1 AS a": "begin with a comment",
    "-- One row.\nCREATE VIEW w AS SELECT 1 AS a": "must define v",
    "-- One row.\nSELECT 1": "must define v",
    "--   a: one\nCREATE VIEW v AS SELECT 1 AS a": "begin with a comment",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_file_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(UnknownForm, match=FORMS[text]):
        view("v", text)


def test_the_header_is_read_as_it_is_written(tmp_path: Path) -> None:
    header = "-- One row per\n-- thing.\n--\n-- More: of it.\n--   (x): given\n--   a: one\n--     and more\n"
    text = f"{header}CREATE MACRO m(x) AS TABLE SELECT x AS a"
    (tmp_path / "m.sql").write_text(text, encoding="utf-8")
    (one,) = views(tmp_path)
    assert (one.description, one.notes, one.kind, one.call) == ("One row per thing.", "More: of it.", "macro", "m(x)")
    assert (one.parameters, one.columns) == ({"x": "given"}, {"a": "one and more"})
    assert one.sql == "CREATE MACRO m(x) AS TABLE SELECT x AS a"
