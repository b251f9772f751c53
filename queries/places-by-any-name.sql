-- Places and positions: A place by any of its names
--
-- Which place is called Kelly, and what else is it called?
--
-- `Kelly`, `Kilalī` and `كللي` all find Killi. One row per place of which some name holds these letters, without regard to capitals,
-- accents, blanks and hyphens. Names in the article are plain English spellings; all others come from gazetteers, language by language.
-- One name may be borne by several places: `Idleb` is a city and a governorate. Only places that the data set names are here, so no rows
-- do not mean that there is no such place.
--   (name): the name, or a part of it, in any spelling or script
SET VARIABLE name = 'Kelly';
WITH known AS (
    SELECT place_id, name, language, source_id FROM place_names
    UNION ALL
    SELECT place_id, name, NULL, NULL FROM places AS p
    WHERE NOT EXISTS (FROM place_names AS n WHERE n.place_id = p.place_id AND n.name = p.name)
),
found AS (
    SELECT place_id, string_agg(DISTINCT name, '; ' ORDER BY name) AS matches
    FROM known
    WHERE contains(bare_letters(name), nullif(bare_letters(getvariable('name')), ''))
    GROUP BY place_id
),
others AS (
    SELECT
        place_id,
        string_agg(DISTINCT name, '; ' ORDER BY name) FILTER (WHERE language = 'ar') AS arabic_names,
        string_agg(DISTINCT name, '; ' ORDER BY name) FILTER (WHERE language <> 'ar') AS other_names
    FROM known
    GROUP BY place_id
)
SELECT
    p.name AS place,
    f.matches,
    o.arabic_names,
    o.other_names,
    p.place_type,
    p.admin3_name AS subdistrict,
    p.latitude,
    p.longitude,
    p.ocha_pcode,
    p.geonames_id,
    p.wikidata_id,
    p.place_id
FROM found AS f
JOIN places AS p ON p.place_id = f.place_id
JOIN others AS o ON o.place_id = f.place_id
ORDER BY p.name;
