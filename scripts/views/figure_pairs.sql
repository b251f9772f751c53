-- One row per pair of figures that measure one kind of thing where places meet and days overlap, with what follows from setting them side
-- by side.
--
-- Places meet if the two events share one, or one lies in another by the tree of places. Sides meet if they are the same, or one is not
-- said. Each pair stands once, the narrower figure first: the one whose places and days lie within those of the other; of two of one
-- scope the smaller. A figure that lies inside another is never a rival of it.
--   figure_id: the narrower figure
--   number: its number, with what it counts
--   said_by: who is credited with it
--   days: days of what it counts
--   other_id: the other figure
--   other_number: its number, with what it counts
--   other_said_by: who is credited with it
--   other_days: days of what it counts
--   verdict: exclude (cannot both be right), early or partial (the smaller can be right only as an earlier or partial count), agree (one
--     number can fit both), apart (their places or days only overlap, or one counts a part alone, so both can be right), contained (one is counted in the other), another kind (they do not count the same), no number
--   reason: why, in words
CREATE VIEW figure_pairs AS
WITH RECURSIVE areas AS (
    SELECT place_id, place_id AS area_id FROM places
    UNION
    SELECT a.place_id, p.parent_place_id FROM areas AS a JOIN places AS p ON p.place_id = a.area_id WHERE p.parent_place_id IS NOT NULL
),
inside AS (
    SELECT figure_id, part_of_figure_id AS whole_id FROM figures WHERE part_of_figure_id IS NOT NULL
    UNION
    SELECT i.figure_id, f.part_of_figure_id
    FROM inside AS i JOIN figures AS f ON f.figure_id = i.whole_id
    WHERE f.part_of_figure_id IS NOT NULL
),
spots AS (
    SELECT s.figure_id, unnest(s.place_ids) AS place_id FROM figure_scopes AS s
),
-- How many of the places of one figure lie in a place of the other.
covered AS (
    SELECT a.figure_id, b.figure_id AS other_id, count(DISTINCT a.place_id) AS places
    FROM spots AS a JOIN areas AS r ON r.place_id = a.place_id JOIN spots AS b ON b.place_id = r.area_id
    WHERE a.figure_id <> b.figure_id
    GROUP BY a.figure_id, b.figure_id
),
met AS (
    SELECT
        a.*,
        b.figure_id AS other_id,
        b AS other,
        c.places IS NOT DISTINCT FROM len(a.place_ids)
        AND coalesce(a.first_day >= b.first_day, b.first_day IS NULL) AND coalesce(a.last_day <= b.last_day, b.last_day IS NULL) AS is_within,
        d.places IS NOT DISTINCT FROM len(b.place_ids)
        AND coalesce(b.first_day >= a.first_day, a.first_day IS NULL) AND coalesce(b.last_day <= a.last_day, a.last_day IS NULL) AS is_around,
        a.event_id = b.event_id AS is_one_event
    FROM figure_scopes AS a
    JOIN figure_scopes AS b
        ON b.measure = a.measure AND b.kind = a.kind AND b.figure_id <> a.figure_id AND (b.side = a.side OR 'none' IN (a.side, b.side))
        AND coalesce(a.first_day <= b.last_day, TRUE) AND coalesce(b.first_day <= a.last_day, TRUE)
    LEFT JOIN covered AS c ON c.figure_id = a.figure_id AND c.other_id = b.figure_id
    LEFT JOIN covered AS d ON d.figure_id = b.figure_id AND d.other_id = a.figure_id
    WHERE c.places > 0 OR d.places > 0
),
ordered AS (
    SELECT
        *,
        CASE
            -- What counts a part alone bounds nothing that is counted in its places and days.
            WHEN is_part = 'yes' AND other.is_part = 'yes' THEN 'apart'
            WHEN is_one_event AND is_part <> other.is_part THEN CASE WHEN is_part = 'yes' THEN 'within' ELSE 'around' END
            WHEN is_one_event OR (is_within AND is_around AND is_part = other.is_part) THEN 'one'
            WHEN is_within AND other.is_part = 'no' THEN 'within'
            WHEN is_around AND is_part = 'no' THEN 'around'
            ELSE 'apart'
        END AS scope
    FROM met
    QUALIFY row_number() OVER (
        PARTITION BY least(figure_id, other_id), greatest(figure_id, other_id)
        ORDER BY CASE scope WHEN 'within' THEN 1 WHEN 'around' THEN 3 ELSE 2 END, value NULLS LAST, figure_id
    ) = 1
),
judged AS (
    SELECT
        o.*,
        CASE
            WHEN i.figure_id IS NOT NULL OR j.figure_id IS NOT NULL THEN 'contained'
            WHEN o.counted <> o.other.counted THEN 'another kind'
            WHEN o.value IS NULL OR o.other.value IS NULL THEN 'no number'
            WHEN o.least > o.other.most AND o.scope IN ('one', 'within') THEN 'exclude'
            WHEN o.most < o.other.least AND o.scope = 'one' THEN 'exclude'
            WHEN o.most < o.other.least AND o.scope = 'within' THEN 'early or partial'
            WHEN o.least > o.other.most OR o.most < o.other.least THEN 'apart'
            ELSE 'agree'
        END AS verdict
    FROM ordered AS o
    LEFT JOIN inside AS i ON i.figure_id = o.figure_id AND i.whole_id = o.other_id
    LEFT JOIN inside AS j ON j.figure_id = o.other_id AND j.whole_id = o.figure_id
)
SELECT
    figure_id,
    number_in_words(number, counted) AS number,
    said_by,
    days_in_words(first_day, last_day) AS days,
    other_id,
    number_in_words(other.number, other.counted) AS other_number,
    other.said_by AS other_said_by,
    days_in_words(other.first_day, other.last_day) AS other_days,
    verdict,
    CASE verdict
        WHEN 'contained' THEN 'One is counted in the other: never a rival, never to be added.'
        WHEN 'another kind' THEN 'One counts ' || replace(CAST(counted AS VARCHAR), '_', ' ') || ', the other '
            || replace(CAST(other.counted AS VARCHAR), '_', ' ') || ': they cannot be compared.'
        WHEN 'no number' THEN 'A word such as dozens names no number.'
        WHEN 'exclude' THEN
            CASE scope
                WHEN 'one' THEN 'Both count the same at the same place and time, and no number fits both.'
                ELSE 'The first counts a part of the places and days of the other, and more.'
            END
        WHEN 'early or partial' THEN 'The first counts a part of the days or places of the other: it can be right only as an early or partial count.'
        WHEN 'apart' THEN 'Their places or days only overlap, or one counts a part alone: both can be right.'
        ELSE 'A number can fit both.'
    END AS reason
FROM judged
ORDER BY verdict, figure_id, other_id;
