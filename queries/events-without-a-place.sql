-- Places and positions: Events without a place
--
-- Which events have no place, and why?
--
-- One row per event; why is its note. Such an event drops out of every map and of every question about a place. It is left without a place
-- because the source names none, not because it has none: put no point of your own in its stead without saying so.
SELECT e.title AS event, e.day, e.type_label, e.status, e.phase, e.note AS why, e.event_id
FROM event_lines AS e JOIN event_order AS o ON o.event_id = e.event_id
WHERE e.event_id NOT IN (SELECT event_id FROM event_places)
ORDER BY o.position;
