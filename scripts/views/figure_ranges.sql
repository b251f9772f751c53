-- One row per figure, with its scope, its range in words and what to beware of.
--   figure_id: the figure
--   measure: what the number measures
--   counted: what one unit of the number is
--   side: whose they are
--   range: the number in words: 'at least 100', 'about 90', 'dozens'; '20' alone where it is printed bare
--   as_written: the number as printed
--   event: title of the event that is its scope
--   day: date of that event in words
--   places: names of that event's places
--   claimants: who is credited with the number
--   contained_in: the figure in which this one is already counted
--   warning: what to beware of before using the number, in words
--   includes_civilians: whether civilians are within the number
--   value_low: lowest value that the source allows
--   value_best: value that the source gives as its own estimate
--   value_high: highest value that the source allows
--   event_id: the event that is its scope
CREATE VIEW figure_ranges AS
WITH voices AS (
    SELECT
        c.figure_id,
        string_agg(DISTINCT c.claimant, '; ' ORDER BY c.claimant) FILTER (WHERE c.stance = 'supports') AS claimants,
        bool_and(p.section = 'Infobox') FILTER (WHERE c.stance = 'supports') AS infobox_only,
        string_agg(c.claim_id || ' (' || c.claimant || ')', ', ' ORDER BY p.ordinal, c.claim_id)
            FILTER (WHERE c.stance = 'contradicts') AS against,
        string_agg(c.claim_id || ' (' || c.claimant || ')', ', ' ORDER BY p.ordinal, c.claim_id)
            FILTER (WHERE c.stance = 'qualifies') AS qualifying
    FROM claims AS c JOIN passages AS p USING (passage_id)
    WHERE c.figure_id IS NOT NULL
    GROUP BY c.figure_id
)
SELECT
    f.figure_id,
    f.measure,
    f.counted,
    f.side,
    CASE f.qualifier
        -- Printed bare: "exactly" would claim more than the source does.
        WHEN 'exact' THEN format('{:,}', coalesce(f.value_best, f.value_low))
        WHEN 'about' THEN 'about ' || format('{:,}', f.value_best)
        WHEN 'up_to' THEN 'up to ' || format('{:,}', f.value_high)
        WHEN 'between' THEN format('{:,}', f.value_low) || ' to ' || format('{:,}', f.value_high)
        WHEN 'indefinite' THEN f.as_written
        -- The lowest value that "more than 100" allows is 101, and "at least" is true of it.
        ELSE 'at least ' || format('{:,}', f.value_low)
    END AS range,
    f.as_written,
    e.title AS event,
    e.day,
    e.places,
    v.claimants,
    f.part_of_figure_id AS contained_in,
    nullif(
        concat_ws(
            '; ',
            'already counted in ' || f.part_of_figure_id || ': do not add',
            CASE f.includes_civilians
                WHEN 'yes' THEN 'includes civilians'
                WHEN 'not_stated' THEN 'not said whether civilians are included'
            END,
            CASE WHEN v.infobox_only THEN 'infobox only' END,
            'contradicted by ' || v.against,
            'qualified by ' || v.qualifying
        ),
        ''
    ) AS warning,
    f.includes_civilians,
    f.value_low,
    f.value_best,
    f.value_high,
    f.event_id
FROM figures AS f
JOIN event_lines AS e ON e.event_id = f.event_id
JOIN event_order AS o ON o.event_id = f.event_id
LEFT JOIN voices AS v ON v.figure_id = f.figure_id
ORDER BY f.measure, o.position, f.figure_id;
