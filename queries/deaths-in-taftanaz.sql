-- Losses and strength: Deaths in Taftanaz
--
-- How many people died in Taftanaz, by whose account, and what is the number part of?
--
-- One row per number of dead whose scope is the place, by the day up to which it counts, executions after the others, and then per number
-- in which one of these lies. Four columns set it beside the others: `excludes` those that cannot be right together with it,
-- `differs_in_scope` those that differ but count other days or places, so that the smaller can be right as an earlier or partial count,
-- `fits` those that one number can satisfy, `not_comparable` those that count others, name no number or a part alone. Never add numbers:
-- `never_add_to` names those that count the same people for certain. "At least" has no upper bound. Who died, and how, is said only where
-- counted and warning say so. No rows mean that no source gives a number for the place, not that nobody died there.
--   (place): the place, in any spelling or script that `places_called` knows
SET VARIABLE place = 'Taftanaz';
WITH RECURSIVE inside AS (
    SELECT figure_id, part_of_figure_id AS whole_id, 1 AS steps FROM figures WHERE part_of_figure_id IS NOT NULL
    UNION ALL
    SELECT i.figure_id, f.part_of_figure_id, i.steps + 1
    FROM inside AS i JOIN figures AS f ON f.figure_id = i.whole_id
    WHERE f.part_of_figure_id IS NOT NULL
),
told_here AS (
    SELECT f.figure_id
    FROM figures AS f
    JOIN event_places AS ep ON ep.event_id = f.event_id
    JOIN places_called(getvariable('place')) AS p ON p.place_id = ep.place_id
    WHERE f.measure IN ('killed', 'executed')
),
wanted AS (
    SELECT figure_id
    FROM figures
    WHERE figure_id IN (FROM told_here)
        OR figure_id IN (SELECT i.whole_id FROM inside AS i JOIN told_here AS h ON h.figure_id = i.figure_id)
),
wholes AS (
    SELECT
        i.figure_id,
        max(i.steps) AS depth,
        string_agg(
            w.range || ' ' || replace(CAST(w.counted AS VARCHAR), '_', ' ') || coalesce(' in ' || replace(w.places, '; ', ' and '), '')
            || ' (' || w.figure_id || ', printed as ' || w.as_written || ')',
            ', which lies in ' ORDER BY i.steps
        ) AS lies_in
    FROM inside AS i JOIN figure_ranges AS w ON w.figure_id = i.whole_id
    GROUP BY i.figure_id
),
relatives AS (
    SELECT figure_id, whole_id AS other_id FROM inside
    UNION ALL
    SELECT whole_id, figure_id FROM inside
),
never AS (
    SELECT figure_id, string_agg(other_id, '; ' ORDER BY other_id) AS never_add_to FROM relatives GROUP BY figure_id
),
pairs AS (
    SELECT figure_id, other_id, other_number, verdict FROM figure_pairs
    UNION ALL
    SELECT other_id, figure_id, number, verdict FROM figure_pairs
),
compared AS (
    SELECT
        figure_id,
        string_agg(other_number || ' (' || other_id || ')', '; ' ORDER BY other_id) FILTER (WHERE verdict = 'exclude') AS excludes,
        string_agg(other_number || ' (' || other_id || ')', '; ' ORDER BY other_id)
            FILTER (WHERE verdict = 'early or partial') AS differs_in_scope,
        string_agg(other_number || ' (' || other_id || ')', '; ' ORDER BY other_id) FILTER (WHERE verdict = 'agree') AS fits,
        string_agg(other_id, '; ' ORDER BY other_id) 
            FILTER (WHERE verdict IN ('another kind', 'no number', 'apart') AND other_id IN (FROM wanted)) AS not_comparable
    FROM pairs
    GROUP BY figure_id
),
voices AS (
    SELECT
        record_id,
        string_agg(claimant || ' (' || modality || ', ' || claim_id || ')', '; ' ORDER BY source_id, ordinal, claim_id) AS said_by
    FROM record_claims
    WHERE record_type = 'figure' AND stance = 'supports'
    GROUP BY record_id
)
SELECT
    r.range AS number,
    replace(r.counted || ' ' || r.measure, '_', ' ') AS counted,
    v.said_by,
    days_in_words(s.first_day, s.last_day) AS days,
    r.places,
    r.event,
    c.excludes,
    c.differs_in_scope,
    c.fits,
    c.not_comparable,
    w.lies_in,
    n.never_add_to,
    r.warning,
    f.note,
    r.figure_id
FROM wanted
JOIN figure_ranges AS r ON r.figure_id = wanted.figure_id
JOIN figure_scopes AS s ON s.figure_id = wanted.figure_id
JOIN figures AS f ON f.figure_id = wanted.figure_id
LEFT JOIN compared AS c ON c.figure_id = wanted.figure_id
LEFT JOIN wholes AS w ON w.figure_id = wanted.figure_id
LEFT JOIN never AS n ON n.figure_id = wanted.figure_id
LEFT JOIN voices AS v ON v.record_id = wanted.figure_id
ORDER BY
    s.place_ids[1] IN (SELECT place_id FROM places WHERE place_type = 'governorate'), len(s.place_ids),
    r.measure = 'executed', s.last_day,
    s.value NULLS LAST, r.figure_id;
