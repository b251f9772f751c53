CREATE TABLE derivations AS
SELECT passage_id, derived_from_source_id, passage, published_first,
    link_faults(passage_id, passage, passage_faults, 1) AS "passage_id?",
    link_faults(derived_from_source_id, sources.source_id, sources."source_id?" & 36, 1) AS "derived_from_source_id?",
    choice_faults(basis, basis IN ('copy', 'translation', 'summary', 'citation', 'likeness'), 1) AS "basis?",
    text_faults(note, 0) AS "note?"
FROM "derivations.csv"
LEFT JOIN passage_ids ON passage_ids.id = passage_id
LEFT JOIN (SELECT DISTINCT ON (source_id) source_id, "source_id?", published_first FROM sources) AS sources
    ON sources.source_id = derived_from_source_id;
