"""The 63 rules across columns and tables in pandas: each one truth per row of its table."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.contenders.columns import KINDS, RETIRABLE
from benchmarks.contenders.pandas_tables import Tables

Truth = Callable[[Tables], pd.Series]
LOSERS = {"government-capture": "opposition", "opposition-capture": "government"}
SAME_EMPTINESS = ["latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type", "coordinate_source_id"]


def passes(truth: pd.Series) -> pd.Series:
    """Null passes."""
    return truth.astype("boolean").fillna(True).astype(bool)


def holds(truth: pd.Series) -> pd.Series:
    """Null does not count as true."""
    return truth.astype("boolean").fillna(False).astype(bool)


def _day(end: pd.Series) -> pd.Series:
    length = end.str.len()
    padded = end.where(length == 10, (end + "-01").where(length == 7, (end + "-01-01").where(length == 4)))
    return pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce")


def earliest(edtf: pd.Series) -> pd.Series:
    """First day that the date allows."""
    return _day(edtf.str.extract(r"^([^/~?%]+)", expand=False))


def latest(edtf: pd.Series) -> pd.Series:
    """Last day that the date allows."""
    end = edtf.str.extract(r"([^/~?%]+)[~?%]?$", expand=False)
    first, length = _day(end), end.str.len()
    year, month = first + pd.offsets.YearEnd(0), first + pd.offsets.MonthEnd(0)
    return first.where(~holds(length == 4), year).where(~holds(length == 7), month)


def _is_real(edtf: pd.Series) -> pd.Series:
    begins, ends = holds(edtf.str.startswith("../")), holds(edtf.str.endswith("/.."))
    return edtf.isna() | ((begins | earliest(edtf).notna()) & (ends | latest(edtf).notna()))


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.isna() & other.isna())


def _follows(tables: Tables) -> pd.Series:
    events = tables["events"]
    first = _same(events["date_earliest"], earliest(events["date_edtf"]))
    return first & _same(events["date_latest"], latest(events["date_edtf"]))


def _fits(by: pd.Series, fits: dict[str, pd.Series]) -> pd.Series:
    truth = pd.Series(True, index=by.index)
    for value, fit in fits.items():
        truth = truth.where(~holds(by == value), holds(fit))
    return truth


def _precision(tables: Tables) -> pd.Series:
    events = tables["events"]
    first, last = events["date_earliest"], events["date_latest"]
    as_month = holds(events["date_edtf"].str.fullmatch(r"[0-9]{4}-[0-9]{2}[~?%]?"))
    return _fits(
        events["date_precision"],
        {
            "day": first == last,
            "range": (first < last) & ~as_month,
            "month": (first.dt.day == 1) & (last == first + pd.offsets.MonthEnd(0)),
            "before": first.isna() & last.notna(),
            "after": first.notna() & last.isna(),
            "unknown": first.isna() & last.isna(),
        },
    )


def _qualifier(tables: Tables) -> pd.Series:
    figures = tables["figures"]
    low, best, high = figures["value_low"], figures["value_best"], figures["value_high"]
    bounded_below = low.notna() & high.isna()
    return _fits(
        figures["qualifier"],
        {
            "exact": (low == best) & (best == high),
            "at_least": bounded_below,
            "more_than": bounded_below,
            "up_to": low.isna() & high.notna(),
            "about": best.notna(),
            "between": low < high,
            "indefinite": low.isna() & best.isna() & high.isna(),
        },
    )


def _together(table: str, names: list[str]) -> Truth:
    def told(tables: Tables) -> pd.Series:
        empty = tables[table][names].isna()
        return empty.all(axis=1) | ~empty.any(axis=1)

    return told


def _in_order(tables: Tables) -> pd.Series:
    low, best, high = (tables["figures"][name] for name in ("value_low", "value_best", "value_high"))
    return passes(low <= best) & passes(best <= high) & passes(low <= high)


def is_in(values: pd.Series, others: pd.Series) -> pd.Series:
    """Whether each value is among the others; null passes."""
    return values.isin(others.dropna()) | values.isna()


def _above(own: pd.DataFrame, key: str, parent: str, *names: str) -> pd.DataFrame:
    """Of each row, the columns of the one above it."""
    unique = own.dropna(subset=[key]).drop_duplicates(key).set_index(key)[list(names)]
    return unique.reindex(own[parent]).set_index(own.index)


def _chain_ends(table: str, key: str, parent: str) -> Truth:
    def told(tables: Tables) -> pd.Series:
        own = tables[table]
        parents = own.loc[own[key].isin(own[parent].dropna()), [key, parent]]
        is_reached = parents[parent].isna() | ~parents[parent].isin(parents[key])
        fresh = parents[is_reached]
        while len(fresh):
            fresh = parents[~is_reached & parents[parent].isin(fresh[key])]
            is_reached |= parents.index.isin(fresh.index)
        return ~own[parent].isin(parents.loc[~is_reached, key])

    return told


def _used(table: str, key: str, *uses: tuple[str, str]) -> Truth:
    def told(tables: Tables) -> pd.Series:
        used = pd.concat([pd.Series(tables[other][column].dropna().unique()) for other, column in uses])
        return is_in(tables[table][key], used)

    return told


def _supported(table: str, key: str) -> Truth:
    return lambda tables: is_in(tables[table][key], tables["claims"].loc[holds(tables["claims"]["stance"] == "supports"), key])


def _lies_in_span(tables: Tables) -> pd.Series:
    events = tables["events"]
    above = _above(events, "event_id", "parent_event_id", "date_earliest", "date_latest")
    first, last, begin, end = events["date_earliest"], events["date_latest"], above["date_earliest"], above["date_latest"]
    bound = (
        holds(events["status"] != "planned") & holds(events["phase"] != "background") & events["status"].notna() & events["phase"].notna()
    )
    return ~(bound & ((first < begin) | (last < begin) | (last > end) | (first > end)))


def _capture(tables: Tables) -> pd.Series:
    events, places = tables["events"], tables["event_places"]
    places = places[holds(places["role"] == "location")]
    silent = places.loc[places["control_after"].isna(), "event_id"]
    told = is_in(events["event_id"], places["event_id"]) & ~(events["event_id"].notna() & events["event_id"].isin(silent.dropna()))
    return ~holds(events["event_type"].str.endswith("-capture")) | told


def _captor(tables: Tables) -> pd.Series:
    events, places = tables["events"], tables["event_places"]
    losers = events.dropna(subset=["event_id"]).drop_duplicates("event_id").set_index("event_id")["event_type"].map(LOSERS).dropna()
    loser = places["event_id"].map(losers)
    return ~(holds(places["role"] == "location") & loser.notna() & holds(places["control_after"] == loser))


def _has_a_place(tables: Tables) -> pd.Series:
    events = tables["events"]
    unexplained = holds(events["status"] == "occurred") & events["note"].isna()
    return ~unexplained | is_in(events["event_id"], tables["event_places"]["event_id"])


def _in_radius(tables: Tables) -> pd.Series:
    places = tables["places"]
    above = _above(places, "place_id", "parent_place_id", "latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type")
    lat1, lon1, lat2, lon2 = (
        np.radians(column.astype("float64")) for column in (places["latitude"], places["longitude"], above["latitude"], above["longitude"])
    )
    half_chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    away = 2 * 6_371_008.8 * np.arcsin(np.sqrt(half_chord))
    is_area = above["coordinate_type"].notna() & holds(above["coordinate_type"] != "settlement_point")
    return ~(is_area & holds(away > above["coordinate_uncertainty_m"].astype("float64")))


def _name_is_listed(tables: Tables) -> pd.Series:
    places, names = tables["places"], tables["place_names"]
    listed = pd.MultiIndex.from_frame(names[["place_id", "name"]])
    found = pd.MultiIndex.from_frame(places[["place_id", "name"]]).isin(listed)
    return pd.Series(found, index=places.index) | places["place_id"].isna() | places["name"].isna()


def _one_belligerent(tables: Tables) -> pd.Series:
    units = tables["units"]
    is_root = holds(units["echelon"] == "belligerent")
    if units["side"].fillna("").nunique() == 1:
        return ~is_root
    many = units.loc[is_root, "side"].value_counts()
    return ~(is_root & units["side"].isin(many[many > 1].index))


def _same_side(tables: Tables) -> pd.Series:
    units = tables["units"]
    return passes(units["side"] == _above(units, "unit_id", "parent_unit_id", "side")["side"]) | units["parent_unit_id"].isna()


def _counts_the_same_kind(tables: Tables) -> pd.Series:
    figures = tables["figures"]
    own, above = figures["counted"].map(KINDS), _above(figures, "figure_id", "part_of_figure_id", "counted")["counted"].map(KINDS)
    return own.isna() | above.isna() | holds(own == above)


def _shares_the_measure(tables: Tables) -> pd.Series:
    figures = tables["figures"]
    own, above = figures["measure"], _above(figures, "figure_id", "part_of_figure_id", "measure")["measure"]
    return own.isna() | above.isna() | holds(own == above) | (holds(own == "executed") & holds(above == "killed"))


def _does_not_exceed(tables: Tables) -> pd.Series:
    figures = tables["figures"]
    above = _above(figures, "figure_id", "part_of_figure_id", "value_low", "value_best", "value_high")
    least = figures["value_low"].fillna(figures["value_best"])
    most = above["value_high"].fillna(above["value_best"].where(above["value_low"].isna()))
    return ~(holds(least > most) | holds(figures["value_best"] > above["value_best"]))


def _in_sequence(judge: Callable[[pd.DataFrame], pd.Series]) -> Truth:
    def told(tables: Tables) -> pd.Series:
        rows = tables["passages"].sort_values(["source_id", "char_start", "ordinal"], na_position="last")
        group = rows.groupby("source_id", dropna=False, sort=False)
        furthest = group["char_end"].cummax()
        rows = rows.assign(
            end_before=furthest.groupby(rows["source_id"], dropna=False, sort=False).shift(1),
            section_before=group["section"].shift(1),
            place=group.cumcount() + 1,
        )
        return passes(judge(rows)).reindex(tables["passages"].index)

    return told


def _no_gap(rows: pd.DataFrame) -> pd.Series:
    same = holds(rows["section"] == rows["section_before"]) & rows["section_before"].notna()
    return ~(same & holds(rows["char_start"] > rows["end_before"] + 2))


def _rests(is_coded: bool) -> Truth:
    def told(tables: Tables) -> pd.Series:
        passages = tables["passages"]
        has_claim = passages["passage_id"].isin(tables["claims"]["passage_id"].dropna())
        coded = holds(passages["disposition"] == "coded")
        if is_coded:
            return ~coded | has_claim | passages["passage_id"].isna()
        return coded | ~has_claim | passages["disposition"].isna()

    return told


def _hashed(tables: Tables) -> pd.Series:
    placed = tables["passages"].loc[tables["passages"]["char_start"].notna(), "source_id"].dropna()
    return tables["sources"]["sha256"].notna() | ~tables["sources"]["source_id"].isin(placed)


def _dissent(tables: Tables) -> pd.Series:
    return ~tables["claims"]["stance"].isin(["contradicts", "qualifies"]) | tables["claims"]["note"].notna()


def _noted(tables: Tables) -> pd.Series:
    passages = tables["passages"]
    return holds(passages["disposition"] == "coded") | passages["note"].notna() | passages["disposition"].isna()


def _country(tables: Tables) -> pd.Series:
    places = tables["places"]
    return places["parent_place_id"].notna() | holds(places["place_type"] == "country") | places["place_type"].isna()


def _roots(tables: Tables) -> pd.Series:
    units = tables["units"]
    return units["echelon"].isna() | (units["parent_unit_id"].isna() == holds(units["echelon"] == "belligerent"))


def _linked(rows: pd.DataFrame, key: str, *names: str) -> pd.DataFrame:
    """Of rows with an id, the columns by that id."""
    return rows.dropna(subset=[key]).drop_duplicates(key).set_index(key)[list(names)]


def _beside(tables: Tables, table: str, key: str, *names: str) -> pd.DataFrame:
    """Of each match, the columns of the row that it links to."""
    return _linked(tables[table], key, *names).reindex(tables["ged_matches"][key]).set_index(tables["ged_matches"].index)


def _has_position_or_gist(tables: Tables) -> pd.Series:
    return tables["passages"]["char_start"].isna() == tables["passages"]["gist"].notna()


def _originator(tables: Tables) -> pd.Series:
    return ~tables["sources"]["access"].isin(["syndicated_copy", "repost_or_digest"]) | tables["sources"]["originator"].notna()


def _has_a_claim(tables: Tables) -> pd.Series:
    own, passages = tables["sources"]["source_id"], tables["passages"].dropna(subset=["passage_id", "source_id"])
    coded = passages.loc[passages["passage_id"].isin(tables["claims"]["passage_id"]), "source_id"]
    return ~own.isin(passages["source_id"]) | own.isin(coded)


def _published(tables: Tables, passage_id: pd.Series) -> pd.DataFrame:
    """Of each passage, its source and the last day on which that can have been published."""
    sources = tables["sources"].assign(last=latest(tables["sources"]["published"]))
    passage = _linked(tables["passages"], "passage_id", "source_id").reindex(passage_id)
    last = _linked(sources, "source_id", "last").reindex(passage["source_id"])["last"]
    return pd.DataFrame({"source_id": passage["source_id"].array, "last": last.array}, index=passage_id.index)


def _not_later(tables: Tables) -> pd.Series:
    claims = tables["claims"]
    event = _linked(tables["events"].assign(stands=True), "event_id", "status", "date_earliest", "stands").reindex(claims["event_id"])
    event = event.set_index(claims.index)
    supported = event["date_earliest"].where(holds(claims["stance"] == "supports"))
    began = earliest(claims["date_edtf"]).where(claims["date_edtf"].notna(), supported)
    is_plan = holds(event["stands"]) & (event["status"].isna() | holds(event["status"] == "planned"))
    is_told = claims["modality"].notna() & ~holds(claims["modality"] == "planned") & ~is_plan
    return ~(is_told & (began > _published(tables, claims["passage_id"])["last"]))


def _days_follow(tables: Tables) -> pd.Series:
    claims, events = tables["claims"], tables["events"]
    claims = claims[holds(claims["stance"] == "supports") & claims["event_id"].notna()]
    claims = claims[~claims["event_id"].isin(claims.loc[claims["date_edtf"].isna(), "event_id"])]
    dates = pd.DataFrame({"event_id": claims["event_id"], "first": earliest(claims["date_edtf"]), "last": latest(claims["date_edtf"])})
    told = dates.groupby("event_id").agg(first=("first", "min"), last=("last", "max"))
    told["first"] = told["first"].where(~told.index.isin(dates.loc[dates["first"].isna(), "event_id"]))
    told["last"] = told["last"].where(~told.index.isin(dates.loc[dates["last"].isna(), "event_id"]))
    told = told.reindex(events["event_id"]).set_index(events.index)
    first, last = events["date_earliest"], events["date_latest"]
    is_early = (first < told["first"]) | (first.isna() & told["first"].notna())
    return events["note"].notna() | ~(is_early | (last > told["last"]) | (last.isna() & told["last"].notna()))


def _part_is_not_denied(tables: Tables) -> pd.Series:
    claims, figures = tables["claims"], tables["figures"]
    parts = figures[["figure_id", "part_of_figure_id"]].dropna().set_axis(["one", "other"], axis=1)
    parts = pd.concat([parts, parts.rename(columns={"one": "other", "other": "one"})])
    support = claims.loc[holds(claims["stance"] == "supports"), ["passage_id", "figure_id"]].dropna()
    odds = pd.MultiIndex.from_frame(support.merge(parts, left_on="figure_id", right_on="one")[["passage_id", "other"]])
    at_odds = pd.MultiIndex.from_frame(claims[["passage_id", "figure_id"]]).isin(odds)
    return ~(holds(claims["stance"] == "contradicts") & at_odds)


def _draws_on_another(tables: Tables) -> pd.Series:
    drawn = tables["derivations"]
    return ~holds(drawn["derived_from_source_id"] == _published(tables, drawn["passage_id"])["source_id"])


def _origin_is_not_later(tables: Tables) -> pd.Series:
    drawn, sources = tables["derivations"], tables["sources"]
    origins = _linked(sources.assign(first=earliest(sources["published"])), "source_id", "first").reindex(drawn["derived_from_source_id"])
    return ~(origins.set_index(drawn.index)["first"] > _published(tables, drawn["passage_id"])["last"])


def _at_its_place(tables: Tables) -> pd.Series:
    pairs = tables["ged_matches"][["event_id", "place_id"]]
    known = pd.MultiIndex.from_frame(tables["event_places"][["event_id", "place_id"]])
    return pd.Series(pd.MultiIndex.from_frame(pairs).isin(known), index=pairs.index) | pairs.isna().any(axis=1)


def _could_be_in_ged(tables: Tables) -> pd.Series:
    kinds = tables["event_types"]
    event = _beside(tables, "events", "event_id", "status", "event_type")
    forceless = event["event_type"].isin(kinds.loc[holds(kinds["ged_eligible"] == "no"), "event_type"].dropna())
    return ~(holds(event["status"] == "planned") | forceless)


def _overlaps(tables: Tables) -> pd.Series:
    match, event = tables["ged_matches"], _beside(tables, "events", "event_id", "date_earliest", "date_latest")
    return ~((match["ged_date_end"] < event["date_earliest"]) | (match["ged_date_start"] > event["date_latest"]))


def _near(tables: Tables) -> pd.Series:
    match = tables["ged_matches"]
    place = _beside(tables, "places", "place_id", "latitude", "longitude", "coordinate_uncertainty_m")
    points = (place["latitude"], place["longitude"], match["ged_latitude"], match["ged_longitude"])
    lat1, lon1, lat2, lon2 = (np.radians(column.astype("float64")) for column in points)
    half_chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    away = 2 * 6_371_008.8 * np.arcsin(np.sqrt(half_chord))
    further = holds(match["ged_where_prec"] == 2) * 25_000
    return ~holds(away > place["coordinate_uncertainty_m"].astype("float64") + further)


def _quality(tables: Tables) -> pd.Series:
    match = tables["ged_matches"]
    event = _beside(tables, "events", "event_id", "date_earliest", "date_latest")
    kind = _beside(tables, "places", "place_id", "coordinate_type")["coordinate_type"]
    first, last, day = match["ged_date_start"], match["ged_date_end"], event["date_earliest"]
    is_one_day = holds(day == event["date_latest"])
    is_other_day = ~is_one_day | (first.notna() & (first != day)) | (last.notna() & (last != day))
    is_near = holds(match["ged_where_prec"] == 2)
    days = pd.Series("same_day", index=match.index).where(~is_other_day, "days_overlap")
    where = pd.Series("_in_area", index=match.index).where(is_near | ~holds(kind == "settlement_point"), "_at_settlement")
    is_open = (~is_other_day & (first.isna() | last.isna())) | (~is_near & kind.isna()) | match["match_quality"].isna()
    is_linked = match["event_id"].isin(tables["events"]["event_id"].dropna())
    return is_open | ~is_linked | holds(match["match_quality"] == days + where)


def _deaths_in_order(tables: Tables) -> pd.Series:
    low, best, high = (tables["ged_matches"][name] for name in ("ged_low", "ged_best", "ged_high"))
    return passes(low <= best) & passes(best <= high) & passes(low <= high)


def _gone(tables: Tables) -> pd.Series:
    retired = tables["retired"]
    back = pd.Series(False, index=retired.index)
    for name, key in RETIRABLE.items():
        back |= holds(retired["table_name"] == name) & retired["retired_id"].isin(tables[name][key].dropna())
    return ~back


def _replaced(tables: Tables) -> pd.Series:
    retired = tables["retired"]
    unknown = holds(retired["replaced_by"] == retired["retired_id"])
    for name, key in RETIRABLE.items():
        own = holds(retired["table_name"] == name)
        known = pd.concat([tables[name][key], retired.loc[own, "retired_id"]]).dropna()
        unknown |= own & retired["replaced_by"].notna() & ~retired["replaced_by"].isin(known)
    return ~unknown


RULES: dict[str, Truth] = {
    "events event_dates_are_real date_edtf": lambda tables: _is_real(tables["events"]["date_edtf"]),
    "events event_interval_runs_forward date_edtf": lambda tables: (
        ~(earliest(tables["events"]["date_edtf"]) > latest(tables["events"]["date_edtf"]))
    ),
    "events event_days_follow_from_edtf date_edtf, date_earliest, date_latest": _follows,
    "events event_starts_before_it_ends date_earliest, date_latest": lambda tables: (
        ~(tables["events"]["date_earliest"] > tables["events"]["date_latest"])
    ),
    "events event_precision_fits_days date_edtf, date_earliest, date_latest, date_precision": _precision,
    "events event_lies_in_parent_span date_earliest, date_latest, parent_event_id": _lies_in_span,
    "events event_parents_end parent_event_id": _chain_ends("events", "event_id", "parent_event_id"),
    "events capture_says_who_holds event_type": _capture,
    "event_places captor_holds_the_place control_after": _captor,
    "events occurred_event_has_a_place note": _has_a_place,
    "events event_has_a_supporting_claim event_id": _supported("events", "event_id"),
    "events event_days_follow_from_claims date_earliest, date_latest": _days_follow,
    "places place_chain_ends_at_a_country place_type, parent_place_id": _country,
    "places place_parents_end parent_place_id": _chain_ends("places", "place_id", "parent_place_id"),
    "places coordinates_come_together latitude, longitude, coordinate_uncertainty_m, coordinate_type, coordinate_source_id": _together(
        "places", SAME_EMPTINESS
    ),
    "places point_lies_in_parent_radius latitude, longitude, parent_place_id": _in_radius,
    "places place_is_used place_id": _used(
        "places", "place_id", ("event_places", "place_id"), ("claims", "place_id"), ("places", "parent_place_id")
    ),
    "places place_name_is_listed name": _name_is_listed,
    "units unit_parents_end parent_unit_id": _chain_ends("units", "unit_id", "parent_unit_id"),
    "units unit_is_on_its_parents_side side, parent_unit_id": _same_side,
    "units unit_roots_are_belligerents echelon, parent_unit_id": _roots,
    "units side_has_one_belligerent side": _one_belligerent,
    "units unit_has_a_supporting_claim unit_id": _supported("units", "unit_id"),
    "figures values_in_order value_low, value_best, value_high": _in_order,
    "figures qualifier_fits_values qualifier, value_low, value_best, value_high": _qualifier,
    "figures figure_date_is_real as_of_edtf": lambda tables: _is_real(tables["figures"]["as_of_edtf"]),
    "figures part_shares_the_measure measure, part_of_figure_id": _shares_the_measure,
    "figures part_counts_the_same_kind counted, part_of_figure_id": _counts_the_same_kind,
    "figures part_does_not_exceed_the_whole value_low, value_best, value_high, part_of_figure_id": _does_not_exceed,
    "figures figure_parts_end part_of_figure_id": _chain_ends("figures", "figure_id", "part_of_figure_id"),
    "figures figure_has_a_supporting_claim figure_id": _supported("figures", "figure_id"),
    "claims claim_has_one_target event_id, figure_id, unit_id, place_id": lambda tables: (
        tables["claims"][["event_id", "figure_id", "unit_id", "place_id"]].notna().sum(axis=1) == 1
    ),
    "claims dissent_has_a_note stance, note": _dissent,
    "claims claim_date_is_real date_edtf": lambda tables: _is_real(tables["claims"]["date_edtf"]),
    "claims claim_interval_runs_forward date_edtf": lambda tables: (
        ~(earliest(tables["claims"]["date_edtf"]) > latest(tables["claims"]["date_edtf"]))
    ),
    "claims claim_is_not_later_than_its_source date_edtf, event_id, passage_id": _not_later,
    "claims part_does_not_contradict_its_whole figure_id, passage_id": _part_is_not_denied,
    "passages coded_passage_has_a_claim disposition": _rests(is_coded=True),
    "passages uncoded_passage_has_no_claim disposition": _rests(is_coded=False),
    "passages uncoded_passage_has_a_note disposition, note": _noted,
    "passages position_comes_with_hash char_start, char_end, sha256": _together("passages", ["char_start", "char_end", "sha256"]),
    "passages passage_has_position_or_gist char_start, gist": _has_position_or_gist,
    "passages passage_is_not_empty char_start, char_end": lambda tables: passes(
        tables["passages"]["char_start"] < tables["passages"]["char_end"]
    ),
    "passages passages_do_not_overlap char_start, char_end": _in_sequence(lambda rows: rows["char_start"] >= rows["end_before"]),
    "passages passages_leave_no_gap char_start, section": _in_sequence(_no_gap),
    "passages passages_are_numbered_in_order ordinal, char_start": _in_sequence(lambda rows: rows["ordinal"] == rows["place"]),
    "sources positions_have_a_hashed_source sha256": _hashed,
    "sources source_date_is_real published": lambda tables: _is_real(tables["sources"]["published"]),
    "sources copy_names_its_originator originator, access": _originator,
    "sources source_with_passages_has_a_claim source_id": _has_a_claim,
    "sources source_is_used source_id": _used(
        "sources",
        "source_id",
        ("passages", "source_id"),
        ("places", "coordinate_source_id"),
        ("place_names", "source_id"),
        ("ged_matches", "source_id"),
    ),
    "derivations passage_draws_on_another_source derived_from_source_id, passage_id": _draws_on_another,
    "derivations origin_is_not_later derived_from_source_id, passage_id": _origin_is_not_later,
    "event_types event_type_is_used event_type": _used("event_types", "event_type", ("events", "event_type")),
    "ged_matches match_is_at_a_place_of_its_event event_id, place_id": _at_its_place,
    "ged_matches matched_event_could_be_in_ged event_id": _could_be_in_ged,
    "ged_matches ged_event_starts_before_it_ends ged_date_start, ged_date_end": lambda tables: (
        ~(tables["ged_matches"]["ged_date_start"] > tables["ged_matches"]["ged_date_end"])
    ),
    "ged_matches match_overlaps_in_time ged_date_start, ged_date_end, event_id": _overlaps,
    "ged_matches match_lies_near ged_latitude, ged_longitude, place_id": _near,
    "ged_matches ged_deaths_in_order ged_low, ged_best, ged_high": _deaths_in_order,
    "ged_matches match_quality_follows match_quality": _quality,
    "retired retired_id_is_gone retired_id": _gone,
    "retired replacement_is_known replaced_by": _replaced,
}
