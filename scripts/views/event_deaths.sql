-- One row per event for which a source counts deaths, with the numbers as event data sets want them.
--
-- Figures of killed and executed are taken; one that lies inside another of the same event is left out. No two figures are ever added up:
-- where several remain, low, best and high are empty, and a column of one kind of dead is filled only if a single figure counts that kind.
-- The columns of deaths take the value that stands as best: the source's own number, failing that the lowest that it allows. So 'at least
-- 100' gives 100 as low and as best, and no high; 'up to 100' gives a high alone, 'about 100' a best alone.
--   event_id: the event
--   deaths_government: dead of the government's forces; empty if that number may include civilians
--   deaths_opposition: dead of the opposition's fighters; empty if that number may include civilians
--   deaths_civilians: dead civilians, where a figure counts them alone
--   deaths_unknown: dead of whom it is not said who they were
--   low: lowest number of dead that the source allows; empty where it sets no bound
--   best: number that the source gives as its own, failing that the lowest
--   high: highest number of dead that the source allows; empty where it sets no bound
--   figure_ids: ids of the figures taken, parted by '; '
--   deaths_note: what to know before using the numbers
CREATE VIEW event_deaths AS
WITH dead AS (
    SELECT
        *,
        coalesce(value_best, value_low) AS number,
        CASE
            WHEN counted = 'civilians' THEN 'civilians'
            WHEN side <> 'none' AND includes_civilians = 'no' THEN CAST(side AS VARCHAR)
            WHEN side = 'none' AND counted = 'people' AND includes_civilians <> 'no' THEN 'unknown'
            ELSE 'mixed'
        END AS kind
    FROM figures
    WHERE measure IN ('killed', 'executed')
),
taken AS (
    SELECT d.*, count(*) OVER (PARTITION BY d.event_id, d.kind) AS of_kind
    FROM dead AS d
    LEFT JOIN dead AS whole ON whole.figure_id = d.part_of_figure_id AND whole.event_id = d.event_id
    WHERE whole.figure_id IS NULL
)
SELECT
    event_id,
    min(number) FILTER (WHERE kind = 'government' AND of_kind = 1) AS deaths_government,
    min(number) FILTER (WHERE kind = 'opposition' AND of_kind = 1) AS deaths_opposition,
    min(number) FILTER (WHERE kind = 'civilians' AND of_kind = 1) AS deaths_civilians,
    min(number) FILTER (WHERE kind = 'unknown' AND of_kind = 1) AS deaths_unknown,
    CASE WHEN count(*) = 1 THEN min(value_low) END AS low,
    CASE WHEN count(*) = 1 THEN min(number) END AS best,
    CASE WHEN count(*) = 1 THEN min(value_high) END AS high,
    string_agg(figure_id, '; ' ORDER BY figure_id) AS figure_ids,
    nullif(
        concat_ws(
            '; ',
            CASE WHEN count(*) > 1 THEN 'several figures, which are not added up: ' || string_agg(figure_id, ', ' ORDER BY figure_id) END,
            string_agg(figure_id || ' counts people whom the columns of deaths keep apart', '; ' ORDER BY figure_id) FILTER (WHERE kind = 'mixed'),
            string_agg(
                figure_id || CASE
                    WHEN qualifier = 'indefinite' THEN ' is a word, not a number'
                    WHEN value_high IS NULL THEN ' is a lowest number, best is that number'
                    ELSE ' is a highest number'
                END,
                '; ' ORDER BY figure_id
            ) FILTER (WHERE value_best IS NULL),
            string_agg(figure_id || ' is already counted in ' || part_of_figure_id || ': do not add', '; ' ORDER BY figure_id)
                FILTER (WHERE part_of_figure_id IS NOT NULL)
        ),
        ''
    ) AS deaths_note
FROM taken
GROUP BY event_id
ORDER BY event_id;
