-- Who says so: Contradictions inside the source
--
-- Where does the source disagree with itself?
--
-- One row per claim against a record, those that exclude it first. Contradicts means that the record cannot be right if this passage is;
-- qualifies that both can, but the reader should know. Nothing is decided here, and neither side is the true one: quote both.
-- `supported_by` are the claims for the record.
SELECT stance, record, reason, claimant, claim_id, supporting_claims AS supported_by
FROM contradictions
ORDER BY stance, record_type, record_id, claim_id;
