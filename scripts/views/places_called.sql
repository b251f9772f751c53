-- One row per place that bears a given name, in whatever spelling or script.
--
-- Names are compared as bare_letters: without capitals, accents, blanks and hyphens. A place that bears the name in the article, or has it
-- as id, comes alone: 'Idlib' is the city, although gazetteers call the governorate so too. NULL and a name without letters are nobody's.
--   (spelling): the name, as 'Killi', 'Kelly' or 'كللي'
--   place_id: the place
--   place: its name in the article
CREATE MACRO places_called(spelling) AS TABLE
WITH known AS (
    SELECT place_id, name, 1 AS closeness FROM places
    UNION ALL
    SELECT place_id, place_id, 1 FROM places
    UNION ALL
    SELECT place_id, name, 2 FROM place_names
),
matching AS (
    SELECT place_id
    FROM known
    WHERE bare_letters(name) = nullif(bare_letters(spelling), '')
    QUALIFY rank() OVER (ORDER BY closeness) = 1
)
SELECT place_id, name AS place FROM places WHERE place_id IN (SELECT place_id FROM matching) ORDER BY place_id;
