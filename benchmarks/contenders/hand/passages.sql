CREATE TABLE passages AS
WITH cells AS (
    SELECT * EXCLUDE (ordinal, char_start, char_end),
        ordinal AS ordinal_text, char_start AS start_text, char_end AS end_text,
        integer_of(ordinal) AS ordinal, integer_of(char_start) AS char_start, integer_of(char_end) AS char_end
    FROM "passages.csv"
)
SELECT passage_id, cells.source_id, section, ordinal, char_start, char_end, disposition, published_last,
    id_faults(passage_id, 1) AS "passage_id?",
    link_faults(cells.source_id, sources.source_id, sources."source_id?" & 36, 1) AS "source_id?",
    text_faults(section, 1) AS "section?",
    bounded_faults(ordinal_text, ordinal, 1, 9223372036854775807, 1) AS "ordinal?",
    bounded_faults(start_text, char_start, 0, 9223372036854775807, 0) AS "char_start?",
    bounded_faults(end_text, char_end, 1, 9223372036854775807, 0) AS "char_end?",
    pattern_faults(sha256, '[0-9a-f]{64}', 0) AS "sha256?",
    text_faults(gist, 0) AS "gist?",
    choice_faults(disposition, disposition IN ('coded', 'context', 'duplicate', 'not_codable'), 1) AS "disposition?",
    text_faults(note, 0) AS "note?",
    CASE WHEN disposition <> 'coded' AND note IS NULL THEN 1 ELSE 0 END AS "uncoded_passage_has_a_note!",
    CASE WHEN (char_start IS NULL) = (char_end IS NULL) AND (char_start IS NULL) = (sha256 IS NULL) THEN 0 ELSE 1 END AS "position_comes_with_hash!",
    CASE WHEN (char_start IS NULL) = (gist IS NOT NULL) THEN 0 ELSE 1 END AS "passage_has_position_or_gist!",
    CASE WHEN char_start >= char_end THEN 1 ELSE 0 END AS "passage_is_not_empty!"
FROM cells LEFT JOIN (SELECT DISTINCT ON (source_id) source_id, "source_id?", published_last FROM sources) AS sources USING (source_id);
