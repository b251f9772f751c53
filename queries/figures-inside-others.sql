-- Losses and strength: Figures that lie inside others
--
-- Which numbers are already counted in which others?
--
-- One row per number and each larger one in which it lies, at any depth. Neither is ever added to the other. Why says on what the
-- containment rests: where it is our reading of place, time or kind, the source itself does not relate the numbers, and the note says what
-- would make the reading wrong.
WITH RECURSIVE inside AS (
    SELECT figure_id, part_of_figure_id AS whole_id, figure_id AS last_id, 1 AS steps FROM figures WHERE part_of_figure_id IS NOT NULL
    UNION ALL
    SELECT i.figure_id, f.part_of_figure_id, f.figure_id, i.steps + 1
    FROM inside AS i JOIN figures AS f ON f.figure_id = i.whole_id
    WHERE f.part_of_figure_id IS NOT NULL
)
SELECT
    replace(p.range || ' ' || p.counted, '_', ' ') || coalesce(', ' || p.places, '') AS part,
    replace(w.range || ' ' || w.counted, '_', ' ') || coalesce(', ' || w.places, '') AS lies_in,
    f.note AS why,
    i.figure_id AS part_id,
    i.whole_id
FROM inside AS i
JOIN figure_ranges AS p ON p.figure_id = i.figure_id
JOIN figure_ranges AS w ON w.figure_id = i.whole_id
JOIN figures AS f ON f.figure_id = i.last_id
ORDER BY i.figure_id, i.steps;
