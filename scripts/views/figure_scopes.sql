-- One row per figure, with what it counts, whose, where and when, as comparisons need it.
--
-- Days are those of the claims that support the figure, or of its event where they give none. The day up to which a source counts
-- (as_of_edtf) bounds nothing here. Bounds are strict: an exact number is its
-- own lowest and highest value, 'about 90' has neither, so it excludes nothing. A word such as dozens is no number.
--   figure_id: the figure
--   measure: what the number measures
--   kind: kind of thing that is counted: persons, armour, or what the figure counts
--   counted: what one unit of the number is
--   side: whose they are
--   number: the number in words
--   event_id: the event that is its scope
--   first_day: first day of what it counts; empty where open
--   last_day: last day of what it counts; empty where open
--   place_ids: ids of the event's places, as a list; where people or forces went to is none of them
--   is_part: yes where it counts a part of what another figure of the same places counts: it lies inside that one, or its event is part of
--     that one's event and both have the same measure
--   least: lowest value that the number allows
--   most: highest value that the number allows
--   value: the number itself, for sorting: best, failing that the bound that it gives
--   said_by: who is credited, with the claim in brackets
CREATE VIEW figure_scopes AS
WITH days AS (
    SELECT figure_id, min(edtf_first(date_edtf)) AS first_day, max(edtf_last(date_edtf)) AS last_day, count(date_edtf) > 0 AS is_dated
    FROM claims
    WHERE stance = 'supports' AND figure_id IS NOT NULL
    GROUP BY figure_id
),
spots AS (
    SELECT event_id, list(place_id ORDER BY place_id) AS place_ids FROM event_places WHERE role <> 'destination' GROUP BY event_id
),
voices AS (
    SELECT record_id, string_agg(claimant || ' (' || claim_id || ')', '; ' ORDER BY claim_id) AS said_by
    FROM record_claims
    WHERE record_type = 'figure' AND stance = 'supports'
    GROUP BY record_id
),
parts AS (
    SELECT DISTINCT f.figure_id
    FROM figures AS f
    JOIN events AS e ON e.event_id = f.event_id
    JOIN figures AS whole
        ON whole.figure_id = f.part_of_figure_id OR (whole.event_id = e.parent_event_id AND whole.measure = f.measure)
    JOIN spots AS s ON s.event_id = f.event_id
    JOIN spots AS w ON w.event_id = whole.event_id AND list_has_all(s.place_ids, w.place_ids)
)
SELECT
    f.figure_id,
    f.measure,
    CASE
        WHEN f.counted IN ('people', 'civilians', 'soldiers', 'fighters', 'fighters_and_supporters') THEN 'persons'
        WHEN contains(f.counted, 'tanks') OR contains(f.counted, 'vehicles') THEN 'armour'
        ELSE CAST(f.counted AS VARCHAR)
    END AS kind,
    f.counted,
    f.side,
    r.range AS number,
    f.event_id,
    CASE WHEN d.is_dated THEN d.first_day ELSE e.date_earliest END AS first_day,
    CASE WHEN d.is_dated THEN d.last_day ELSE e.date_latest END AS last_day,
    s.place_ids,
    CASE WHEN p.figure_id IS NOT NULL THEN 'yes' ELSE 'no' END AS is_part,
    CASE WHEN f.qualifier <> 'about' THEN f.value_low END AS least,
    CASE WHEN f.qualifier <> 'about' THEN f.value_high END AS most,
    coalesce(f.value_best, f.value_low, f.value_high) AS value,
    v.said_by
FROM figures AS f
JOIN figure_ranges AS r ON r.figure_id = f.figure_id
JOIN events AS e ON e.event_id = f.event_id
LEFT JOIN days AS d ON d.figure_id = f.figure_id
LEFT JOIN spots AS s ON s.event_id = f.event_id
LEFT JOIN parts AS p ON p.figure_id = f.figure_id
LEFT JOIN voices AS v ON v.record_id = f.figure_id
ORDER BY f.figure_id;
