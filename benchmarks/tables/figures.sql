-- One row per figure. Of the six of a campaign, 0 counts all its dead, 1 those of slot 1 within them, 2 those of slot 4 within these;
-- 3 counts men, 4 those in one attack; 5 counts hours or days, in every way of putting it. The dead of a campaign lie within those of its conflict.
WITH counted AS (
    SELECT n, n // 6 AS campaign, n % 6 AS slot,
        campaign * 20 + [0, 1, 4, 2, 7, 10][slot + 1] AS event,
        20 + roll(campaign, 'dead', 400) AS dead,
        800 + roll(campaign, 'men', 4000) AS men,
        CASE slot
            WHEN 0 THEN 'at_least'
            WHEN 2 THEN if(roll(n, 'qualifier', 10) < 7, 'exact', 'about')
            WHEN 4 THEN if(roll(n, 'qualifier', 10) < 4, 'exact', 'about')
            WHEN 5 THEN picked(['exact', 'exact', 'at_least', 'more_than', 'about', 'about', 'up_to', 'between', 'indefinite'], n, 'qualifier')
            ELSE 'exact' END AS qualifier,
        [dead * 2, dead, dead // 2, men, men // 2, 3 + roll(n, 'hours', 70)][slot + 1] AS number
    FROM part
)
SELECT n, campaign, slot,
    figure_id(n) AS figure_id,
    event_id(event) AS event_id,
    ['killed', 'killed', if(roll(n, 'executed', 10) < 3, 'executed', 'killed'), 'strength', 'strength', 'duration'][slot + 1] AS measure,
    ['people', 'fighters_and_supporters', 'civilians', 'soldiers', 'soldiers', picked(['hours', 'days'], n, 'length')][slot + 1] AS counted,
    picked(['government', 'opposition', 'none'], n, 'side') AS side,
    CASE WHEN slot > 2 THEN 'not_applicable' WHEN slot = 2 THEN 'yes' ELSE picked(['yes', 'no', 'not_stated'], n, 'civilians') END
        AS includes_civilians,
    qualifier,
    CASE
        WHEN qualifier IN ('exact', 'at_least', 'more_than') THEN number
        WHEN qualifier = 'between' OR (qualifier = 'about' AND slot = 5) THEN number - 1 END AS value_low,
    CASE WHEN qualifier IN ('exact', 'about') THEN number END AS value_best,
    CASE
        WHEN qualifier IN ('exact', 'up_to') THEN number
        WHEN qualifier = 'between' OR (qualifier = 'about' AND slot = 5) THEN number + 1 END AS value_high,
    CASE qualifier
        WHEN 'exact' THEN format('{:,}', number)
        WHEN 'between' THEN (number - 1) || ' to ' || (number + 1)
        WHEN 'indefinite' THEN 'several'
        ELSE replace(qualifier, '_', ' ') || format(' {:,}', number) END AS as_written,
    CASE roll(n, 'as of', 8)
        WHEN 0 THEN closing_day(event) || ''
        WHEN 1 THEN strftime(closing_day(event), '%Y-%m') || '~' END AS as_of_edtf,
    CASE
        WHEN slot = 0 THEN figure_id(campaign_above(campaign) * 6)
        WHEN slot IN (1, 2, 4) THEN figure_id(n - 1) END AS part_of_figure_id,
    CASE WHEN roll(n, 'has note', 100) < 25 THEN note_text(n) END AS note
FROM counted
