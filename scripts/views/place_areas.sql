-- One row per place, with the governorate and the country in which it lies, by the tree of places.
--
-- A governorate lies in itself, and so does a country. What the tree does not lead to is empty.
--   place_id: the place
--   governorate: name of the governorate
--   country: name of the country
--   governorate_id: the governorate, as a place
--   country_id: the country, as a place
CREATE VIEW place_areas AS
WITH RECURSIVE above AS (
    SELECT place_id, place_id AS area_id FROM places
    UNION
    SELECT a.place_id, p.parent_place_id
    FROM above AS a JOIN places AS p ON p.place_id = a.area_id
    WHERE p.parent_place_id IS NOT NULL
)
SELECT
    a.place_id,
    min(p.name) FILTER (WHERE p.place_type = 'governorate') AS governorate,
    min(p.name) FILTER (WHERE p.place_type = 'country') AS country,
    min(p.place_id) FILTER (WHERE p.place_type = 'governorate') AS governorate_id,
    min(p.place_id) FILTER (WHERE p.place_type = 'country') AS country_id
FROM above AS a JOIN places AS p ON p.place_id = a.area_id
GROUP BY a.place_id
ORDER BY a.place_id;
