-- One row per name of a place: three each, the one under which it stands in places, an Arabic one, and that one in Latin letters.
SELECT n, n // 3 AS place, n % 3 AS slot,
    place_id(place) AS place_id,
    CASE slot WHEN 0 THEN place_name(place) WHEN 1 THEN place_name_arabic(place) ELSE place_name_latin(place) END AS name,
    ['en', 'ar', 'ar-Latn'][slot + 1] AS language,
    source_id((place + slot) % getvariable('gazetteers')) AS source_id
FROM part
