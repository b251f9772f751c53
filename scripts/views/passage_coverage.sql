-- One row per passage, with the number of claims and records that rest on it.
--   passage_id: the passage
--   section: section of the document in which it stands
--   disposition: what became of it
--   claims: number of claims that rest on it
--   records: number of events, figures, units and places that they are about
--   ordinal: place of the passage in its document, from 1
--   source_id: the document
--   note: why it has no claims, if it has none
CREATE VIEW passage_coverage AS
SELECT
    p.passage_id,
    p.section,
    p.disposition,
    count(r.claim_id) AS claims,
    count(DISTINCT r.record_type || ' ' || r.record_id) AS records,
    p.ordinal,
    p.source_id,
    p.note
FROM passages AS p LEFT JOIN record_claims AS r ON r.passage_id = p.passage_id
GROUP BY p.passage_id, p.section, p.disposition, p.ordinal, p.source_id, p.note
ORDER BY p.source_id, p.ordinal;
