"""What must be true of two columns or two tables. What one column may hold stands in its Table Schema.

Each rule is a truth: the name is its id, the docstring the sentence that editors and the codebook read, the body the fact.
Null passes, since absence is the schema's business. Rules stand in the order of the tables they speak of.
"""

import ibis
import ibis.expr.types as ir

from schemas import edtf
from schemas.rule import Tables, row_rule, table_rule
from schemas.sql import RECORD
from schemas.trees import beside_parent, descends, endless

EARTH_RADIUS_M = 6_371_008.8  # Mean radius of the Earth, IUGG 1980 (Moritz, Geodetic Reference System 1980).

OPPONENTS = {"government": "opposition", "opposition": "government"}
PERSONS = ("people", "civilians", "soldiers", "fighters", "fighters_and_supporters")
ARMOUR = ("tanks", "armoured_vehicles", "tanks_and_armoured_vehicles")
OTHERS = ("houses", "villages", "explosive_devices", "observers", "hours", "days")
KINDS = dict.fromkeys(PERSONS, "persons") | dict.fromkeys(ARMOUR, "armour") | {kind: kind for kind in OTHERS}  # of what is counted
NEAR_IN_GED, NEAR_IN_GED_M = 2, 25_000  # where_prec for a point near the place, and how near (UCDP GED Codebook 21.1)
# The tables whose rows have an id of their own.
KEYS = {
    "events": "event_id",
    "places": "place_id",
    "units": "unit_id",
    "figures": "figure_id",
    "claims": "claim_id",
    "passages": "passage_id",
    "sources": "source_id",
    "event_types": "event_type",
}


# Events


@row_rule("events", hint="Correct the day or the month: the calendar has no such date.")
def event_dates_are_real(event: ir.Table) -> ir.BooleanValue:
    """Every date in date_edtf is a day, month or year of the calendar."""
    return edtf.names_real_days(event.date_edtf)


@row_rule("events", hint="Put the earlier end first.")
def event_interval_runs_forward(event: ir.Table) -> ir.BooleanValue:
    """An interval in date_edtf begins no later than it ends."""
    return edtf.earliest(event.date_edtf) <= edtf.latest(event.date_edtf)


@row_rule("events", hint="Set date_earliest and date_latest to the first and the last day that date_edtf allows; leave an open end empty.")
def event_days_follow_from_edtf(event: ir.Table) -> ir.BooleanValue:
    """date_earliest and date_latest are the strict bounds of date_edtf, both empty where it is."""
    first = event.date_earliest.identical_to(edtf.earliest(event.date_edtf))
    last = event.date_latest.identical_to(edtf.latest(event.date_edtf))
    return first & last


@row_rule("events", hint="Correct whichever of the two days is wrong.")
def event_starts_before_it_ends(event: ir.Table) -> ir.BooleanValue:
    """date_earliest is no later than date_latest."""
    return event.date_earliest <= event.date_latest


@row_rule(
    "events",
    hint="Choose day for one day, month for all of one, range for others, before or after where one end is open, unknown where both are.",
)
def event_precision_fits_days(event: ir.Table) -> ir.BooleanValue:
    """date_precision says how the two days bound the event; a date written as a month has the precision month."""
    first, last = event.date_earliest, event.date_latest
    whole_month = (first.day() == 1) & (last == edtf.last_of(first, months=1))
    written_as_month = event.date_edtf.re_search(r"^[0-9]{4}-[0-9]{2}[~?%]?\z").fill_null(False)
    fits = {
        "day": (first == last) & ~written_as_month,
        "range": (first < last) & ~written_as_month,
        "month": whole_month,
        "before": first.isnull() & last.notnull(),
        "after": first.notnull() & last.isnull(),
        "unknown": first.isnull() & last.isnull(),
    }
    return ibis.cases(*((event.date_precision == precision, truth.fill_null(False)) for precision, truth in fits.items()))


@table_rule("events", columns="date_earliest date_latest parent_event_id", hint="Correct the dates, or the larger event it is part of.")
def event_lies_in_parent_span(events: ir.Table, tables: Tables) -> ir.Table:
    """An event that occurred, and is no background, happens within the days of the event it is part of."""
    pair = beside_parent(events, "event_id", "parent_event_id", "date_earliest date_latest")
    pair = pair.filter((pair.status == "occurred") & (pair.phase != "background"))
    too_early = (pair.date_earliest < pair.parent_date_earliest) | (pair.date_latest < pair.parent_date_earliest)
    too_late = (pair.date_latest > pair.parent_date_latest) | (pair.date_earliest > pair.parent_date_latest)
    return pair.filter(too_early | too_late)


@table_rule(
    "events",
    columns="parent_event_id",
    hint="Empty parent_event_id of the largest event in the chain.",
    proof=descends("event_id", "parent_event_id"),
)
def event_parents_end(events: ir.Table, tables: Tables) -> ir.Table:
    """Going from an event to what it is part of, and on, comes to an end: no event is part of itself."""
    return endless(events, "event_id", "parent_event_id")


@table_rule("events", columns="event_type", hint="Fill control_after of the event's places in event_places.csv.")
def capture_says_who_holds(events: ir.Table, tables: Tables) -> ir.Table:
    """A capture has a place where it happened, and says of each such place who holds it after."""
    places = tables.event_places.filter(lambda row: row.role == "location")
    silent = places.filter(places.control_after.isnull())
    captures = events.filter(events.event_type.endswith("-capture"))
    placeless = _unused(captures, "event_id", [places.event_id])
    return placeless.union(captures.filter(captures.event_id.isin(silent.event_id)))


@table_rule("event_places", columns="control_after", hint="Correct control_after, or the event type if the other side took the place.")
def captor_holds_the_place(event_places: ir.Table, tables: Tables) -> ir.Table:
    """A place where one side made a capture is not held by the other after it."""
    captured_by = {f"{side}-capture": other for side, other in OPPONENTS.items()}
    events = tables.events.select(captured=tables.events.event_id, loser=tables.events.event_type.cases(*captured_by.items()))
    pair = event_places.inner_join(events, event_places.event_id == events.captured)
    return pair.filter((pair.role == "location") & (pair.control_after == pair.loser))


@table_rule("events", columns="note", hint="Add its place to event_places.csv, or say in the note why it has none.")
def occurred_event_has_a_place(events: ir.Table, tables: Tables) -> ir.Table:
    """Every event that occurred has a place or a note that says why not."""
    unexplained = events.filter((events.status == "occurred") & events.note.isnull())
    return _unused(unexplained, "event_id", [tables.event_places.event_id])


@table_rule("events", columns="event_id", hint="Add a claim with stance supports, or remove the event.")
def event_has_a_supporting_claim(events: ir.Table, tables: Tables) -> ir.Table:
    """Every event rests on a claim that supports it."""
    return _unsupported(events, "event_id", tables)


@table_rule(
    "events",
    columns="date_earliest date_latest",
    hint="Correct the days of the event or the date of a claim, or say in the note why the event has other days.",
)
def event_days_follow_from_claims(events: ir.Table, tables: Tables) -> ir.Table:
    """The days of an event lie within those that its supporting claims together give it, if all have a date; or it has a note."""
    told = tables.claims.filter((tables.claims.stance == "supports") & tables.claims.event_id.notnull())
    days = _days_told(told.filter(told.date_edtf.notnull()))
    pair = events.filter(events.note.isnull()).inner_join(days, events.event_id == days.of_event)
    too_early = (pair.date_earliest < pair.first_told) | (pair.date_earliest.isnull() & pair.first_told.notnull())
    too_late = (pair.date_latest > pair.last_told) | (pair.date_latest.isnull() & pair.last_told.notnull())
    # Last, since few events are left by then.
    undated = told.filter(told.date_edtf.isnull()).select(undated="event_id")
    outside = pair.filter(too_early | too_late)
    return outside.anti_join(undated, outside.event_id == undated.undated)


# Places


@row_rule("places", hint="Name the place in which it lies.")
def place_chain_ends_at_a_country(place: ir.Table) -> ir.BooleanValue:
    """Only a country lies in no other place."""
    return place.parent_place_id.notnull() | (place.place_type == "country")


@table_rule(
    "places",
    columns="parent_place_id",
    hint="Correct parent_place_id so that the chain leads to the country.",
    proof=descends("place_id", "parent_place_id"),
)
def place_parents_end(places: ir.Table, tables: Tables) -> ir.Table:
    """Going from a place to the one it lies in, and on, comes to an end: no place lies in itself."""
    return endless(places, "place_id", "parent_place_id")


@row_rule("places", hint="Fill all of them, or none where no source gives a position.")
def coordinates_come_together(place: ir.Table) -> ir.BooleanValue:
    """Latitude, longitude, uncertainty, type and source of a position are all there or all empty."""
    parts = [place.longitude, place.coordinate_uncertainty_m, place.coordinate_type, place.coordinate_source_id]
    together = [place.latitude.isnull() == part.isnull() for part in parts]
    return together[0] & together[1] & together[2] & together[3]


@table_rule(
    "places",
    columns="latitude longitude parent_place_id",
    hint="Look whether latitude and longitude are swapped, a digit is wrong, or the place lies elsewhere.",
)
def point_lies_in_parent_radius(places: ir.Table, tables: Tables) -> ir.Table:
    """A point lies within the radius of the area that it lies in."""
    pair = beside_parent(places, "place_id", "parent_place_id", "latitude longitude coordinate_uncertainty_m coordinate_type")
    pair = pair.filter(pair.parent_coordinate_type != "settlement_point")
    away = _distance_m(pair.latitude, pair.longitude, pair.parent_latitude, pair.parent_longitude)
    return pair.filter(away > pair.parent_coordinate_uncertainty_m)


@table_rule("places", columns="place_id", hint="Link the place to an event or a claim, or remove it.")
def place_is_used(places: ir.Table, tables: Tables) -> ir.Table:
    """Every place is the place of an event or a claim, or another place lies in it."""
    within = places.filter((places.parent_place_id != places.place_id).fill_null(True))  # also one whose own id is missing
    used = [tables.event_places.place_id, tables.claims.place_id, within.parent_place_id]
    return _unused(places, "place_id", used)


@table_rule("places", columns="name", hint="Add the name to place_names.csv, with the source in which it stands.")
def place_name_is_listed(places: ir.Table, tables: Tables) -> ir.Table:
    """The name of every place stands among its names in place_names."""
    names = tables.place_names.select(named=tables.place_names.place_id, listed=tables.place_names.name)
    named = places.filter(places.place_id.notnull() & places.name.notnull())
    return named.anti_join(names, (named.place_id == names.named) & (named.name == names.listed))


# Units


@table_rule(
    "units",
    columns="parent_unit_id",
    hint="Correct parent_unit_id so that the chain leads to a belligerent.",
    proof=descends("unit_id", "parent_unit_id"),
)
def unit_parents_end(units: ir.Table, tables: Tables) -> ir.Table:
    """Going from a unit to the one above it, and on, comes to an end: no unit is above itself."""
    return endless(units, "unit_id", "parent_unit_id")


@table_rule("units", columns="side parent_unit_id", hint="Correct the side, or the unit above it.")
def unit_is_on_its_parents_side(units: ir.Table, tables: Tables) -> ir.Table:
    """A unit is on the side of the unit above it."""
    pair = beside_parent(units, "unit_id", "parent_unit_id", "side")
    return pair.filter(pair.side != pair.parent_side)


@row_rule("units", hint="Name the unit above it, or make it the belligerent.")
def unit_roots_are_belligerents(unit: ir.Table) -> ir.BooleanValue:
    """A unit is a belligerent exactly where no unit stands above it."""
    return unit.parent_unit_id.isnull() == (unit.echelon == "belligerent")


@table_rule(
    "units", columns="side", hint="Put one belligerent of a side under the other, correct a side, or add the belligerent of the other side."
)
def side_has_one_belligerent(units: ir.Table, tables: Tables) -> ir.Table:
    """There are two sides, and each has one belligerent."""
    roots = units.filter(units.echelon == "belligerent")
    crowded = roots.group_by("side").having(roots.count() > 1).agg(number=roots.count())
    # A side that has units but no belligerent is met at its rootless units; one that has nothing, at the belligerent of the other.
    is_alone = units.side.fill_null("").nunique().as_scalar() == 1
    return roots.filter(roots.side.isin(crowded.side) | is_alone)


@table_rule("units", columns="unit_id", hint="Add a claim with stance supports, or remove the unit.")
def unit_has_a_supporting_claim(units: ir.Table, tables: Tables) -> ir.Table:
    """Every unit rests on a claim that supports it."""
    return _unsupported(units, "unit_id", tables)


# Figures


@row_rule("figures", hint="Swap or correct the values.")
def values_in_order(figure: ir.Table) -> ir.BooleanValue:
    """value_low <= value_best <= value_high, as far as they are given."""
    low, best, high = figure.value_low, figure.value_best, figure.value_high
    return _unless_null(low <= best) & _unless_null(best <= high) & _unless_null(low <= high)


@row_rule("figures", hint="Fill just those of value_low, value_best and value_high that the qualifier allows, or choose another qualifier.")
def qualifier_fits_values(figure: ir.Table) -> ir.BooleanValue:
    """The values given are those that the qualifier asks for.

    exact: all three, and equal; at_least and more_than: a low and no high; up_to: a high and no low; about: a best;
    between: a low and a higher high; indefinite: none.
    """
    low, best, high = figure.value_low, figure.value_best, figure.value_high
    bounded_below = low.notnull() & high.isnull()
    fits = {
        "exact": (low == best) & (best == high),
        "at_least": bounded_below,
        "more_than": bounded_below,
        "up_to": low.isnull() & high.notnull(),
        "about": best.notnull(),
        "between": low < high,
        "indefinite": low.isnull() & best.isnull() & high.isnull(),
    }
    return ibis.cases(*((figure.qualifier == qualifier, truth.fill_null(False)) for qualifier, truth in fits.items()))


@row_rule("figures", hint="Correct the day or the month: the calendar has no such date.")
def figure_date_is_real(figure: ir.Table) -> ir.BooleanValue:
    """The date in as_of_edtf is a day, month or year of the calendar."""
    return edtf.names_real_days(figure.as_of_edtf)


@table_rule("figures", columns="measure part_of_figure_id", hint="Correct the measure, or the figure it is part of.")
def part_shares_the_measure(figures: ir.Table, tables: Tables) -> ir.Table:
    """A figure measures the same as the figure it is part of, or those executed among those killed."""
    pair = beside_parent(figures, "figure_id", "part_of_figure_id", "measure")
    are_among_the_dead = (pair.measure == "executed") & (pair.parent_measure == "killed")
    return pair.filter((pair.measure != pair.parent_measure) & ~are_among_the_dead)


@table_rule("figures", columns="counted part_of_figure_id", hint="Correct what is counted, or the figure it is part of.")
def part_counts_the_same_kind(figures: ir.Table, tables: Tables) -> ir.Table:
    """A figure counts the same kind of thing as the figure it is part of: persons of any description, armour of any, or the very same."""
    pair = beside_parent(figures, "figure_id", "part_of_figure_id", "counted")
    return pair.filter(pair.counted.cases(*KINDS.items()) != pair.parent_counted.cases(*KINDS.items()))


@table_rule("figures", columns="value_low value_best value_high part_of_figure_id", hint="Correct a value, or the figure it is part of.")
def part_does_not_exceed_the_whole(figures: ir.Table, tables: Tables) -> ir.Table:
    """The least that a part can be is no more than the most that its whole can be, and its best no more than the best of the whole."""
    pair = beside_parent(figures, "figure_id", "part_of_figure_id", "value_low value_best value_high")
    least = ibis.coalesce(pair.value_low, pair.value_best)
    most = ibis.coalesce(pair.parent_value_high, ibis.cases((pair.parent_value_low.isnull(), pair.parent_value_best)))
    return pair.filter((least > most) | (pair.value_best > pair.parent_value_best))


@table_rule(
    "figures",
    columns="part_of_figure_id",
    hint="Empty part_of_figure_id of the largest figure in the chain.",
    proof=descends("figure_id", "part_of_figure_id"),
)
def figure_parts_end(figures: ir.Table, tables: Tables) -> ir.Table:
    """Going from a figure to the one that contains it, and on, comes to an end: no figure contains itself."""
    return endless(figures, "figure_id", "part_of_figure_id")


@table_rule("figures", columns="figure_id", hint="Add a claim with stance supports, or remove the figure.")
def figure_has_a_supporting_claim(figures: ir.Table, tables: Tables) -> ir.Table:
    """Every figure rests on a claim that supports it."""
    return _unsupported(figures, "figure_id", tables)


# Claims, passages, sources, derivations


@row_rule("claims", hint="Fill exactly one of the four; make a claim for each record that the passage speaks of.")
def claim_has_one_target(claim: ir.Table) -> ir.BooleanValue:
    """A claim is about exactly one event, figure, unit or place."""
    targets = [claim.event_id, claim.figure_id, claim.unit_id, claim.place_id]
    filled = [target.notnull().cast("int64") for target in targets]
    return filled[0] + filled[1] + filled[2] + filled[3] == 1


@row_rule("claims", hint="Say in the note what the passage contradicts or qualifies, and how.")
def dissent_has_a_note(claim: ir.Table) -> ir.BooleanValue:
    """A claim that contradicts or qualifies says why in its note."""
    return ~claim.stance.isin(["contradicts", "qualifies"]) | claim.note.notnull()


@row_rule("claims", hint="Correct the day or the month: the calendar has no such date.")
def claim_date_is_real(claim: ir.Table) -> ir.BooleanValue:
    """Every date in date_edtf of a claim is a day, month or year of the calendar."""
    return edtf.names_real_days(claim.date_edtf)


@row_rule("claims", hint="Put the earlier end first.")
def claim_interval_runs_forward(claim: ir.Table) -> ir.BooleanValue:
    """An interval in date_edtf of a claim begins no later than it ends."""
    return edtf.earliest(claim.date_edtf) <= edtf.latest(claim.date_edtf)


@table_rule(
    "claims",
    columns="date_edtf event_id passage_id",
    hint="Correct the date of the claim, of its event or of its source, or set the modality to planned if it is a plan.",
)
def claim_is_not_later_than_its_source(claims: ir.Table, tables: Tables) -> ir.Table:
    """What a claim tells began no later than its source was published, unless it is a plan.

    A claim without a date has that of the event which it supports.
    """
    pair = _beside_target(_beside_source(claims, tables), tables)
    began = ibis.cases((pair.date_edtf.notnull(), edtf.earliest(pair.date_edtf)), (pair.stance == "supports", pair.event_earliest))
    is_plan = (pair.modality == "planned") | pair.event_is_planned.fill_null(False)
    return pair.filter(~is_plan & (began > pair.published_last))


@table_rule("claims", columns="figure_id passage_id", hint="Let the claim qualify the figure instead, or correct part_of_figure_id.")
def part_does_not_contradict_its_whole(claims: ir.Table, tables: Tables) -> ir.Table:
    """No claim contradicts a figure where its passage supports one that contains that figure, or lies in it."""
    parts = tables.figures.select(one=tables.figures.figure_id, other=tables.figures.part_of_figure_id)
    related = parts.union(parts.select(one="other", other="one"))
    support = claims.filter(claims.stance == "supports").select(at="passage_id", supported="figure_id")
    at_odds = support.inner_join(related, support.supported == related.one).select("at", "other")
    against = claims.filter(claims.stance == "contradicts")
    return against.semi_join(at_odds, [against.passage_id == at_odds["at"], against.figure_id == at_odds.other])


@table_rule("passages", columns="disposition", hint="Add the claims that rest on it, or give it another disposition and a note.")
def coded_passage_has_a_claim(passages: ir.Table, tables: Tables) -> ir.Table:
    """Every coded passage has a claim."""
    return _unused(passages.filter(passages.disposition == "coded"), "passage_id", [tables.claims.passage_id])


@table_rule("passages", columns="disposition", hint="Set the disposition to coded, or move the claims to the passage they rest on.")
def uncoded_passage_has_no_claim(passages: ir.Table, tables: Tables) -> ir.Table:
    """No claim rests on a passage that is not coded."""
    return passages.filter((passages.disposition != "coded") & passages.passage_id.isin(tables.claims.passage_id))


@row_rule("passages", hint="Say in the note why nothing was coded from it.")
def uncoded_passage_has_a_note(passage: ir.Table) -> ir.BooleanValue:
    """A passage that is not coded says why in its note."""
    return (passage.disposition == "coded") | passage.note.notnull()


@row_rule("passages", hint="Fill all three, or none for a document that was read elsewhere.")
def position_comes_with_hash(passage: ir.Table) -> ir.BooleanValue:
    """char_start, char_end and sha256 of a passage are all there or all empty."""
    start, end, hash_ = passage.char_start.isnull(), passage.char_end.isnull(), passage.sha256.isnull()
    return (start == end) & (start == hash_)


@row_rule("passages", hint="Say in gist what the passage says, or fill its position instead.")
def passage_has_position_or_gist(passage: ir.Table) -> ir.BooleanValue:
    """A passage has either a position in the text or a gist."""
    return passage.char_start.isnull() == passage.gist.notnull()


@row_rule("passages", hint="Correct the positions; make verify-source tells them.")
def passage_is_not_empty(passage: ir.Table) -> ir.BooleanValue:
    """char_start lies before char_end."""
    return passage.char_start < passage.char_end


@table_rule("passages", columns="char_start char_end", hint="Correct the positions; make verify-source tells them.")
def passages_do_not_overlap(passages: ir.Table, tables: Tables) -> ir.Table:
    """No passage begins before all those before it in its source have ended."""
    placed = _placed(passages)
    return placed.filter(placed.char_start < placed.end_before)


@table_rule(
    "passages",
    columns="char_start section",
    hint="Code what stands between the two, or correct the positions; make verify-source tells what is there.",
)
def passages_leave_no_gap(passages: ir.Table, tables: Tables) -> ir.Table:
    """Within a section, a passage begins at most two characters (a space, or an empty line) after the end of those before it."""
    placed = _placed(passages)
    gap = placed.char_start.cast("float64") - placed.end_before.cast("float64")  # two whole numbers may be too far apart for a third
    return placed.filter((placed.section == placed.section_before) & (gap > 2))


@table_rule("passages", columns="ordinal char_start", hint="Number the passages of a source 1, 2, 3 … in the order of their positions.")
def passages_are_numbered_in_order(passages: ir.Table, tables: Tables) -> ir.Table:
    """The passages of a source are numbered from 1 in the order in which they stand, those without a position last."""
    window = ibis.window(group_by="source_id", order_by=["char_start", "ordinal", RECORD])
    return (
        passages.filter(passages.source_id.notnull())
        .mutate(place=ibis.row_number().over(window) + 1)
        .filter(lambda row: row.ordinal != row.place)
    )


@table_rule("sources", columns="sha256", hint="Fill sha256 with the hash of the text that was cut into passages.")
def positions_have_a_hashed_source(sources: ir.Table, tables: Tables) -> ir.Table:
    """A source whose passages have positions has a hash of its text."""
    placed = tables.passages.filter(tables.passages.char_start.notnull())
    return sources.filter(sources.sha256.isnull() & sources.source_id.isin(placed.source_id))


@row_rule("sources", hint="Correct the day or the month: the calendar has no such date.")
def source_date_is_real(source: ir.Table) -> ir.BooleanValue:
    """The date in published is a day, month or year of the calendar."""
    return edtf.names_real_days(source.published)


@row_rule("sources", hint="Name whose report it is, or write 'not stated' where the copy names nobody.")
def copy_names_its_originator(source: ir.Table) -> ir.BooleanValue:
    """A copy, repost or digest says in originator whose report it is."""
    return ~source.access.isin(["syndicated_copy", "repost_or_digest"]) | source.originator.notnull()


@table_rule("sources", columns="source_id", hint="Code one of its passages, or remove them and the source.")
def source_with_passages_has_a_claim(sources: ir.Table, tables: Tables) -> ir.Table:
    """Of every source that has passages, one at least has a claim."""
    passages = tables.passages.filter(tables.passages.passage_id.notnull())
    coded = passages.filter(passages.passage_id.isin(tables.claims.passage_id))
    return _unused(sources.filter(sources.source_id.isin(passages.source_id)), "source_id", [coded.source_id])


@table_rule("sources", columns="source_id", hint="Cite the source where it was used, or remove it.")
def source_is_used(sources: ir.Table, tables: Tables) -> ir.Table:
    """Every source has a passage, a position, a name or a match that rests on it."""
    used = [tables.passages.source_id, tables.places.coordinate_source_id, tables.place_names.source_id, tables.ged_matches.source_id]
    return _unused(sources, "source_id", used)


@table_rule("derivations", columns="derived_from_source_id passage_id", hint="Name the other source, or remove the line.")
def passage_draws_on_another_source(derivations: ir.Table, tables: Tables) -> ir.Table:
    """The source on which a passage draws is not the one in which it stands."""
    own = tables.passages.select(of_passage=tables.passages.passage_id, stands_in=tables.passages.source_id)
    pair = derivations.inner_join(own, derivations.passage_id == own.of_passage)
    return pair.filter(pair.derived_from_source_id == pair.stands_in)


@table_rule(
    "derivations",
    columns="derived_from_source_id passage_id",
    hint="Name an earlier source, turn the two round, or correct the date of one of them.",
)
def origin_is_not_later(derivations: ir.Table, tables: Tables) -> ir.Table:
    """A passage draws on no source that was certainly published later than its own."""
    origins = tables.sources.select(origin=tables.sources.source_id, origin_first=edtf.earliest(tables.sources.published))
    pair = _beside_source(derivations, tables)
    pair = pair.inner_join(origins, pair.derived_from_source_id == origins.origin)
    return pair.filter(pair.origin_first > pair.published_last)


@table_rule("event_types", columns="event_type", hint="Remove the type, or code the event that needs it.")
def event_type_is_used(event_types: ir.Table, tables: Tables) -> ir.Table:
    """Every event type has an event."""
    return _unused(event_types, "event_type", [tables.events.event_type])


# Matches with UCDP GED


@table_rule("ged_matches", columns="event_id place_id", hint="Name a place that event_places.csv has for the event, or remove the match.")
def match_is_at_a_place_of_its_event(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """A match names an event and one of its places."""
    pairs = tables.event_places.select(of_event=tables.event_places.event_id, at_place=tables.event_places.place_id)
    named = ged_matches.filter(ged_matches.event_id.notnull() & ged_matches.place_id.notnull())
    return named.anti_join(pairs, (named.event_id == pairs.of_event) & (named.place_id == pairs.at_place))


@table_rule("ged_matches", columns="event_id", hint="Remove the match: plans, frames and acts without force are no incidents of UCDP GED.")
def matched_event_could_be_in_ged(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """A matched event occurred, and its type could enter UCDP GED: it is neither planned nor a frame for others."""
    kinds = tables.event_types.filter(tables.event_types.ged_eligible == "no").select(kind=tables.event_types.event_type)
    events = tables.events
    # Not an OR of both: these are two joins.
    planned = events.filter(events.status == "planned").select(unfit=events.event_id)
    forceless = events.semi_join(kinds, events.event_type == kinds.kind).select(unfit="event_id")
    unfit = planned.union(forceless)
    return ged_matches.semi_join(unfit, ged_matches.event_id == unfit.unfit)


@row_rule("ged_matches", hint="Compare the days with those in UCDP GED, or run match-ged again.")
def ged_event_starts_before_it_ends(match: ir.Table) -> ir.BooleanValue:
    """ged_date_start is no later than ged_date_end."""
    return match.ged_date_start <= match.ged_date_end


@table_rule("ged_matches", columns="ged_date_start ged_date_end event_id", hint="Remove the match, or correct the days of one of the two.")
def match_overlaps_in_time(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """The days of both events overlap, as far as those of ours are known."""
    pair = _beside_event(ged_matches, tables)
    return pair.filter((pair.ged_date_end < pair.date_earliest) | (pair.ged_date_start > pair.date_latest))


@table_rule("ged_matches", columns="ged_latitude ged_longitude place_id", hint="Remove the match, or correct the point of one of the two.")
def match_lies_near(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """The point of UCDP GED lies within the uncertainty of our place, and 25 km more where ged_where_prec is 2."""
    pair = _beside_place(ged_matches, tables)
    away = _distance_m(pair.latitude, pair.longitude, pair.ged_latitude, pair.ged_longitude)
    further = ibis.cases((pair.ged_where_prec == NEAR_IN_GED, NEAR_IN_GED_M), else_=0)
    return pair.filter(away > pair.coordinate_uncertainty_m.cast("float64") + further)


@row_rule(
    "ged_matches",
    severity="warning",
    hint="Compare the numbers with those in UCDP GED; if they stand so there, leave them and say so in the note.",
)
def ged_deaths_in_order(match: ir.Table) -> ir.BooleanValue:
    """ged_low <= ged_best <= ged_high, as far as they are given."""
    low, best, high = match.ged_low, match.ged_best, match.ged_high
    return _unless_null(low <= best) & _unless_null(best <= high) & _unless_null(low <= high)


@table_rule("ged_matches", columns="match_quality", hint="Set the quality that days and place give, or run match-ged again.")
def match_quality_follows(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """match_quality says whether both are of one same day, and whether our place is a settlement and ged_where_prec not 2."""
    pair = _beside_place(_beside_event(ged_matches, tables), tables)
    is_one_day = (pair.date_earliest == pair.date_latest).fill_null(False)
    is_same_day = is_one_day & (pair.ged_date_start == pair.date_earliest) & (pair.ged_date_end == pair.date_earliest)
    is_near = (pair.ged_where_prec == NEAR_IN_GED).fill_null(False)
    is_settlement = (pair.coordinate_type == "settlement_point") & ~is_near
    expected = ibis.cases(
        (is_same_day & is_settlement, "same_day_at_settlement"),
        (~is_same_day & is_settlement, "days_overlap_at_settlement"),
        (is_same_day & ~is_settlement, "same_day_in_area"),
        (~is_same_day & ~is_settlement, "days_overlap_in_area"),
    )
    return pair.filter(pair.match_quality != expected)


# Retired ids


@table_rule("retired", columns="retired_id", hint="Give the new row another id, or remove the line from retired.csv.", of_texts=True)
def retired_id_is_gone(retired: ir.Table, tables: Tables) -> ir.Table:
    """A retired id does not stand in its table again."""
    back = []
    for name, key in KEYS.items():
        own, ids = retired.filter(retired.table_name == name), tables.__getattr__(name).select(there=key)
        back.append(own.semi_join(ids, own.retired_id == ids.there))
    return ibis.union(*back)


@table_rule("retired", columns="replaced_by", hint="Name an id of the same table, or leave it empty.", of_texts=True)
def replacement_is_known(retired: ir.Table, tables: Tables) -> ir.Table:
    """What a retired id is replaced by is another id, which stands in the same table or is retired from it itself."""
    unknown = [retired.filter(retired.replaced_by == retired.retired_id)]
    for name, key in KEYS.items():
        own = retired.filter((retired.table_name == name) & retired.replaced_by.notnull())
        ids = tables.__getattr__(name).select(there=key)
        gone = retired.filter(retired.table_name == name).select(gone="retired_id")
        lost = own.anti_join(ids, own.replaced_by == ids.there)
        unknown.append(lost.anti_join(gone, lost.replaced_by == gone.gone))
    return ibis.union(*unknown)


def _days_told(dated: ir.Table) -> ir.Table:
    """Each event of these claims, with the first and the last day that they together give it; null where one is open."""
    claims = dated.select(of_event="event_id", begun=edtf.earliest(dated.date_edtf), ended=edtf.latest(dated.date_edtf))
    all_of = claims.count()
    return claims.group_by("of_event").agg(
        first_told=ibis.cases((claims.begun.count() == all_of, claims.begun.min())),
        last_told=ibis.cases((claims.ended.count() == all_of, claims.ended.max())),
    )


def _beside_source(table: ir.Table, tables: Tables) -> ir.Table:
    """Each row whose passage has a source that says when it was published, with the last day of that."""
    sources = tables.sources.filter(tables.sources.published.notnull())
    # Worked out for each source, not for each row: there are far fewer.
    sources = sources.select(source="source_id", published_last=edtf.latest(sources.published))
    passages = tables.passages.select(of_passage="passage_id", stands_in="source_id")
    dated = passages.inner_join(sources, passages.stands_in == sources.source).select("of_passage", "published_last")
    return table.inner_join(dated, table.passage_id == dated.of_passage).drop("of_passage")


def _beside_target(claims: ir.Table, tables: Tables) -> ir.Table:
    """Each claim with the first day of the event that it is about, and whether that is planned; both null where it is about none."""
    events = tables.events
    is_planned = (events.status == "planned").fill_null(True)  # what an event without status is, nobody knows
    events = events.select(of_event=events.event_id, event_earliest=events.date_earliest, event_is_planned=is_planned)
    return claims.left_join(events, claims.event_id == events.of_event).drop("of_event")


def _beside_event(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """Each match with the days of its event."""
    events = tables.events.select("date_earliest", "date_latest", of_event=tables.events.event_id)
    return ged_matches.inner_join(events, ged_matches.event_id == events.of_event).drop("of_event")


def _beside_place(ged_matches: ir.Table, tables: Tables) -> ir.Table:
    """Each match with the position of its place."""
    position = ["latitude", "longitude", "coordinate_uncertainty_m", "coordinate_type"]
    places = tables.places.select(*position, at_place=tables.places.place_id)
    return ged_matches.inner_join(places, ged_matches.place_id == places.at_place).drop("at_place")


def _unless_null(truth: ir.BooleanValue) -> ir.BooleanValue:
    return truth.fill_null(True)


def _unsupported(table: ir.Table, key: str, tables: Tables) -> ir.Table:
    support = tables.claims.filter((tables.claims.stance == "supports") & tables.claims[key].notnull())
    return _unused(table, key, [support[key]])


def _unused(table: ir.Table, key: str, uses: list[ir.Column]) -> ir.Table:
    table = table.filter(table[key].notnull())
    for column in uses:
        used = column.name("used").as_table()
        table = table.anti_join(used, table[key] == used.used)
    return table


def _placed(passages: ir.Table) -> ir.Table:
    """The passages that have a position, each with the end of those before it in its source and the section of the one before it."""
    placed = passages.filter(passages.char_start.notnull() & passages.source_id.notnull())
    before = ibis.window(group_by="source_id", order_by=["char_start", "ordinal", RECORD], preceding=(None, 1))
    # The furthest end, not the last: a long passage may hold the one before.
    return placed.mutate(end_before=placed.char_end.max().over(before), section_before=placed.section.last().over(before))


def _distance_m(lat1: ir.FloatingValue, lon1: ir.FloatingValue, lat2: ir.FloatingValue, lon2: ir.FloatingValue) -> ir.FloatingValue:
    """Great-circle distance in metres by the haversine formula (Sinnott, Sky and Telescope 68, 1984)."""
    lat1, lon1, lat2, lon2 = (degrees.radians() for degrees in (lat1, lon1, lat2, lon2))
    half_chord = ((lat2 - lat1) / 2).sin() ** 2 + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2).sin() ** 2
    # Of points that face each other, rounding may make it more than 1. (clip would say the same with the whole formula twelve times.)
    bounded = ibis.cases((half_chord > 1, 1.0), (half_chord < 0, 0.0), else_=half_chord)
    return 2 * EARTH_RADIUS_M * bounded.sqrt().asin()
