-- Where sources disagree: Claims on each event, by stance
--
-- How many claims support, contradict and qualify each event, and from how many sources?
--
-- One row per event, those with most against them first. Claims are not votes: copies of one text are several claims, and `accounts` counts
-- how many independent accounts support the event. Many claims that qualify mean that much is known of its limits.
SELECT
    e.title AS event,
    e.day,
    count(*) FILTER (WHERE r.stance = 'supports') AS supports,
    count(*) FILTER (WHERE r.stance = 'contradicts') AS contradicts,
    count(*) FILTER (WHERE r.stance = 'qualifies') AS qualifies,
    count(DISTINCT r.source_id) AS sources,
    max(c.accounts) AS accounts,
    max(c.grade) AS grade,
    e.event_id
FROM event_lines AS e
JOIN record_claims AS r ON r.record_type = 'event' AND r.record_id = e.event_id
JOIN corroboration AS c ON c.record_type = 'event' AND c.record_id = e.event_id
GROUP BY e.event_id, e.title, e.day
ORDER BY contradicts DESC, supports DESC, e.event_id;
