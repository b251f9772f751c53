-- Places and positions: Events by place
--
-- What is told of each place, and how much?
--
-- One row per place. An event that names several places counts at each, so the numbers do not add up to that of the events, and they
-- measure what was written about a place, not how much was fought there. Events told of a wider area are not passed down to the places in
-- it. `begun_by` is the day by which the first had begun, so far as dates are known; the days of plans do not count.
SELECT
    p.name AS place,
    count(*) FILTER (WHERE e.status = 'occurred') AS events,
    count(*) FILTER (WHERE e.status = 'planned') AS planned,
    min(o.begun_by) FILTER (WHERE e.status = 'occurred') AS begun_by,
    max(e.date_latest) FILTER (WHERE e.status = 'occurred') AS last_day,
    string_agg(DISTINCT e.type_label, '; ' ORDER BY e.type_label) AS kinds,
    p.latitude,
    p.longitude
FROM places AS p
LEFT JOIN event_places AS ep ON ep.place_id = p.place_id
LEFT JOIN event_lines AS e ON e.event_id = ep.event_id
LEFT JOIN event_order AS o ON o.event_id = ep.event_id
GROUP BY p.place_id, p.name, p.latitude, p.longitude
ORDER BY events DESC, p.name;
