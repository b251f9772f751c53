-- Places and positions: Where each coordinate comes from
--
-- Which gazetteer gives the point of each place, and under which licence?
--
-- One row per place. The article has no coordinates: all were added. Whoever publishes a point owes its source the attribution that the
-- licence asks for. The notes in the table sources say how each was read. An empty `ocha_pcode` was not confirmed, which does not mean
-- that there is none.
SELECT
    p.name AS place,
    p.latitude,
    p.longitude,
    s.title AS source,
    s.publisher,
    s.licence,
    p.ocha_pcode
FROM places AS p LEFT JOIN sources AS s ON s.source_id = p.coordinate_source_id
ORDER BY s.source_id, p.name;
