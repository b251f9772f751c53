-- One row per claim. Of the 32 claims of a campaign, 0 to 19 support its events, 20 to 25 its figures, 26 to 29 speak of units, 30 of a
-- place, and 31 disputes the event in slot 9. Six rest on each coded passage. Dates are told of events that frame others, and of figures.
WITH targeted AS (
    SELECT n, n // 32 AS campaign, n % 32 AS slot, campaign * 7 + slot // 6 AS passage, campaign * 4 + slot - 26 AS unit_turn,
        campaign * 20 + CASE WHEN slot < 20 THEN slot WHEN slot = 31 THEN 9 ELSE 0 END AS event, roll(n, 'date', 12) AS date_turn,
        slot BETWEEN 1 AND 6 AND NOT event_has_note(event) AS bounds_event,
        slot BETWEEN 20 AND 25 AND tells_the_past(n, campaign) AS tells_the_past_of_figure
    FROM part
),
-- A unit's first claim supports it, later ones limit it.
staged AS (
    SELECT *,
        CASE
            WHEN slot = 31 THEN if(campaign % 3 = 0, 'contradicts', 'qualifies')
            WHEN slot BETWEEN 26 AND 29 AND unit_turn >= getvariable('units') THEN 'qualifies'
            ELSE 'supports' END AS stance
    FROM targeted
)
SELECT n, campaign, slot, unit_turn, event, bounds_event, tells_the_past_of_figure,
    passage_id(passage) || '-c' || (slot % 6 + 1) AS claim_id,
    passage_id(passage) AS passage_id,
    CASE WHEN slot < 20 OR slot = 31 THEN event_id(event) END AS event_id,
    CASE WHEN slot BETWEEN 20 AND 25 THEN figure_id(campaign * 6 + slot - 20) END AS figure_id,
    CASE WHEN slot BETWEEN 26 AND 29 THEN unit_id(unit_turn % getvariable('units')) END AS unit_id,
    CASE WHEN slot = 30 THEN place_id(campaign % getvariable('places')) END AS place_id,
    stance,
    modality(n) AS modality,
    picked(['Wikipedia', 'Wikipedia', 'CNN', 'Syrian government', 'Local council, through a spokesman', 'AFP', 'Ministry of Défense'],
        n, 'claimant') AS claimant,
    CASE WHEN slot < 7 OR slot BETWEEN 20 AND 25 OR slot = 31 THEN CASE date_turn
        WHEN 0 THEN opening_day(event) || '/' || closing_day(event)
        WHEN 1 THEN opening_day(event) || '/' || closing_day(event) || '~'
        WHEN 2 THEN opening_day(event) || '?/..'
        WHEN 3 THEN '../' || closing_day(event)
        WHEN 4 THEN strftime(opening_day(event), '%Y-%m') || '/' || strftime(closing_day(event), '%Y-%m')
        WHEN 5 THEN strftime(opening_day(event), '%Y') || '/' || strftime(closing_day(event), '%Y') || '%' END END AS date_edtf,
    CASE WHEN stance <> 'supports' OR roll(n, 'has note', 100) < 25 THEN note_text(n) END AS note
FROM staged
