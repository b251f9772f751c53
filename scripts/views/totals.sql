-- One row per figure that no other figure contains: the numbers that can be quoted as totals without counting anything twice.
--
-- No two figures are ever added up. Two numbers of one source can be added only if nothing is in both, and neither places nor dates prove
-- that: deaths told for one place and day may lie within those told for a wider one, tanks in one attack may be those of the next. So a
-- figure that lies inside another is left out (contains names it), and where several remain for one measure and side they stand side by
-- side as rival or unrelated accounts, each naming the others in never_add_to.
--   measure: what the number measures
--   counted: what one unit of the number is
--   side: whose they are
--   total: the number in words: 'at least 100', '58'
--   value_low: lowest value that the source allows
--   value_best: value that the source gives as its own estimate
--   value_high: highest value that the source allows
--   scope: title of the event whose places and dates it covers
--   contains: ids of the figures that are already in it, at any depth, parted by '; '
--   never_add_to: ids of the other totals of the same measure that may count the same, parted by '; '
--   warning: what to beware of before using the number, in words
--   figure_id: the figure
--   scope_event_id: the event whose places and dates it covers
CREATE VIEW totals AS
WITH RECURSIVE inside AS (
    SELECT part_of_figure_id AS whole_id, figure_id
    FROM figures
    WHERE part_of_figure_id IS NOT NULL
    UNION
    SELECT i.whole_id, f.figure_id
    FROM figures AS f JOIN inside AS i ON f.part_of_figure_id = i.figure_id
),
parts AS (
    SELECT whole_id, string_agg(figure_id, '; ' ORDER BY figure_id) AS contains FROM inside GROUP BY whole_id
),
rivals AS (
    SELECT f.figure_id, string_agg(r.figure_id, '; ' ORDER BY r.figure_id) AS never_add_to
    FROM figures AS f
    -- A figure whose side is not said may count people of either side.
    JOIN figures AS r ON r.measure = f.measure AND r.figure_id <> f.figure_id AND (r.side = f.side OR 'none' IN (r.side, f.side))
    -- Soldiers, fighters and people may be the same people; tanks and hours are never people.
    WHERE r.part_of_figure_id IS NULL
        AND (r.counted = f.counted OR (r.counted NOT IN ('tanks', 'hours') AND f.counted NOT IN ('tanks', 'hours')))
    GROUP BY f.figure_id
)
SELECT
    r.measure,
    r.counted,
    r.side,
    r.range AS total,
    r.value_low,
    r.value_best,
    r.value_high,
    r.event AS scope,
    p.contains,
    v.never_add_to,
    r.warning,
    r.figure_id,
    r.event_id AS scope_event_id
FROM figure_ranges AS r
LEFT JOIN parts AS p ON p.whole_id = r.figure_id
LEFT JOIN rivals AS v ON v.figure_id = r.figure_id
WHERE r.contained_in IS NULL
ORDER BY r.measure, r.side, r.counted, r.figure_id;
