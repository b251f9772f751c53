-- Dates: Undated and open-dated events
--
-- Which events lack a first or last day?
--
-- One row per event. "By 2012-04-03" bounds the end alone: the event may have been that day or long before. A filter by days, as
-- `date_earliest BETWEEN …`, drops these rows without a word; ask whether the bounds allow a day instead. Do not fill the gap with the
-- known end.
SELECT
    e.title AS event,
    e.day,
    CASE
        WHEN e.date_earliest IS NULL AND e.date_latest IS NULL THEN 'both days'
        WHEN e.date_earliest IS NULL THEN 'first day'
        ELSE 'last day'
    END AS lacks,
    e.status,
    e.phase,
    e.note,
    e.event_id
FROM event_lines AS e JOIN event_order AS o ON o.event_id = e.event_id
WHERE e.date_earliest IS NULL OR e.date_latest IS NULL
ORDER BY o.position;
