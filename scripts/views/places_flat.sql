-- One row per place, with all its names and the name of what it lies in, for maps and spreadsheets.
--
-- Positions and codes are added from gazetteers and are not in the article; a position holds within its uncertainty only.
--   name: name of the place, as in the article
--   arabic_names: its names in Arabic script, parted by '; '
--   other_names: further spellings and names, in whatever language, parted by '; '
--   place_type: kind of place
--   lies_in: name of the place in which it lies
--   latitude: latitude of its point, in decimal degrees (WGS 84)
--   longitude: longitude of its point, in decimal degrees (WGS 84)
--   coordinate_uncertainty_m: radius in metres within which the place lies
--   coordinate_type: what the point stands for: a settlement, the centre of an area or a label on it
--   coordinate_source: title of the gazetteer that gives the point
--   admin2_name: name of its district
--   admin2_pcode: P-code of its district
--   admin3_name: name of its subdistrict
--   admin3_pcode: P-code of its subdistrict
--   ocha_pcode: P-code of the place itself
--   geonames_id: its id in GeoNames
--   wikidata_id: its id in Wikidata
--   note: what else a reader should know
--   place_id: the place
CREATE VIEW places_flat AS
WITH spellings AS (
    SELECT
        n.place_id,
        string_agg(DISTINCT n.name, '; ' ORDER BY n.name)
            FILTER (WHERE regexp_full_match(n.language, 'ar(-Arab)?(-[A-Z]{2})?')) AS arabic_names,
        string_agg(DISTINCT n.name, '; ' ORDER BY n.name)
            FILTER (WHERE NOT regexp_full_match(n.language, 'ar(-Arab)?(-[A-Z]{2})?') AND n.name <> p.name) AS other_names
    FROM place_names AS n JOIN places AS p USING (place_id)
    GROUP BY n.place_id
)
SELECT
    p.name,
    n.arabic_names,
    n.other_names,
    p.place_type,
    parent.name AS lies_in,
    p.latitude,
    p.longitude,
    p.coordinate_uncertainty_m,
    p.coordinate_type,
    s.title AS coordinate_source,
    p.admin2_name,
    p.admin2_pcode,
    p.admin3_name,
    p.admin3_pcode,
    p.ocha_pcode,
    p.geonames_id,
    p.wikidata_id,
    p.note,
    p.place_id
FROM places AS p
LEFT JOIN places AS parent ON parent.place_id = p.parent_place_id
LEFT JOIN sources AS s ON s.source_id = p.coordinate_source_id
LEFT JOIN spellings AS n ON n.place_id = p.place_id
ORDER BY p.place_id;
