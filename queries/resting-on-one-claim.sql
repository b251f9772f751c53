-- Who says so: What rests on a single claim
--
-- Which events, numbers, units and places have one claim alone to support them?
--
-- One row per such record; doubts counts the claims that contradict or qualify it. Two claims do not make a thing twice as sure: in this
-- version all come from one article, and two of its sentences may repeat one report. A record with one claim may still be right.
SELECT
    record_type,
    min(record) AS record,
    max(claimant) FILTER (WHERE stance = 'supports') AS claimant,
    max(CAST(modality AS VARCHAR)) FILTER (WHERE stance = 'supports') AS modality,
    max(section) FILTER (WHERE stance = 'supports') AS section,
    count(*) FILTER (WHERE stance <> 'supports') AS doubts,
    max(claim_id) FILTER (WHERE stance = 'supports') AS claim_id
FROM record_claims
GROUP BY record_type, record_id
HAVING count(*) FILTER (WHERE stance = 'supports') = 1
ORDER BY record_type, min(ordinal), record_id;
