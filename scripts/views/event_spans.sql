-- One row per event with the days between which it lies, by its own date and by that of the larger event of which it is part.
--
-- An event that occurred, and is no background, lies within the days of the larger one: that bounds what its own date leaves open.
--   event_id: the event
--   first_day: first day on which it can have begun; empty where open
--   last_day: last day on which it can have ended; empty where open
--   is_narrowed: yes where the larger event bounds what its own date leaves open
--   within: title of the larger event that does
CREATE VIEW event_spans AS
SELECT
    e.event_id,
    coalesce(greatest(e.date_earliest, p.date_earliest), e.date_earliest) AS first_day,
    coalesce(least(e.date_latest, p.date_latest), e.date_latest) AS last_day,
    CASE
        WHEN (e.date_earliest IS NULL AND p.date_earliest IS NOT NULL) OR (e.date_latest IS NULL AND p.date_latest IS NOT NULL) THEN 'yes'
        ELSE 'no'
    END AS is_narrowed,
    p.title AS within
FROM events AS e
LEFT JOIN events AS p
    ON p.event_id = e.parent_event_id AND e.status = 'occurred' AND e.phase <> 'background'
ORDER BY e.event_id;
