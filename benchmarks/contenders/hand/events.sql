-- Which of an event's dates can be settled by comparing texts; the others are cut apart.
CREATE TABLE events AS
WITH dated AS (SELECT *, date_of(date_earliest) AS first, date_of(date_latest) AS last FROM "events.csv"),
told AS (
    SELECT *, CASE
        WHEN date_edtf IS NULL THEN 'none'
        WHEN date_edtf = date_earliest THEN if(first = last, 'told', 'other')
        WHEN date_edtf = date_earliest || '/' || date_latest THEN if(first IS NOT NULL AND last IS NOT NULL, 'told', 'other')
        WHEN date_edtf = '../' || date_latest THEN if(date_earliest IS NULL AND last IS NOT NULL, 'told', 'other')
        WHEN date_edtf = date_earliest || '/..' THEN if(date_latest IS NULL AND first IS NOT NULL, 'told', 'other')
        ELSE 'other' END AS dating
    FROM dated
),
cells AS (
    SELECT *,
        CASE dating WHEN 'other' THEN first_day(edtf_begin(date_edtf)) WHEN 'told' THEN first END AS told_first,
        CASE dating WHEN 'other' THEN last_day_of(edtf_end(date_edtf)) WHEN 'told' THEN last END AS told_last
    FROM told
)
SELECT event_id, cells.event_type, parent_event_id, status <> 'planned' AND phase <> 'background' AS is_bound, first, last,
    status = 'planned' AS is_planned, status = 'occurred' AND note IS NULL AS is_unexplained, note IS NULL AS is_unnoted,
    ends_with(cells.event_type, '-capture') AS is_capture,
    CASE cells.event_type WHEN 'government-capture' THEN 'opposition' WHEN 'opposition-capture' THEN 'government' END AS loser,
    id_faults(event_id, 1) AS "event_id?",
    text_faults(title, 1) AS "title?",
    link_faults(cells.event_type, types.event_type, types."event_type?" & 36, 1) AS "event_type?",
    choice_faults(status, status IN ('occurred', 'planned'), 1) AS "status?",
    CASE WHEN dating = 'told' THEN 0 ELSE pattern_faults(date_edtf, '([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?(/([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?|\.\.))?|\.\./[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?)', 0) END AS "date_edtf?",
    date_faults(date_earliest, first) AS "date_earliest?",
    date_faults(date_latest, last) AS "date_latest?",
    choice_faults(date_precision, date_precision IN ('day', 'range', 'month', 'before', 'after', 'unknown'), 1) AS "date_precision?",
    choice_faults(phase, phase IN ('background', 'operation', 'ceasefire'), 1) AS "phase?",
    text_faults(outcome, 0) AS "outcome?",
    text_faults(description, 1) AS "description?",
    text_faults(note, 0) AS "note?",
    CASE WHEN dating <> 'other' OR are_real(date_edtf, told_first, told_last) THEN 0 ELSE 1 END AS "event_dates_are_real!",
    CASE WHEN told_first > told_last THEN 1 ELSE 0 END AS "event_interval_runs_forward!",
    CASE WHEN dating <> 'told' AND (first IS DISTINCT FROM told_first OR last IS DISTINCT FROM told_last) THEN 1 ELSE 0 END AS "event_days_follow_from_edtf!",
    CASE WHEN first > last THEN 1 ELSE 0 END AS "event_starts_before_it_ends!",
    CASE WHEN date_precision IS NULL THEN 0 ELSE 1 - coalesce(CASE date_precision
        WHEN 'day' THEN first = last
        WHEN 'range' THEN first < last AND NOT (length(date_edtf) BETWEEN 7 AND 8 AND regexp_matches(date_edtf, '^[0-9]{4}-[0-9]{2}[~?%]?$') IS TRUE)
        WHEN 'month' THEN day(first) = 1 AND last = (first + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE
        WHEN 'before' THEN first IS NULL AND last IS NOT NULL
        WHEN 'after' THEN first IS NOT NULL AND last IS NULL
        WHEN 'unknown' THEN first IS NULL AND last IS NULL END,
        date_precision NOT IN ('day', 'range', 'month', 'before', 'after', 'unknown'))::INTEGER END AS "event_precision_fits_days!"
FROM cells LEFT JOIN (SELECT DISTINCT ON (event_type) * FROM event_types) AS types ON types.event_type = cells.event_type;
