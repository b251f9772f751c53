"""The 63 rules across columns and tables in polars: as expressions where one row is enough, else as one truth per row of the table."""

from collections.abc import Callable

import polars as pl

from benchmarks.contenders.columns import KINDS, RETIRABLE
from benchmarks.contenders.polars_tables import Tables

col = pl.col
Truth = Callable[[Tables], pl.Series]


def _first_day(end: pl.Expr) -> pl.Expr:
    return end.replace("", None).pipe(_padded).str.to_date("%Y-%m-%d", strict=False)


def _padded(end: pl.Expr) -> pl.Expr:
    length = end.str.len_chars()
    return pl.when(length == 4).then(end + "-01-01").when(length == 7).then(end + "-01").when(length == 10).then(end)


def earliest(edtf: pl.Expr) -> pl.Expr:
    """First day that the date allows."""
    return _first_day(edtf.str.extract(r"^([^/~?%]+)", 1))


def latest(edtf: pl.Expr) -> pl.Expr:
    """Last day that the date allows."""
    end = edtf.str.extract(r"([^/~?%]+)[~?%]?$", 1)
    first, length = _first_day(end), end.str.len_chars()
    year, month = first.dt.offset_by("1y").dt.offset_by("-1d"), first.dt.month_end()
    return pl.when(length == 4).then(year).when(length == 7).then(month).otherwise(first)


def _is_real(edtf: pl.Expr) -> pl.Expr:
    begins = edtf.str.starts_with("../") | earliest(edtf).is_not_null()
    return begins & (edtf.str.ends_with("/..") | latest(edtf).is_not_null())


def _fits(by: str, fits: dict[str, pl.Expr]) -> pl.Expr:
    chosen = pl.when(pl.lit(False)).then(pl.lit(None, pl.Boolean))
    for value, truth in fits.items():
        chosen = chosen.when(col(by) == value).then(truth.fill_null(False))
    return chosen.otherwise(None)


def _precision() -> pl.Expr:
    first, last = col("date_earliest"), col("date_latest")
    as_month = col("date_edtf").str.contains(r"^[0-9]{4}-[0-9]{2}[~?%]?$").fill_null(False)
    return _fits(
        "date_precision",
        {
            "day": first == last,
            "range": (first < last) & ~as_month,
            "month": (first.dt.day() == 1) & (last == first.dt.month_end()),
            "before": first.is_null() & last.is_not_null(),
            "after": first.is_not_null() & last.is_null(),
            "unknown": first.is_null() & last.is_null(),
        },
    )


def _qualifier() -> pl.Expr:
    low, best, high = col("value_low"), col("value_best"), col("value_high")
    bounded_below = low.is_not_null() & high.is_null()
    return _fits(
        "qualifier",
        {
            "exact": (low == best) & (best == high),
            "at_least": bounded_below,
            "more_than": bounded_below,
            "up_to": low.is_null() & high.is_not_null(),
            "about": best.is_not_null(),
            "between": low < high,
            "indefinite": low.is_null() & best.is_null() & high.is_null(),
        },
    )


def _same_emptiness(first: str, *others: str) -> pl.Expr:
    return pl.all_horizontal(col(first).is_null() == col(other).is_null() for other in others)


def _in_order(*names: str) -> pl.Expr:
    pairs = [(one, other) for number, one in enumerate(names) for other in names[number + 1 :]]
    return pl.all_horizontal((col(one) <= col(other)).fill_null(True) for one, other in pairs)


_POSITION = "places coordinates_come_together latitude, longitude, coordinate_uncertainty_m, coordinate_type, coordinate_source_id"

ONE_ROW: dict[str, pl.Expr] = {
    "events event_dates_are_real date_edtf": _is_real(col("date_edtf")),
    "events event_interval_runs_forward date_edtf": earliest(col("date_edtf")) <= latest(col("date_edtf")),
    "events event_days_follow_from_edtf date_edtf, date_earliest, date_latest": col("date_earliest").eq_missing(earliest(col("date_edtf")))
    & col("date_latest").eq_missing(latest(col("date_edtf"))),
    "events event_starts_before_it_ends date_earliest, date_latest": col("date_earliest") <= col("date_latest"),
    "events event_precision_fits_days date_edtf, date_earliest, date_latest, date_precision": _precision(),
    "places place_chain_ends_at_a_country place_type, parent_place_id": col("parent_place_id").is_not_null()
    | (col("place_type") == "country"),
    _POSITION: _same_emptiness("latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type", "coordinate_source_id"),
    "units unit_roots_are_belligerents echelon, parent_unit_id": col("parent_unit_id").is_null() == (col("echelon") == "belligerent"),
    "figures values_in_order value_low, value_best, value_high": _in_order("value_low", "value_best", "value_high"),
    "figures qualifier_fits_values qualifier, value_low, value_best, value_high": _qualifier(),
    "figures figure_date_is_real as_of_edtf": _is_real(col("as_of_edtf")),
    "claims claim_has_one_target event_id, figure_id, unit_id, place_id": pl.sum_horizontal(
        col(name).is_not_null().cast(pl.Int8) for name in ("event_id", "figure_id", "unit_id", "place_id")
    )
    == 1,
    "claims dissent_has_a_note stance, note": ~col("stance").is_in(["contradicts", "qualifies"]) | col("note").is_not_null(),
    "claims claim_date_is_real date_edtf": _is_real(col("date_edtf")),
    "claims claim_interval_runs_forward date_edtf": earliest(col("date_edtf")) <= latest(col("date_edtf")),
    "passages uncoded_passage_has_a_note disposition, note": (col("disposition") == "coded") | col("note").is_not_null(),
    "passages position_comes_with_hash char_start, char_end, sha256": _same_emptiness("char_start", "char_end", "sha256"),
    "passages passage_has_position_or_gist char_start, gist": col("char_start").is_null() == col("gist").is_not_null(),
    "passages passage_is_not_empty char_start, char_end": col("char_start") < col("char_end"),
    "sources source_date_is_real published": _is_real(col("published")),
    "sources copy_names_its_originator originator, access": ~col("access").is_in(["syndicated_copy", "repost_or_digest"])
    | col("originator").is_not_null(),
    "ged_matches ged_event_starts_before_it_ends ged_date_start, ged_date_end": col("ged_date_start") <= col("ged_date_end"),
    "ged_matches ged_deaths_in_order ged_low, ged_best, ged_high": _in_order("ged_low", "ged_best", "ged_high"),
}


def is_in(values: pl.Series, others: pl.Series) -> pl.Series:
    """Whether each value is among the others; null passes."""
    return values.is_in(others.drop_nulls().implode())


def _beside_parent(own: pl.DataFrame, key: str, parent: str, *names: str) -> pl.DataFrame:
    above = own.select(col(key).alias(parent), *(col(name).alias(f"parent_{name}") for name in names)).unique(parent, keep="first")
    return own.join(above, on=parent, how="left", maintain_order="left")


def _chain_ends(own: pl.DataFrame, key: str, parent: str) -> pl.Series:
    """From the roots down, only rows that are above another: what is not reached lies on a circle or below one."""
    parents = own.select(id=key, above=parent).filter(col("id").is_in(own[parent].drop_nulls().implode()))
    reached = parents.filter(col("above").is_null() | ~col("above").is_in(parents["id"].implode())).select("id")
    fresh = reached
    while len(fresh):
        fresh = parents.join(fresh, left_on="above", right_on="id", how="semi").select("id").join(reached, on="id", how="anti")
        reached = pl.concat([reached, fresh])
    return ~is_in(own[parent], parents.join(reached, on="id", how="anti")["id"])


def _used(own: pl.Series, *uses: pl.Series) -> pl.Series:
    """Whether an id stands in one of the columns; null passes."""
    return is_in(own, pl.concat([use.drop_nulls().unique().rename("used") for use in uses]))


def _supported(tables: Tables, table: str, key: str) -> pl.Series:
    return is_in(tables[table][key], tables["claims"].filter(col("stance") == "supports")[key])


def _lies_in_span(tables: Tables) -> pl.Series:
    pair = _beside_parent(tables["events"], "event_id", "parent_event_id", "date_earliest", "date_latest")
    first, last, begin, end = (col(name) for name in ("date_earliest", "date_latest", "parent_date_earliest", "parent_date_latest"))
    outside = [one.fill_null(False) for one in (first < begin, last < begin, last > end, first > end)]
    bound = (col("status") != "planned") & (col("phase") != "background")
    return pair.select(~(bound.fill_null(False) & pl.any_horizontal(outside))).to_series()


def _capture(tables: Tables) -> pl.Series:
    places = tables["event_places"].filter(col("role") == "location")
    events = tables["events"]
    silent = places.filter(col("control_after").is_null())["event_id"]
    is_capture = events["event_type"].str.ends_with("-capture").fill_null(False)
    told = is_in(events["event_id"], places["event_id"]) & ~is_in(events["event_id"], silent)
    return ~is_capture | told


def _captor(tables: Tables) -> pl.Series:
    loser = col("event_type").replace_strict({"government-capture": "opposition", "opposition-capture": "government"}, default=None)
    events = tables["events"].select("event_id", loser=loser).drop_nulls().unique("event_id")
    pair = tables["event_places"].join(events, on="event_id", how="left", maintain_order="left")
    return pair.select(~((col("role") == "location") & (col("control_after") == col("loser"))).fill_null(False)).to_series()


def _has_a_place(tables: Tables) -> pl.Series:
    events = tables["events"]
    unexplained = ((events["status"] == "occurred") & events["note"].is_null()).fill_null(False)
    return ~unexplained | is_in(events["event_id"], tables["event_places"]["event_id"])


def _in_radius(tables: Tables) -> pl.Series:
    names = ("latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type")
    pair = _beside_parent(tables["places"], "place_id", "parent_place_id", *names)
    lat1, lon1, lat2, lon2 = (col(name).radians() for name in ("latitude", "longitude", "parent_latitude", "parent_longitude"))
    half_chord = ((lat2 - lat1) / 2).sin() ** 2 + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2).sin() ** 2
    away = 2 * 6_371_008.8 * half_chord.sqrt().arcsin()
    is_out = (col("parent_coordinate_type") != "settlement_point") & (away > col("parent_coordinate_uncertainty_m"))
    return pair.select(~is_out.fill_null(False)).to_series()


def _name_is_listed(tables: Tables) -> pl.Series:
    names = tables["place_names"].select("place_id", "name").unique().with_columns(is_listed=True)
    found = tables["places"].join(names, on=["place_id", "name"], how="left", maintain_order="left")
    unnamed = col("place_id").is_null() | col("name").is_null()
    return found.select(col("is_listed").fill_null(False) | unnamed).to_series()


def _one_belligerent(tables: Tables) -> pl.Series:
    units = tables["units"]
    is_root = (units["echelon"] == "belligerent").fill_null(False)
    crowded = units.filter(is_root).group_by("side").len().filter(col("len") > 1)["side"]
    is_alone = units["side"].fill_null("").n_unique() == 1
    return ~is_root if is_alone else ~(is_root & is_in(units["side"], crowded).fill_null(False))


def _part(truth: pl.Expr, *names: str) -> Truth:
    return lambda tables: _beside_parent(tables["figures"], "figure_id", "part_of_figure_id", *names).select(truth).to_series()


def _kind(name: str) -> pl.Expr:
    return col(name).replace_strict(KINDS, default=None)


def _does_not_exceed() -> pl.Expr:
    least = pl.coalesce("value_low", "value_best")
    most = pl.coalesce("parent_value_high", pl.when(col("parent_value_low").is_null()).then(col("parent_value_best")))
    return ~((least > most).fill_null(False) | (col("value_best") > col("parent_value_best")).fill_null(False))


def _same_side(tables: Tables) -> pl.Series:
    return _beside_parent(tables["units"], "unit_id", "parent_unit_id", "side").select(col("side") == col("parent_side")).to_series()


def _in_sequence(truth: pl.Expr) -> Truth:
    def told(tables: Tables) -> pl.Series:
        rows = tables["passages"].with_row_index("row").sort("source_id", "char_start", "ordinal", nulls_last=True)
        before = {
            "end_before": col("char_end").cum_max().shift(1).forward_fill().over("source_id"),
            "section_before": col("section").shift(1).over("source_id"),
            "place": pl.int_range(1, pl.len() + 1).over("source_id"),
        }
        return rows.with_columns(**before).with_columns(truth=truth).sort("row")["truth"]

    return told


def _hashed(tables: Tables) -> pl.Series:
    placed = tables["passages"].filter(col("char_start").is_not_null())["source_id"]
    return tables["sources"]["sha256"].is_not_null() | ~is_in(tables["sources"]["source_id"], placed)


def _rests(is_coded: bool) -> Truth:
    def told(tables: Tables) -> pl.Series:
        passages = tables["passages"]
        has_claim = is_in(passages["passage_id"], tables["claims"]["passage_id"])
        coded = passages["disposition"] == "coded"
        return ~coded | has_claim if is_coded else coded | ~has_claim

    return told


def _has_a_claim(tables: Tables) -> pl.Series:
    own, passages = tables["sources"]["source_id"], tables["passages"].drop_nulls("passage_id")
    coded = passages.join(tables["claims"].select("passage_id"), on="passage_id", how="semi")
    return ~is_in(own, passages["source_id"]) | is_in(own, coded["source_id"])


def _beside_source(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Rows with a passage, each with the source of that and the last day on which it can have been published."""
    passages = tables["passages"].select("passage_id", stands_in="source_id").drop_nulls("passage_id").unique("passage_id", keep="first")
    sources = tables["sources"].drop_nulls("source_id").unique("source_id", keep="first")
    sources = sources.select(stands_in="source_id", published_last=latest(col("published")))
    found = rows.join(passages, on="passage_id", how="left", maintain_order="left")
    return found.join(sources, on="stands_in", how="left", maintain_order="left")


def _not_later(tables: Tables) -> pl.Series:
    is_planned = (col("status") == "planned").fill_null(True)
    events = tables["events"].drop_nulls("event_id").unique("event_id", keep="first")
    events = events.select("event_id", "date_earliest", is_planned=is_planned)
    pair = _beside_source(tables["claims"], tables).join(events, on="event_id", how="left", maintain_order="left")
    supported = pl.when(col("stance") == "supports").then(col("date_earliest"))
    began = pl.when(col("date_edtf").is_not_null()).then(earliest(col("date_edtf"))).otherwise(supported)
    is_plan = (col("modality") == "planned") | col("is_planned").fill_null(False)
    return pair.select(~(~is_plan & (began > col("published_last"))).fill_null(False)).to_series()


def _days_follow(tables: Tables) -> pl.Series:
    claims = tables["claims"].filter((col("stance") == "supports") & col("event_id").is_not_null())
    dates = claims.select("event_id", "date_edtf", first=earliest(col("date_edtf")), last=latest(col("date_edtf")))
    told = dates.group_by("event_id").agg(
        is_dated=col("date_edtf").is_not_null().all(),
        first_told=pl.when(col("first").is_not_null().all()).then(col("first").min()),
        last_told=pl.when(col("last").is_not_null().all()).then(col("last").max()),
    )
    pair = tables["events"].join(told.filter("is_dated"), on="event_id", how="left", maintain_order="left")
    first, last, first_told, last_told = (col(name) for name in ("date_earliest", "date_latest", "first_told", "last_told"))
    outside = [first < first_told, first.is_null() & first_told.is_not_null(), last > last_told, last.is_null() & last_told.is_not_null()]
    return pair.select(col("note").is_not_null() | ~pl.any_horizontal(one.fill_null(False) for one in outside)).to_series()


def _part_is_not_denied(tables: Tables) -> pl.Series:
    claims, figures = tables["claims"], tables["figures"]
    parts = figures.select(figure_id="figure_id", other="part_of_figure_id").drop_nulls()
    parts = pl.concat([parts, parts.select(figure_id="other", other="figure_id")])
    support = claims.filter(col("stance") == "supports").select("passage_id", "figure_id").drop_nulls()
    odds = support.join(parts, on="figure_id").select("passage_id", figure_id="other").unique().with_columns(is_at_odds=True)
    found = claims.join(odds, on=["passage_id", "figure_id"], how="left", maintain_order="left")
    return found.select(~((col("stance") == "contradicts") & col("is_at_odds")).fill_null(False)).to_series()


def _draws_on_another(tables: Tables) -> pl.Series:
    pair = _beside_source(tables["derivations"], tables)
    return pair.select(col("derived_from_source_id") != col("stands_in")).to_series()


def _origin_is_not_later(tables: Tables) -> pl.Series:
    origins = tables["sources"].drop_nulls("source_id").unique("source_id", keep="first")
    origins = origins.select(derived_from_source_id="source_id", origin_first=earliest(col("published")))
    pair = _beside_source(tables["derivations"], tables).join(origins, on="derived_from_source_id", how="left", maintain_order="left")
    return pair.select(col("origin_first") <= col("published_last")).to_series()


def _beside(tables: Tables, table: str, key: str, *names: str) -> pl.DataFrame:
    """The matches, each with columns of the row that it links to."""
    linked = tables[table].select(key, *names).drop_nulls(key).unique(key, keep="first")
    return tables["ged_matches"].join(linked, on=key, how="left", maintain_order="left")


def _at_its_place(tables: Tables) -> pl.Series:
    pairs = tables["event_places"].select("event_id", "place_id").unique().with_columns(is_known=True)
    found = tables["ged_matches"].join(pairs, on=["event_id", "place_id"], how="left", maintain_order="left")
    return found.select(col("is_known").fill_null(False) | col("event_id").is_null() | col("place_id").is_null()).to_series()


def _could_be_in_ged(tables: Tables) -> pl.Series:
    forceless = tables["event_types"].filter(col("ged_eligible") == "no")["event_type"].drop_nulls()
    event = _beside(tables, "events", "event_id", "status", "event_type")
    return event.select(
        ~((col("status") == "planned").fill_null(False) | col("event_type").is_in(forceless.implode()).fill_null(False))
    ).to_series()


def _overlaps(tables: Tables) -> pl.Series:
    pair = _beside(tables, "events", "event_id", "date_earliest", "date_latest")
    apart = [col("ged_date_end") < col("date_earliest"), col("ged_date_start") > col("date_latest")]
    return pair.select(~pl.any_horizontal(one.fill_null(False) for one in apart)).to_series()


def _near(tables: Tables) -> pl.Series:
    pair = _beside(tables, "places", "place_id", "latitude", "longitude", "coordinate_uncertainty_m")
    lat1, lon1, lat2, lon2 = (col(name).radians() for name in ("latitude", "longitude", "ged_latitude", "ged_longitude"))
    half_chord = ((lat2 - lat1) / 2).sin() ** 2 + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2).sin() ** 2
    further = pl.when(col("ged_where_prec") == 2).then(25_000).otherwise(0)
    away = 2 * 6_371_008.8 * half_chord.sqrt().arcsin()
    return pair.select(~(away > col("coordinate_uncertainty_m") + further).fill_null(False)).to_series()


def _quality(tables: Tables) -> pl.Series:
    pair = _beside(tables, "events", "event_id", "date_earliest", "date_latest").with_row_index("row")
    kinds = tables["places"].select("place_id", "coordinate_type").drop_nulls("place_id").unique("place_id", keep="first")
    pair = pair.join(kinds, on="place_id", how="left", maintain_order="left")
    is_same_day = (
        (col("date_earliest") == col("date_latest")).fill_null(False)
        & (col("ged_date_start") == col("date_earliest"))
        & (col("ged_date_end") == col("date_earliest"))
    )
    is_settlement = (col("coordinate_type") == "settlement_point") & ~(col("ged_where_prec") == 2).fill_null(False)
    days = pl.when(is_same_day.is_null()).then(None).when(is_same_day).then(pl.lit("same_day")).otherwise(pl.lit("days_overlap"))
    where = pl.when(is_settlement.is_null()).then(None).when(is_settlement).then(pl.lit("_at_settlement")).otherwise(pl.lit("_in_area"))
    is_linked = col("event_id").is_in(tables["events"]["event_id"].drop_nulls().implode())
    return pair.select((col("match_quality") == days + where).fill_null(True) | ~is_linked.fill_null(False)).to_series()


def _gone(tables: Tables) -> pl.Series:
    retired = tables["retired"]
    own = [(retired["table_name"] == name) & is_in(retired["retired_id"], tables[name][key]) for name, key in RETIRABLE.items()]
    return ~pl.select(pl.any_horizontal(one.fill_null(False) for one in own)).to_series()


def _replaced(tables: Tables) -> pl.Series:
    retired = tables["retired"]
    unknown = [retired["replaced_by"] == retired["retired_id"]]
    for name, key in RETIRABLE.items():
        own = retired["table_name"] == name
        known = pl.concat([tables[name][key], retired.filter(own.fill_null(False))["retired_id"].rename(key)])
        unknown.append(own & ~is_in(retired["replaced_by"], known))
    return ~pl.select(pl.any_horizontal(one.fill_null(False) for one in unknown)).to_series()


ACROSS: dict[str, Truth] = {
    "events event_lies_in_parent_span date_earliest, date_latest, parent_event_id": _lies_in_span,
    "events event_parents_end parent_event_id": lambda tables: _chain_ends(tables["events"], "event_id", "parent_event_id"),
    "events capture_says_who_holds event_type": _capture,
    "event_places captor_holds_the_place control_after": _captor,
    "events occurred_event_has_a_place note": _has_a_place,
    "events event_has_a_supporting_claim event_id": lambda tables: _supported(tables, "events", "event_id"),
    "events event_days_follow_from_claims date_earliest, date_latest": _days_follow,
    "places place_parents_end parent_place_id": lambda tables: _chain_ends(tables["places"], "place_id", "parent_place_id"),
    "places point_lies_in_parent_radius latitude, longitude, parent_place_id": _in_radius,
    "places place_is_used place_id": lambda tables: _used(
        tables["places"]["place_id"], tables["event_places"]["place_id"], tables["claims"]["place_id"], tables["places"]["parent_place_id"]
    ),
    "places place_name_is_listed name": _name_is_listed,
    "units unit_parents_end parent_unit_id": lambda tables: _chain_ends(tables["units"], "unit_id", "parent_unit_id"),
    "units unit_is_on_its_parents_side side, parent_unit_id": _same_side,
    "units side_has_one_belligerent side": _one_belligerent,
    "units unit_has_a_supporting_claim unit_id": lambda tables: _supported(tables, "units", "unit_id"),
    "figures part_shares_the_measure measure, part_of_figure_id": _part(
        (col("measure") == col("parent_measure")) | ((col("measure") == "executed") & (col("parent_measure") == "killed")), "measure"
    ),
    "figures part_counts_the_same_kind counted, part_of_figure_id": _part(_kind("counted") == _kind("parent_counted"), "counted"),
    "figures part_does_not_exceed_the_whole value_low, value_best, value_high, part_of_figure_id": _part(
        _does_not_exceed(), "value_low", "value_best", "value_high"
    ),
    "figures figure_parts_end part_of_figure_id": lambda tables: _chain_ends(tables["figures"], "figure_id", "part_of_figure_id"),
    "figures figure_has_a_supporting_claim figure_id": lambda tables: _supported(tables, "figures", "figure_id"),
    "claims claim_is_not_later_than_its_source date_edtf, event_id, passage_id": _not_later,
    "claims part_does_not_contradict_its_whole figure_id, passage_id": _part_is_not_denied,
    "passages coded_passage_has_a_claim disposition": _rests(is_coded=True),
    "passages uncoded_passage_has_no_claim disposition": _rests(is_coded=False),
    "passages passages_do_not_overlap char_start, char_end": _in_sequence(col("char_start") >= col("end_before")),
    "passages passages_leave_no_gap char_start, section": _in_sequence(
        (col("section") != col("section_before")) | (col("char_start") <= col("end_before") + 2)
    ),
    "passages passages_are_numbered_in_order ordinal, char_start": _in_sequence(col("ordinal") == col("place")),
    "sources positions_have_a_hashed_source sha256": _hashed,
    "sources source_with_passages_has_a_claim source_id": _has_a_claim,
    "sources source_is_used source_id": lambda tables: _used(
        tables["sources"]["source_id"],
        tables["passages"]["source_id"],
        tables["places"]["coordinate_source_id"],
        tables["place_names"]["source_id"],
        tables["ged_matches"]["source_id"],
    ),
    "derivations passage_draws_on_another_source derived_from_source_id, passage_id": _draws_on_another,
    "derivations origin_is_not_later derived_from_source_id, passage_id": _origin_is_not_later,
    "event_types event_type_is_used event_type": lambda tables: _used(tables["event_types"]["event_type"], tables["events"]["event_type"]),
    "ged_matches match_is_at_a_place_of_its_event event_id, place_id": _at_its_place,
    "ged_matches matched_event_could_be_in_ged event_id": _could_be_in_ged,
    "ged_matches match_overlaps_in_time ged_date_start, ged_date_end, event_id": _overlaps,
    "ged_matches match_lies_near ged_latitude, ged_longitude, place_id": _near,
    "ged_matches match_quality_follows match_quality": _quality,
    "retired retired_id_is_gone retired_id": _gone,
    "retired replacement_is_known replaced_by": _replaced,
}
