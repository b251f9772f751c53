-- One row per place, measure and thing counted of which sources give several numbers for days that overlap: from the lowest to the highest,
-- and who gives them.
--
-- Numbers of a part (figure_scopes.is_part) are left out, and those of an event at several places, which none of these has alone. Words
-- such as dozens are named beside the numbers. A lowest or highest number may be a bound: at least 65 may be any number above. The range is
-- that of the numbers, not of what happened.
--   place: name of the place
--   measure: what the numbers measure
--   counted: what one unit of them is
--   side: whose they are
--   days: from the first to the last day of what they count
--   numbers: how many numbers and words there are
--   origins: how many agencies, newspapers and bodies give them
--   lowest: the lowest number
--   lowest_said_by: who gives it
--   highest: the highest number
--   highest_said_by: who gives it
--   all_numbers: all of them, from the lowest, parted by ' | '
--   figure_ids: the figures, parted by '; '
--   place_id: the place
CREATE VIEW number_spread AS
WITH whole AS (
    SELECT s.*, s.place_ids[1] AS place_id FROM figure_scopes AS s WHERE s.is_part = 'no' AND len(s.place_ids) = 1
),
-- A figure belongs to a run of figures of one kind whose days touch.
begun AS (
    SELECT *, coalesce(first_day, DATE '0001-01-01') > max(coalesce(last_day, DATE '9999-12-31')) OVER before AS is_new
    FROM whole
    WINDOW before AS (
        PARTITION BY place_id, measure, counted, side
        ORDER BY coalesce(first_day, DATE '0001-01-01'), figure_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),
runs AS (
    SELECT *, count(*) FILTER (WHERE is_new) OVER (
        PARTITION BY place_id, measure, counted, side
        ORDER BY coalesce(first_day, DATE '0001-01-01'), figure_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS run
    FROM begun
),
origins AS (
    SELECT record_id, string_agg(DISTINCT origin, '; ' ORDER BY origin) AS origin
    FROM claim_origins
    WHERE record_type = 'figure' AND stance = 'supports'
    GROUP BY record_id
)
SELECT
    p.name AS place,
    r.measure,
    r.counted,
    r.side,
    days_in_words(min(r.first_day), max(r.last_day)) AS days,
    count(*) AS numbers,
    count(DISTINCT o.origin) AS origins,
    (list(r.number ORDER BY r.value, r.figure_id) FILTER (WHERE r.value IS NOT NULL))[1] AS lowest,
    (list(r.said_by ORDER BY r.value, r.figure_id) FILTER (WHERE r.value IS NOT NULL))[1] AS lowest_said_by,
    (list(r.number ORDER BY r.value DESC, r.figure_id) FILTER (WHERE r.value IS NOT NULL))[1] AS highest,
    (list(r.said_by ORDER BY r.value DESC, r.figure_id) FILTER (WHERE r.value IS NOT NULL))[1] AS highest_said_by,
    string_agg(r.number || ' (' || o.origin || ')', ' | ' ORDER BY r.value NULLS LAST, r.figure_id) AS all_numbers,
    string_agg(r.figure_id, '; ' ORDER BY r.value NULLS LAST, r.figure_id) AS figure_ids,
    r.place_id
FROM runs AS r
JOIN places AS p ON p.place_id = r.place_id
LEFT JOIN origins AS o ON o.record_id = r.figure_id
GROUP BY r.place_id, p.name, r.measure, r.counted, r.side, r.run
HAVING count(*) > 1
ORDER BY r.measure, p.name, r.counted, r.side;
