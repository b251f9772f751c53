-- One row per event, with its places and units on the same line, in order of time.
--   event_id: the event
--   title: what happened, in a few words
--   day: its date in words, as 'by 2012-04-03'
--   type_label: kind of event, for readers
--   status: occurred or planned
--   places: names of its places, parted by '; ', with the role in brackets unless it happened there
--   units: names of its units, parted by '; ', with the role in brackets
--   parent_title: title of the larger event of which it is a part
--   phase: part of the account to which it belongs
--   date_edtf: the date as coded (EDTF)
--   date_earliest: first day on which it can have begun
--   date_latest: last day on which it can have ended
--   date_precision: how the date is bounded
--   event_type: kind of event, as coded
--   parent_event_id: the larger event of which it is a part
--   outcome: result, where a source states one
--   description: what the source tells of it, in our own words
--   note: what else a reader should know
CREATE VIEW event_lines AS
WITH place_lists AS (
    SELECT
        ep.event_id,
        string_agg(
            p.name || CASE WHEN ep.role = 'location' THEN '' ELSE ' (' || ep.role || ')' END, '; ' ORDER BY ep.role, p.name
        ) AS places
    FROM event_places AS ep JOIN places AS p USING (place_id)
    GROUP BY ep.event_id
),
unit_lists AS (
    SELECT eu.event_id, string_agg(u.name || ' (' || eu.role || ')', '; ' ORDER BY eu.role, u.name) AS units
    FROM event_units AS eu JOIN units AS u USING (unit_id)
    GROUP BY eu.event_id
)
SELECT
    e.event_id,
    e.title,
    edtf_in_words(e.date_edtf) AS day,
    t.label AS type_label,
    e.status,
    pl.places,
    ul.units,
    parent.title AS parent_title,
    e.phase,
    e.date_edtf,
    e.date_earliest,
    e.date_latest,
    e.date_precision,
    e.event_type,
    e.parent_event_id,
    e.outcome,
    e.description,
    e.note
FROM events AS e
JOIN event_order AS o ON o.event_id = e.event_id
JOIN event_types AS t ON t.event_type = e.event_type
LEFT JOIN events AS parent ON parent.event_id = e.parent_event_id
LEFT JOIN place_lists AS pl ON pl.event_id = e.event_id
LEFT JOIN unit_lists AS ul ON ul.event_id = e.event_id
ORDER BY o.position;
