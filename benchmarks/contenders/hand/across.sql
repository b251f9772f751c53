-- Checks of more than one row. Each says which table, rule and columns it is about, and how many rows break it.

-- Trees: each row beside the one above it, and what the link has against it.
CREATE TABLE "events above" AS
SELECT own.event, own.row, above.event AS parent, is_bound, first, last,
    link_faults(own.parent_event_id, above.event, above.event_faults, 0) AS "parent_event_id?"
FROM numbered_events AS own LEFT JOIN event_ids AS above ON above.id = own.parent_event_id;
CREATE TABLE "places above" AS
SELECT own.place, own.row, above.place AS parent, latitude, longitude, radius, coordinate_type,
    link_faults(own.parent_place_id, above.place, above.place_faults, 0) AS "parent_place_id?"
FROM numbered_places AS own LEFT JOIN place_ids AS above ON above.id = own.parent_place_id;
CREATE TABLE "units above" AS
SELECT own.unit, own.row, above.unit AS parent, side, link_faults(own.parent_unit_id, above.unit, above.unit_faults, 0) AS "parent_unit_id?"
FROM numbered_units AS own LEFT JOIN unit_ids AS above ON above.id = own.parent_unit_id;
CREATE TABLE "figures above" AS
SELECT own.figure, own.row, above.figure AS parent, measure, low, best, high,
    CASE
        WHEN counted IN ('people', 'civilians', 'soldiers', 'fighters', 'fighters_and_supporters') THEN 'persons'
        WHEN counted IN ('tanks', 'armoured_vehicles', 'tanks_and_armoured_vehicles') THEN 'armour'
        WHEN counted IN ('houses', 'villages', 'explosive_devices', 'observers', 'hours', 'days') THEN counted END AS kind,
    link_faults(own.part_of_figure_id, above.figure, above.figure_faults, 0) AS "part_of_figure_id?"
FROM numbered_figures AS own LEFT JOIN figure_ids AS above ON above.id = own.part_of_figure_id;

INSERT INTO found
SELECT 'events', 'event_lies_in_parent_span', 'date_earliest, date_latest, parent_event_id', count(DISTINCT own.row)
FROM "events above" AS own JOIN numbered_events AS above ON above.event = own.parent
WHERE own.is_bound AND (least(own.first, own.last) < above.first OR greatest(own.first, own.last) > above.last);

INSERT INTO found
SELECT 'places', 'point_lies_in_parent_radius', 'latitude, longitude, parent_place_id', count(DISTINCT own.row)
FROM "places above" AS own JOIN "places above" AS above ON above.place = own.parent
WHERE above.coordinate_type <> 'settlement_point'
    AND 2 * 6371008.8 * asin(sqrt(sin((radians(above.latitude) - radians(own.latitude)) / 2) ** 2
        + cos(radians(own.latitude)) * cos(radians(above.latitude)) * sin((radians(above.longitude) - radians(own.longitude)) / 2) ** 2)) > above.radius;

INSERT INTO found
SELECT 'units', 'unit_is_on_its_parents_side', 'side, parent_unit_id', count(DISTINCT own.row)
FROM "units above" AS own JOIN "units above" AS above ON above.unit = own.parent WHERE own.side <> above.side;

WITH parts AS (
    SELECT own.row, own.measure <> above.measure AND NOT (own.measure = 'executed' AND above.measure = 'killed') AS other_measure,
        own.kind <> above.kind AS other_kind,
        coalesce(own.low, own.best) > coalesce(above.high, CASE WHEN above.low IS NULL THEN above.best END) OR own.best > above.best AS exceeds
    FROM "figures above" AS own JOIN "figures above" AS above ON above.figure = own.parent
    WHERE other_measure OR other_kind OR exceeds
)
INSERT INTO found
SELECT 'figures', 'part_shares_the_measure', 'measure, part_of_figure_id', count(DISTINCT row) FILTER (WHERE other_measure) FROM parts
UNION ALL SELECT 'figures', 'part_counts_the_same_kind', 'counted, part_of_figure_id', count(DISTINCT row) FILTER (WHERE other_kind) FROM parts
UNION ALL SELECT 'figures', 'part_does_not_exceed_the_whole', 'value_low, value_best, value_high, part_of_figure_id',
    count(DISTINCT row) FILTER (WHERE exceeds) FROM parts;

-- Keys: as one number where all parts were found, else by their text.
INSERT INTO found
SELECT 'event_places', 'key_is_unique', 'event_id, place_id', sum(many) FROM (
    SELECT count(*) AS many FROM event_places WHERE event IS NOT NULL AND place IS NOT NULL GROUP BY (event << 32) + place HAVING many > 1
    UNION ALL SELECT count(*) AS many FROM event_places WHERE stray_key IS NOT NULL GROUP BY stray_key HAVING many > 1
);
INSERT INTO found
SELECT 'event_units', 'key_is_unique', 'event_id, unit_id, role', sum(many) FROM (
    SELECT count(*) AS many FROM event_units WHERE part IS NOT NULL GROUP BY (event << 32) + unit * 8 + part HAVING many > 1
    UNION ALL SELECT count(*) AS many FROM event_units WHERE stray_key IS NOT NULL GROUP BY stray_key HAVING many > 1
);
INSERT INTO found
SELECT 'place_names', 'key_is_unique', 'place_id, name, language', sum(many) FROM (
    SELECT count(*) AS many FROM place_names WHERE place_id IS NOT NULL AND name IS NOT NULL AND language IS NOT NULL
    GROUP BY place_id, name, language HAVING many > 1
);

-- Places of events.
INSERT INTO found
SELECT 'event_places', 'captor_holds_the_place', 'control_after', count(DISTINCT event_places.rowid)
FROM event_places JOIN numbered_events AS events USING (event) WHERE is_location AND control_after = loser;
INSERT INTO found
SELECT 'events', 'capture_says_who_holds', 'event_type', count(*) FROM numbered_events
WHERE is_capture AND event IS NOT NULL
    AND (event NOT IN (SELECT event FROM event_places WHERE is_location AND event IS NOT NULL)
        OR event IN (SELECT event FROM event_places WHERE is_location AND control_after IS NULL));
INSERT INTO found
SELECT 'events', 'occurred_event_has_a_place', 'note', count(*) FROM numbered_events
WHERE is_unexplained AND event IS NOT NULL AND event NOT IN (SELECT event FROM event_places WHERE event IS NOT NULL);
INSERT INTO found
SELECT 'places', 'place_is_used', 'place_id', count(*) FROM numbered_places
WHERE place IS NOT NULL AND place NOT IN (
    SELECT DISTINCT place FROM event_places WHERE place IS NOT NULL
    UNION SELECT DISTINCT place FROM claims WHERE place IS NOT NULL
    UNION SELECT parent FROM "places above" WHERE parent IS NOT NULL);
INSERT INTO found
SELECT 'places', 'place_name_is_listed', 'name', count(*) FROM places
ANTI JOIN place_names ON places.place_id = place_names.place_id AND places.name = place_names.name
WHERE places.place_id IS NOT NULL AND places.name IS NOT NULL;

-- What rests on claims.
INSERT INTO found
SELECT 'events', 'event_has_a_supporting_claim', 'event_id', count(*) FROM numbered_events
WHERE event IS NOT NULL AND event NOT IN (SELECT event FROM claims WHERE supports AND event IS NOT NULL);
INSERT INTO found
SELECT 'figures', 'figure_has_a_supporting_claim', 'figure_id', count(*) FROM numbered_figures
WHERE figure IS NOT NULL AND figure NOT IN (SELECT figure FROM claims WHERE supports AND figure IS NOT NULL);
INSERT INTO found
SELECT 'units', 'unit_has_a_supporting_claim', 'unit_id', count(*) FROM numbered_units
WHERE unit IS NOT NULL AND unit NOT IN (SELECT unit FROM claims WHERE supports AND unit IS NOT NULL);
INSERT INTO found
SELECT 'passages', 'coded_passage_has_a_claim', 'disposition', count(*) FROM numbered_passages
WHERE disposition = 'coded' AND passage IS NOT NULL AND passage NOT IN (SELECT passage FROM claims WHERE passage IS NOT NULL);
INSERT INTO found
SELECT 'passages', 'uncoded_passage_has_no_claim', 'disposition', count(*) FROM numbered_passages
WHERE disposition <> 'coded' AND passage IN (SELECT passage FROM claims);
INSERT INTO found
SELECT 'sources', 'source_with_passages_has_a_claim', 'source_id', count(*) FROM sources
WHERE source_id IN (SELECT DISTINCT source_id FROM passages WHERE passage_id IS NOT NULL)
    AND source_id NOT IN (
        SELECT DISTINCT source_id FROM numbered_passages
        WHERE source_id IS NOT NULL AND passage IN (SELECT passage FROM claims WHERE passage IS NOT NULL));

-- Dates of claims.
INSERT INTO found
SELECT 'claims', 'claim_is_not_later_than_its_source', 'date_edtf, event_id, passage_id', count(DISTINCT claims.rowid)
FROM claims JOIN numbered_passages AS passages USING (passage) LEFT JOIN numbered_events AS events ON events.event = claims.event
WHERE is_no_plan AND (events.event IS NULL OR NOT is_planned)
    AND CASE WHEN is_dated THEN claims.first WHEN supports THEN events.first END > published_last;
WITH told AS (
    SELECT event, CASE WHEN count(first) = count(*) THEN min(first) END AS first_told, CASE WHEN count(last) = count(*) THEN max(last) END AS last_told
    FROM claims WHERE supports AND is_dated AND event IS NOT NULL GROUP BY event
)
INSERT INTO found
SELECT 'events', 'event_days_follow_from_claims', 'date_earliest, date_latest', count(*)
FROM numbered_events AS events JOIN told USING (event)
WHERE is_unnoted AND (first < first_told OR (first IS NULL AND first_told IS NOT NULL)
    OR last > last_told OR (last IS NULL AND last_told IS NOT NULL))
    AND event NOT IN (SELECT event FROM claims WHERE supports AND NOT is_dated AND event IS NOT NULL);

-- Claims on parts and wholes: what is contradicted is looked for among the figures that the same passage supports.
WITH parts AS (SELECT figure AS one, parent AS other FROM "figures above" WHERE parent IS NOT NULL),
odds AS (
    SELECT against.rowid AS row, passage, other
    FROM claims AS against JOIN (FROM parts UNION ALL SELECT other AS one, one AS other FROM parts) AS related ON related.one = against.figure
    WHERE contradicts
)
INSERT INTO found
SELECT 'claims', 'part_does_not_contradict_its_whole', 'figure_id, passage_id', count(DISTINCT odds.row)
FROM claims AS support JOIN odds ON support.passage = odds.passage AND support.figure = odds.other WHERE supports;

-- Derivations.
INSERT INTO found
SELECT 'derivations', 'key_is_unique', 'passage_id, derived_from_source_id', sum(many) FROM (
    SELECT count(*) AS many FROM derivations WHERE passage_id IS NOT NULL AND derived_from_source_id IS NOT NULL
    GROUP BY passage_id, derived_from_source_id HAVING many > 1
);
INSERT INTO found
SELECT 'derivations', unnest(['passage_draws_on_another_source', 'origin_is_not_later']), 'derived_from_source_id, passage_id',
    unnest([count(DISTINCT own.rowid) FILTER (WHERE derived_from_source_id = source_id),
        count(DISTINCT own.rowid) FILTER (WHERE published_first > published_last)])
FROM derivations AS own JOIN numbered_passages AS passages USING (passage);

-- Units.
INSERT INTO found
SELECT 'units', 'side_has_one_belligerent', 'side', count(*) FROM units
WHERE echelon = 'belligerent' AND (
    side IN (SELECT side FROM units WHERE echelon = 'belligerent' GROUP BY side HAVING count(*) > 1)
    OR (SELECT count(DISTINCT coalesce(side, '')) FROM units) = 1);

-- Passages in their order: one sort for three rules. Those without a position come last, so they are before no other.
WITH placed AS (
    SELECT ordinal, char_start, section, row_number() OVER sequence AS place, lag(section) OVER sequence AS section_before,
        max(char_end) OVER (sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS end_before
    FROM passages WINDOW sequence AS (PARTITION BY source_id ORDER BY char_start, ordinal)
)
INSERT INTO found
SELECT 'passages', unnest(['passages_do_not_overlap', 'passages_leave_no_gap', 'passages_are_numbered_in_order']),
    unnest(['char_start, char_end', 'char_start, section', 'ordinal, char_start']),
    unnest([count(*) FILTER (WHERE char_start < end_before),
        count(*) FILTER (WHERE section = section_before AND char_start > end_before + 2),
        count(*) FILTER (WHERE ordinal <> place)])
FROM placed;

-- Sources and event types.
INSERT INTO found
SELECT 'sources', 'positions_have_a_hashed_source', 'sha256', count(*) FROM sources
WHERE sha256 IS NULL AND source_id IN (SELECT DISTINCT source_id FROM passages WHERE char_start IS NOT NULL);
INSERT INTO found
SELECT 'sources', 'source_is_used', 'source_id', count(*) FROM sources
WHERE source_id IS NOT NULL AND source_id NOT IN (
    SELECT DISTINCT source_id FROM passages WHERE source_id IS NOT NULL
    UNION SELECT coordinate_source_id FROM places WHERE coordinate_source_id IS NOT NULL
    UNION SELECT source_id FROM place_names WHERE source_id IS NOT NULL
    UNION SELECT source_id FROM ged_matches WHERE source_id IS NOT NULL);
INSERT INTO found
SELECT 'event_types', 'event_type_is_used', 'event_type', count(*) FROM event_types
WHERE event_type IS NOT NULL AND event_type NOT IN (SELECT DISTINCT event_type FROM events WHERE event_type IS NOT NULL);
INSERT INTO found
SELECT 'place_names', 'link_exists', 'place_id', count(*) FROM place_names
WHERE place_id IS NOT NULL AND place_id NOT IN (SELECT id FROM place_ids);
INSERT INTO found
SELECT 'place_names', 'link_exists', 'source_id', count(*) FROM place_names
WHERE source_id IS NOT NULL AND source_id NOT IN (SELECT source_id FROM sources WHERE source_id IS NOT NULL);

-- Matches: an event or place that no row has is compared by its text.
INSERT INTO found
SELECT 'ged_matches', 'key_is_unique', 'event_id, place_id, ged_id', sum(many) FROM (
    SELECT count(*) AS many FROM ged_matches WHERE event_id IS NOT NULL AND place_id IS NOT NULL AND ged IS NOT NULL
    GROUP BY event_id, place_id, ged HAVING many > 1
);
INSERT INTO found
SELECT 'ged_matches', 'match_is_at_a_place_of_its_event', 'event_id, place_id', count(*) FROM ged_matches
WHERE event_id IS NOT NULL AND place_id IS NOT NULL
    AND NOT coalesce((event, place) IN (SELECT (event, place) FROM event_places WHERE event IS NOT NULL AND place IS NOT NULL), false)
    AND NOT coalesce([event_id, place_id] IN (SELECT stray_key FROM event_places WHERE stray_key IS NOT NULL), false);
INSERT INTO found
SELECT 'ged_matches', 'matched_event_could_be_in_ged', 'event_id', count(DISTINCT own.rowid)
FROM ged_matches AS own JOIN numbered_events AS events USING (event)
WHERE events.is_planned OR events.event_type IN (SELECT event_type FROM event_types WHERE is_forceless);
INSERT INTO found
SELECT 'ged_matches', 'match_overlaps_in_time', 'ged_date_start, ged_date_end, event_id', count(DISTINCT own.rowid)
FROM ged_matches AS own JOIN numbered_events AS events USING (event) WHERE own.last < events.first OR own.first > events.last;
INSERT INTO found
SELECT 'ged_matches', 'match_lies_near', 'ged_latitude, ged_longitude, place_id', count(DISTINCT own.rowid)
FROM ged_matches AS own JOIN numbered_places AS places USING (place)
WHERE 2 * 6371008.8 * asin(sqrt(sin((radians(own.latitude) - radians(places.latitude)) / 2) ** 2
    + cos(radians(places.latitude)) * cos(radians(own.latitude)) * sin((radians(own.longitude) - radians(places.longitude)) / 2) ** 2))
    > radius + CASE WHEN prec = 2 THEN 25000 ELSE 0 END;
WITH pairs AS (
    SELECT own.rowid AS row, match_quality,
        coalesce(events.first = events.last, false) AND own.first = events.first AND own.last = events.first AS is_same_day,
        coordinate_type = 'settlement_point' AND prec IS DISTINCT FROM 2 AS is_settlement
    FROM ged_matches AS own JOIN numbered_events AS events USING (event) JOIN numbered_places AS places USING (place)
)
INSERT INTO found
SELECT 'ged_matches', 'match_quality_follows', 'match_quality', count(DISTINCT row) FROM pairs
WHERE match_quality <> CASE is_same_day WHEN true THEN 'same_day' WHEN false THEN 'days_overlap' END
    || CASE is_settlement WHEN true THEN '_at_settlement' WHEN false THEN '_in_area' END;

-- Retired ids.
INSERT INTO found
SELECT 'retired', 'key_is_unique', 'table_name, retired_id', sum(many) FROM (
    SELECT count(*) AS many FROM retired WHERE table_name IS NOT NULL AND retired_id IS NOT NULL GROUP BY table_name, retired_id HAVING many > 1
);
INSERT INTO found
SELECT 'retired', 'retired_id_is_gone', 'retired_id', count(*) FROM (
    SELECT retired.rowid FROM retired SEMI JOIN events ON retired_id = event_id WHERE table_name = 'events'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN places ON retired_id = place_id WHERE table_name = 'places'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN units ON retired_id = unit_id WHERE table_name = 'units'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN figures ON retired_id = figure_id WHERE table_name = 'figures'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN claims ON retired_id = claim_id WHERE table_name = 'claims'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN passages ON retired_id = passage_id WHERE table_name = 'passages'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN sources ON retired_id = source_id WHERE table_name = 'sources'
    UNION ALL SELECT retired.rowid FROM retired SEMI JOIN event_types ON retired_id = event_type WHERE table_name = 'event_types'
);
WITH there AS (
    SELECT retired.rowid AS row FROM retired SEMI JOIN events ON replaced_by = event_id WHERE table_name = 'events'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN places ON replaced_by = place_id WHERE table_name = 'places'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN units ON replaced_by = unit_id WHERE table_name = 'units'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN figures ON replaced_by = figure_id WHERE table_name = 'figures'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN claims ON replaced_by = claim_id WHERE table_name = 'claims'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN passages ON replaced_by = passage_id WHERE table_name = 'passages'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN sources ON replaced_by = source_id WHERE table_name = 'sources'
    UNION ALL SELECT retired.rowid AS row FROM retired SEMI JOIN event_types ON replaced_by = event_type WHERE table_name = 'event_types'
    UNION ALL SELECT own.rowid FROM retired AS own SEMI JOIN retired AS gone ON own.table_name = gone.table_name AND own.replaced_by = gone.retired_id
)
INSERT INTO found
SELECT 'retired', 'replacement_is_known', 'replaced_by', count(*) FROM retired
WHERE replaced_by = retired_id OR (replaced_by IS NOT NULL AND rowid NOT IN (SELECT row FROM there)
    AND table_name IN ('events', 'places', 'units', 'figures', 'claims', 'passages', 'sources', 'event_types'));
