-- Dates: Days without a dated event
--
-- On which days of the operation does no dated event fall?
--
-- One row per day to which no event that occurred is dated. `may_include` names the events whose open or wide dates allow the day (the
-- operation itself, which covers every day, aside), `planned_for` what was due then. Silence is no calm: the source tells nothing of the
-- day, which does not mean that nothing happened.
WITH span AS (
    SELECT min(date_earliest) AS first_day, max(date_latest) AS last_day
    FROM events
    WHERE event_type = 'operation' AND status = 'occurred'
),
days AS (
    SELECT CAST(unnest(generate_series(first_day, last_day, INTERVAL 1 DAY)) AS DATE) AS day FROM span
),
allowed AS (
    SELECT
        d.day,
        e.title,
        o.position,
        e.status,
        e.date_latest = d.day AS is_last,
        e.date_precision = 'day' AS is_dated
    FROM days AS d
    JOIN events AS e
        ON coalesce(e.date_earliest, d.day) <= d.day AND coalesce(e.date_latest, d.day) >= d.day
        AND e.date_precision <> 'unknown' AND e.event_type <> 'operation'
    JOIN event_order AS o ON o.event_id = e.event_id
)
SELECT
    d.day,
    strftime(d.day, '%A') AS weekday,
    string_agg(a.title, '; ' ORDER BY a.position) FILTER (WHERE a.status = 'occurred') AS may_include,
    string_agg(a.title, '; ' ORDER BY a.position) FILTER (WHERE a.status = 'planned' AND a.is_last) AS planned_for
FROM days AS d LEFT JOIN allowed AS a ON a.day = d.day
GROUP BY d.day
HAVING NOT coalesce(bool_or(a.is_dated AND a.status = 'occurred'), false)
ORDER BY d.day;
