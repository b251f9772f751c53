-- One row per event. Leaves have dates of every form; what frames them has an interval, and a conflict none.
WITH numbered_events AS (
    SELECT n, n // 20 AS campaign, n % 20 AS slot, event_type(n) AS event_type, opening_day(n) AS first, closing_day(n) AS last,
        first + roll(n, 'day', 6)::INTEGER AS day
    FROM part
),
staged AS (
    SELECT *,
        CASE
            WHEN slot > 6 AND slot <> 18 AND roll(n, 'status', 100) < 7 AND event_type NOT LIKE '%-capture' THEN 'planned'
            ELSE 'occurred' END AS status,
        CASE
            WHEN event_type = 'conflict' THEN 'background'
            WHEN slot < 7 OR roll(n, 'phase', 10) > 1 THEN 'operation'
            ELSE ['background', 'ceasefire'][1 + roll(n, 'phase', 10)] END AS phase,
        roll(n, 'date', 100) AS chance
    FROM numbered_events
),
-- Months and years are wider than the days of the event above, so only events that need not lie within these have them.
formed AS (
    SELECT *,
        CASE
            WHEN event_type = 'conflict' OR slot = 19 THEN 'unknown'
            WHEN slot < 7 THEN 'span'
            WHEN (status = 'planned' OR phase = 'background') AND chance < 30 THEN if(chance < 20, 'month', 'year')
            WHEN chance < 60 THEN 'day'
            WHEN chance < 75 THEN 'range'
            WHEN chance < 85 THEN 'before'
            WHEN chance < 92 THEN 'after'
            ELSE 'unknown' END AS form,
        if(roll(n, 'doubt', 100) < 15, '~', '') AS doubt
    FROM staged
),
dated AS (
    SELECT *,
        CASE form
            WHEN 'span' THEN first || '/' || last || doubt
            WHEN 'day' THEN day || doubt
            WHEN 'range' THEN (first + 1) || '/' || (last - 1) || doubt
            WHEN 'before' THEN '../' || day || doubt
            WHEN 'after' THEN day || doubt || '/..'
            WHEN 'month' THEN strftime(day, '%Y-%m') || doubt
            WHEN 'year' THEN strftime(day, '%Y') || doubt END AS date_edtf,
        CASE form
            WHEN 'span' THEN first
            WHEN 'day' THEN day
            WHEN 'range' THEN first + 1
            WHEN 'after' THEN day
            WHEN 'month' THEN date_trunc('month', day)::DATE
            WHEN 'year' THEN date_trunc('year', day)::DATE END AS date_earliest,
        CASE form
            WHEN 'span' THEN last
            WHEN 'day' THEN day
            WHEN 'range' THEN last - 1
            WHEN 'before' THEN day
            WHEN 'month' THEN last_day(day)
            WHEN 'year' THEN make_date(year(day), 12, 31) END AS date_latest
    FROM formed
)
SELECT n, campaign, slot, tells_the_past(campaign * 32 + slot, campaign) AS is_told_as_past,
    event_id(n) AS event_id,
    picked(['Army', 'Army', 'FSA', 'A patrol', 'The 4th column', 'A convoy', 'Air force'], n, 'who') || ' '
        || picked(['attacks', 'leaves', 'surrounds', 'shells', 'is driven from', 'marches on', 'announces a pause in'], n, 'does') || ' '
        || place_name(n) || CASE roll(n, 'where', 13)
            WHEN 0 THEN ', ' || place_name(n + 1) || ' and ' || place_name(n + 2)
            WHEN 1 THEN ', again'
            WHEN 2 THEN ' in the "week of fire"'
            WHEN 3 THEN ' by night'
            ELSE '' END AS title,
    event_type, status, date_edtf, date_earliest, date_latest,
    CASE form WHEN 'span' THEN 'range' WHEN 'year' THEN 'range' ELSE form END AS date_precision,
    phase,
    event_id(if(slot = 0, 20 * campaign_above(campaign), campaign * 20 + (slot - 1) // 3)) AS parent_event_id,
    CASE WHEN roll(n, 'outcome', 10) = 0 THEN picked(['Victory of the army', 'Withdrawal', 'No change of hands', 'Truce'], n, 'outcome') END
        AS outcome,
    picked([
        'The village fell at the end of two hours of fighting',
        'Shelling was reported to go on',
        'The town was closed in, so that nobody could get away',
        'Imagery showed that the troops had left',
        'Reports had the place among the next targets',
        'Both sides declared a halt, officially',
        'Inhabitants were reported to be leaving'
    ], n, 'description') || picked(['.', ', as two accounts have it.', ' near ' || place_name(n + 3) || '.', ' in the morning.'], n, 'tail')
        AS description,
    CASE WHEN event_has_note(n) THEN note_text(n) END AS note
FROM dated
