-- Who says so: What the infobox says that the body does not
--
-- Which events, numbers, units and places stand in the infobox of the article alone?
--
-- One row per record that no passage outside the infobox supports. There a number has no sentence around it, so nothing tells who counted,
-- when and how: that goes for all strengths and losses of the operation as a whole. Doubts are the claims against the record. Single
-- details that only the infobox has, as the first day of the operation, are in the answer on contradictions instead.
SELECT
    record_type,
    min(record) AS record,
    string_agg(DISTINCT claimant, '; ' ORDER BY claimant) FILTER (WHERE stance = 'supports') AS claimants,
    string_agg(claim_id, '; ' ORDER BY ordinal, claim_id) FILTER (WHERE stance = 'supports') AS supporting_claims,
    string_agg(note, ' ' ORDER BY ordinal, claim_id) FILTER (WHERE stance <> 'supports') AS doubts,
    record_id
FROM record_claims
GROUP BY record_type, record_id
HAVING bool_and(section = 'Infobox') FILTER (WHERE stance = 'supports')
    -- A unit is named in the body also where it has a part in an event that stands there.
    AND (record_type <> 'unit' OR record_id IN (SELECT unit_id FROM order_of_battle WHERE infobox_only))
ORDER BY record_type, min(ordinal), record_id;
