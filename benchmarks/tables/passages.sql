-- One row per passage: seven follow each other in a section for each campaign, the last of which is not coded. Those of a copy have a gist.
WITH placed AS (
    SELECT n, n // 7 AS campaign, n % 7 AS slot, source_of_campaign(campaign) AS source, n - first_campaign_of(source) * 7 AS i
    FROM part
)
SELECT n, campaign, slot, source, is_copy(source) AS is_copy, n + 1 = first_campaign_of(source + 1) * 7 AS is_last,
    passage_id(n) AS passage_id,
    source_id(source) AS source_id,
    picked(['Lead', 'Background', 'The offensive', 'Aftermath, and reactions', 'Ceasefire', 'Opération'], campaign, 'section')
        || ' ' || (i // 7 + 1) AS section,
    i + 1 AS ordinal,
    CASE WHEN NOT is_copy THEN passage_start(n, i) END AS char_start,
    CASE WHEN NOT is_copy THEN passage_start(n + 1, i + 1) - 1 END AS char_end,
    CASE WHEN NOT is_copy THEN sha256(getvariable('seed') || ' ' || n) END AS sha256,
    CASE WHEN is_copy
        THEN picked(['A town was shelled', 'Two villages were taken, and left again', 'Many fled'], n, 'gist') || ', by residents.' END AS gist,
    CASE WHEN slot < 6 THEN 'coded' ELSE picked(['context', 'duplicate', 'not_codable'], n, 'disposition') END AS disposition,
    CASE
        WHEN slot = 6 THEN picked(['Says nothing of its own.', 'Repeats the sentence before it, word for word.', 'A picture caption.'], n, 'why')
        WHEN roll(n, 'has note', 100) < 10 THEN note_text(n) END AS note
FROM placed
