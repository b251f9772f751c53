-- One row per passage and source on which it draws: the third passage of each campaign draws on a gazetteer in slot 0, and in slot 1 on the
-- text before its own, or on another gazetteer where there is none.
WITH drawn AS (SELECT n, n // 2 AS campaign, n % 2 AS slot, source_of_campaign(campaign) AS source FROM part)
SELECT n, campaign, slot, source, source + 1 < getvariable('gazetteers') + getvariable('texts') AS has_next,
    passage_id(campaign * 7 + 2) AS passage_id,
    source_id(if(slot = 1 AND source > getvariable('gazetteers'), source - 1, n % getvariable('gazetteers'))) AS derived_from_source_id,
    picked(['copy', 'translation', 'summary', 'citation', 'likeness', 'likeness'], n, 'basis') AS basis,
    CASE WHEN roll(n, 'has note', 100) < 30 THEN note_text(n) END AS note
FROM drawn
