-- Places and positions: How exact the coordinates are
--
-- How far is the point of each place to be trusted, and how many events hang on it?
--
-- One row per place, the most exact first. `uncertainty_m` is how far the compared sources put a settlement apart (at least 250 m), and
-- how far the edge of an area is from its point: a town reaches further than its uncertainty, and that an event took place within it is
-- not said. The points of areas stand for the area: measure no distances from them, and draw them as areas.
SELECT
    p.name AS place,
    p.coordinate_type,
    p.coordinate_uncertainty_m AS uncertainty_m,
    p.latitude,
    p.longitude,
    count(ep.event_id) AS events,
    p.note
FROM places AS p LEFT JOIN event_places AS ep ON ep.place_id = p.place_id
GROUP BY p.place_id, p.name, p.coordinate_type, p.coordinate_uncertainty_m, p.latitude, p.longitude, p.note
ORDER BY p.coordinate_uncertainty_m NULLS LAST, p.name;
