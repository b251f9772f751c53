-- Who says so: What was only reported, announced or observed
--
-- Which events, numbers and units does the source nowhere state as a plain fact?
--
-- One row per record none of whose supporting claims is asserted. Reported passes on what others say, announced is the word of who would
-- act, planned was set for later, observed was seen, as on images. These words are about the wording of the source, not about our belief;
-- write "was reported" where the data do.
SELECT
    string_agg(DISTINCT CAST(modality AS VARCHAR), '; ' ORDER BY CAST(modality AS VARCHAR)) AS modality,
    record_type,
    min(record) AS record,
    string_agg(DISTINCT claimant, '; ' ORDER BY claimant) AS claimants,
    string_agg(claim_id, '; ' ORDER BY ordinal, claim_id) AS claims,
    string_agg(note, ' ' ORDER BY ordinal, claim_id) AS note
FROM record_claims
WHERE stance = 'supports'
GROUP BY record_type, record_id
HAVING NOT bool_or(modality = 'asserted')
ORDER BY 1, record_type, min(ordinal), record_id;
