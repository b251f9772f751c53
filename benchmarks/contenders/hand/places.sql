CREATE TABLE places AS
WITH cells AS (
    SELECT * EXCLUDE (latitude, longitude, coordinate_uncertainty_m, geonames_id),
        latitude AS latitude_text, longitude AS longitude_text, coordinate_uncertainty_m AS radius_text, geonames_id AS geonames_text,
        number_of(latitude) AS latitude, number_of(longitude) AS longitude,
        integer_of(coordinate_uncertainty_m) AS radius, integer_of(geonames_id) AS geonames
    FROM "places.csv"
)
SELECT place_id, parent_place_id, name, latitude, longitude, radius, coordinate_type, coordinate_source_id,
    id_faults(place_id, 1) AS "place_id?",
    text_faults(name, 1) AS "name?",
    choice_faults(place_type, place_type IN ('country', 'governorate', 'city', 'town', 'village', 'plain'), 1) AS "place_type?",
    bounded_faults(latitude_text, latitude, -90, 90, 0) AS "latitude?",
    bounded_faults(longitude_text, longitude, -180, 180, 0) AS "longitude?",
    bounded_faults(radius_text, radius, 1, 9223372036854775807, 0) AS "coordinate_uncertainty_m?",
    choice_faults(coordinate_type, coordinate_type IN ('settlement_point', 'area_centroid', 'area_label'), 0) AS "coordinate_type?",
    link_faults(coordinate_source_id, sources.source_id, sources."source_id?" & 36, 0) AS "coordinate_source_id?",
    text_faults(admin2_name, 0) AS "admin2_name?",
    pattern_faults(admin2_pcode, '[A-Z]{2}[0-9]{4}', 0) AS "admin2_pcode?",
    text_faults(admin3_name, 0) AS "admin3_name?",
    pattern_faults(admin3_pcode, '[A-Z]{2}[0-9]{6}', 0) AS "admin3_pcode?",
    pattern_faults(ocha_pcode, '[A-Z]{1,2}[0-9]*', 0) AS "ocha_pcode?",
    bounded_faults(geonames_text, geonames, 1, 9223372036854775807, 0) AS "geonames_id?",
    pattern_faults(wikidata_id, 'Q[1-9][0-9]*', 0) AS "wikidata_id?",
    text_faults(cells.note, 0) AS "note?",
    CASE WHEN parent_place_id IS NOT NULL OR place_type = 'country' THEN 0 WHEN place_type IS NULL THEN 0 ELSE 1 END AS "place_chain_ends_at_a_country!",
    CASE WHEN [latitude IS NULL, longitude IS NULL, radius IS NULL, coordinate_type IS NULL, coordinate_source_id IS NULL]
        IN ([true, true, true, true, true], [false, false, false, false, false]) THEN 0 ELSE 1 END AS "coordinates_come_together!"
FROM cells LEFT JOIN (SELECT DISTINCT ON (source_id) source_id, "source_id?" FROM sources) AS sources ON sources.source_id = coordinate_source_id;
