-- One row per event and place, with names instead of ids, for maps and spreadsheets; an event without a place has one row as well.
--
-- An event at several places has as many rows, so the number of rows is not that of the events. Date, units, figures and claims are those of
-- the whole event and stand in each of its rows. Figures are in words since they must not be added up.
--   title: what happened, in a few words
--   type_label: kind of event, for readers
--   status: occurred or planned
--   day: its date in words, as 'by 2012-04-03'
--   date_edtf: the date as coded (EDTF)
--   date_earliest: first day on which it can have begun
--   date_latest: last day on which it can have ended
--   date_precision: how the date is bounded
--   phase: part of the account to which it belongs
--   part_of: title of the larger event of which it is a part
--   place: name of the place; empty where the event has none
--   arabic_names: names of the place in Arabic script, parted by '; '
--   place_type: kind of place
--   latitude: latitude of the place, in decimal degrees (WGS 84); added from a gazetteer
--   longitude: longitude of the place, in decimal degrees (WGS 84); added from a gazetteer
--   coordinate_uncertainty_m: radius in metres within which the place lies
--   coordinate_type: what the point stands for: a settlement, the centre of an area or a label on it
--   role: what the place is to the event: location, origin or destination
--   control_after: who held the place once the event was over, by this account; empty where it does not say
--   initiators: units that began or carried out the act, parted by '; '
--   targets: units at which it was aimed, parted by '; '
--   other_units: further units, each with its role in brackets, parted by '; '
--   figures: numbers given for the event, in words, each with what to beware of in brackets, parted by '; '; never add them up
--   claimants: who is credited with saying that it happened, or was planned, parted by '; '
--   doubts: claims that contradict or qualify it, with their reasons
--   outcome: result, where a source states one
--   description: what the source tells of it, in our own words
--   note: what else a reader should know
--   claim_ids: ids of the claims on the event, whatever their stance, parted by '; '
--   event_type: kind of event, as coded
--   event_id: the event
--   place_id: the place
CREATE VIEW events_flat AS
WITH parts AS (
    SELECT
        eu.event_id,
        string_agg(u.name, '; ' ORDER BY u.name, u.unit_id) FILTER (WHERE eu.role = 'initiator') AS initiators,
        string_agg(u.name, '; ' ORDER BY u.name, u.unit_id) FILTER (WHERE eu.role = 'target') AS targets,
        string_agg(u.name || ' (' || eu.role || ')', '; ' ORDER BY eu.role, u.name, u.unit_id)
            FILTER (WHERE eu.role NOT IN ('initiator', 'target')) AS other_units
    FROM event_units AS eu JOIN units AS u USING (unit_id)
    GROUP BY eu.event_id
),
extents AS (
    SELECT event_id, count(*) AS places FROM event_places GROUP BY event_id
),
numbers AS (
    SELECT
        r.event_id,
        string_agg(
            replace(CAST(r.measure AS VARCHAR), '_', ' ') || ': ' || number_in_words(r.range, r.counted)
            || CASE WHEN r.side = 'none' THEN '' ELSE ', ' || r.side END
            || coalesce(
                ' (' || nullif(
                    concat_ws('; ', CASE WHEN x.places > 1 THEN 'for all ' || x.places || ' places together' END, r.warning), ''
                ) || ')',
                ''
            ),
            '; ' ORDER BY r.measure, r.figure_id
        ) AS figures
    FROM figure_ranges AS r LEFT JOIN extents AS x ON x.event_id = r.event_id
    GROUP BY r.event_id
),
voices AS (
    SELECT
        c.event_id,
        string_agg(DISTINCT c.claimant, '; ' ORDER BY c.claimant) FILTER (WHERE c.stance = 'supports') AS claimants,
        string_agg(
            CASE c.stance WHEN 'contradicts' THEN 'Contradicted by ' ELSE 'Qualified by ' END
            || c.claimant || ' (' || c.claim_id || '): ' || coalesce(c.note, 'no reason given.'),
            ' ' ORDER BY c.stance, p.ordinal, length(c.claim_id), c.claim_id
        ) FILTER (WHERE c.stance <> 'supports') AS doubts,
        string_agg(c.claim_id, '; ' ORDER BY p.ordinal, length(c.claim_id), c.claim_id) AS claim_ids
    FROM claims AS c JOIN passages AS p USING (passage_id)
    WHERE c.event_id IS NOT NULL
    GROUP BY c.event_id
)
SELECT
    e.title,
    e.type_label,
    e.status,
    e.day,
    e.date_edtf,
    e.date_earliest,
    e.date_latest,
    e.date_precision,
    e.phase,
    e.parent_title AS part_of,
    p.name AS place,
    p.arabic_names,
    p.place_type,
    p.latitude,
    p.longitude,
    p.coordinate_uncertainty_m,
    p.coordinate_type,
    ep.role,
    ep.control_after,
    u.initiators,
    u.targets,
    u.other_units,
    n.figures,
    v.claimants,
    v.doubts,
    e.outcome,
    e.description,
    e.note,
    v.claim_ids,
    e.event_type,
    e.event_id,
    ep.place_id
FROM event_lines AS e
JOIN event_order AS o ON o.event_id = e.event_id
LEFT JOIN event_places AS ep ON ep.event_id = e.event_id
LEFT JOIN places_flat AS p ON p.place_id = ep.place_id
LEFT JOIN parts AS u ON u.event_id = e.event_id
LEFT JOIN numbers AS n ON n.event_id = e.event_id
LEFT JOIN voices AS v ON v.event_id = e.event_id
ORDER BY o.position, p.name, ep.place_id;
