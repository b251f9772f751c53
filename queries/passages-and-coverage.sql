-- The source and its coding: Passages and coverage
--
-- What of the source was coded, and what became of the rest?
--
-- One row per part of a document and what became of its passages. Every line of the infobox and sentence of the text is a passage, so what
-- was left out can be checked as well as what was coded; headings are none. Many claims on a passage mean that it tells much, not that it
-- is well founded. Characters are counted in the text as downloaded, which is not in the package.
SELECT
    p.source_id,
    p.section,
    c.disposition,
    count(*) AS passages,
    sum(p.char_end - p.char_start) AS characters,
    CAST(sum(c.claims) AS BIGINT) AS claims,
    arg_min(p.passage_id, p.ordinal) AS first,
    arg_max(p.passage_id, p.ordinal) AS last
FROM passage_coverage AS c JOIN passages AS p ON p.passage_id = c.passage_id
GROUP BY p.source_id, p.section, c.disposition
ORDER BY p.source_id, min(p.ordinal), c.disposition;
