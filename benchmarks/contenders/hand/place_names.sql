CREATE TABLE place_names AS
SELECT place_id, name, language, source_id,
    id_faults(place_id, 1) AS "place_id?",
    text_faults(name, 1) AS "name?",
    pattern_faults(language, '[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?', 1) AS "language?",
    id_faults(source_id, 1) AS "source_id?"
FROM "place_names.csv";
