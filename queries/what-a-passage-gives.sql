-- The source and its coding: What rests on one passage
--
-- What in the data rests on one sentence or line of the source?
--
-- One row per claim on the passage. To read the sentence itself, take your own copy of the article: the table passages has its position
-- there, and `make verify-source` proves it. If you find the sentence misread, name the claim id: it is what a correction should point to.
--   (passage): id of the passage, as 'wp-i06' (line of the infobox) or 'wp-s16' (sentence)
SET VARIABLE passage = 'wp-s16';
SELECT record_type, record, stance, modality, claimant, note, claim_id, record_id
FROM record_claims
WHERE passage_id = getvariable('passage')
ORDER BY length(claim_id), claim_id;
