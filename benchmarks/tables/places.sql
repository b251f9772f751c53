-- One row per place. A point is that of the place above it, moved a little.
WITH ranked AS (
    SELECT n, place_rank(n) AS rank, place_above(n) AS above, place_above(above) AS second, place_above(second) AS third,
        CASE
            WHEN n = 0 THEN 'country'
            WHEN rank < 0 THEN 'governorate'
            WHEN rank % 10 = 0 THEN 'plain'
            ELSE picked(['village', 'village', 'village', 'village', 'town', 'town', 'city'], n, 'type') END AS place_type,
        n > 0 AND rank >= 0 AND rank % 10 <> 0 AS is_settlement,
        NOT (is_settlement AND rank % 10 = 9) AS has_point
    FROM part
)
SELECT n, is_settlement, has_point,
    place_id(n) AS place_id,
    place_name(n) AS name,
    place_type,
    place_id(above) AS parent_place_id,
    if(has_point, round(35.01103 + place_north(n) + place_north(above) + place_north(second) + place_north(third), 6), NULL) AS latitude,
    if(has_point, round(38.5112 + place_east(n) + place_east(above) + place_east(second) + place_east(third), 6), NULL) AS longitude,
    CASE
        WHEN NOT has_point THEN NULL
        WHEN n = 0 THEN 425000
        WHEN place_type = 'governorate' THEN 62000
        WHEN place_type = 'plain' THEN 26000
        ELSE 250 + 50 * roll(n, 'uncertainty', 6) END AS coordinate_uncertainty_m,
    CASE
        WHEN NOT has_point THEN NULL
        WHEN is_settlement THEN 'settlement_point'
        WHEN place_type = 'plain' THEN 'area_label'
        ELSE 'area_centroid' END AS coordinate_type,
    CASE WHEN has_point THEN source_id(n % getvariable('gazetteers')) END AS coordinate_source_id,
    CASE WHEN is_settlement THEN picked(['Idleb', 'Jisr-Ash-Shugur', 'Harim', 'Ariha', 'Al Ma''ra'], n, 'admin2') END AS admin2_name,
    CASE WHEN is_settlement THEN format('SY{:04d}', roll(n, 'admin2', 10000)) END AS admin2_pcode,
    CASE WHEN is_settlement THEN picked(['Idleb', 'Badama', 'Sarmin', 'Bennsh', 'Teftnaz'], n, 'admin3') END AS admin3_name,
    CASE WHEN is_settlement THEN format('SY{:06d}', roll(n, 'admin3', 1000000)) END AS admin3_pcode,
    CASE WHEN is_settlement THEN format('C{:d}', 1000 + n) END AS ocha_pcode,
    CASE WHEN roll(n, 'geonames', 10) < 7 THEN 160000 + n END AS geonames_id,
    CASE WHEN roll(n, 'wikidata', 10) < 3 THEN format('Q{:d}', 3000000 + n) END AS wikidata_id,
    CASE WHEN roll(n, 'has note', 10) < 3 THEN note_text(n) END AS note
FROM ranked
