-- One row per event and place whose point lies within a distance of a given point, nearest first.
--
-- The points come from gazetteers and not from the article, and each place may lie anywhere within its uncertainty: the governorate and the
-- plain have points that stand for large areas.
--   (lat): latitude of the centre, in decimal degrees (WGS 84)
--   (lon): longitude of the centre
--   (km): greatest distance in kilometres
--   distance_km: distance from the centre to the point of the place
--   uncertainty_km: radius around that point within which the place lies
--   place: name of the place
--   day: date of the event in words
--   event: title of the event
--   role: what the place is to the event
--   event_id: the event
--   place_id: the place
CREATE MACRO events_near(lat, lon, km) AS TABLE
SELECT
    round(distance_m(lat, lon, p.latitude, p.longitude) / 1000, 2) AS distance_km,
    round(p.coordinate_uncertainty_m / 1000, 2) AS uncertainty_km,
    p.name AS place,
    e.day,
    e.title AS event,
    ep.role,
    e.event_id,
    p.place_id
FROM places AS p
JOIN event_places AS ep ON ep.place_id = p.place_id
JOIN event_lines AS e ON e.event_id = ep.event_id
JOIN event_order AS o ON o.event_id = ep.event_id
WHERE distance_m(lat, lon, p.latitude, p.longitude) <= km * 1000
ORDER BY distance_m(lat, lon, p.latitude, p.longitude), p.place_id, o.position;
