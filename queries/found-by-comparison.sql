-- Where sources disagree: What cannot both be true
--
-- Which accounts exclude each other by their values alone, whatever we think of them?
--
-- One row per pair that a comparison finds: numbers of one scope that no one number fits, days that do not meet, or two holders of one
-- place with nothing in between. No judgement of ours is in it but the coding of the values. Where the pair is coded as a contradiction
-- too, the reason has both. What no comparison can see, as a capture that others call a move, stands in `where-the-sources-disagree`.
SELECT found_by, record, claimant, reason, claim_id, supporting_claims AS claims_for, record_id, other_record_id
FROM contradictions
WHERE regexp_matches(found_by, 'numbers|days|control')
ORDER BY found_by, record_type, record_id, length(claim_id), claim_id, other_record_id;
