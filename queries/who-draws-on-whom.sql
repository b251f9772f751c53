-- Where sources disagree: Who draws on whom
--
-- Which sources copy, translate, cite or seem to draw on which others?
--
-- One row per source and source on which it draws. Likeness is our judgement, where the text names no source. Copies of agency texts whose
-- original is not among the sources are not here: `originator` in the table sources says whose they are.
SELECT
    s.title AS source,
    s.publisher,
    o.title AS draws_on,
    coalesce(o.originator, o.publisher) AS origin,
    string_agg(DISTINCT d.basis, '; ' ORDER BY d.basis) AS basis,
    string_agg(d.passage_id, '; ' ORDER BY p.ordinal, d.passage_id) AS passages,
    s.source_id,
    o.source_id AS origin_id
FROM derivations AS d
JOIN passages AS p ON p.passage_id = d.passage_id
JOIN sources AS s ON s.source_id = p.source_id
JOIN sources AS o ON o.source_id = d.derived_from_source_id
GROUP BY s.source_id, s.title, s.publisher, o.source_id, o.title, o.originator, o.publisher
ORDER BY s.source_id, o.source_id;
