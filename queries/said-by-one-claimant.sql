-- Who says so: What one claimant is credited with
--
-- What does the source credit to CNN?
--
-- One row per claim. It is what the article has the claimant say, not what it said: the original was not consulted. Put the name as
-- `who-is-credited` has it, capitals aside.
--   (claimant): who is credited, as 'CNN', 'Syrian Army' or 'US ambassador to Syria'
SET VARIABLE claimant = 'CNN';
SELECT record_type, record, stance, modality, note, passage_id, claim_id, record_id
FROM record_claims
WHERE lower(claimant) = lower(getvariable('claimant'))
ORDER BY ordinal, length(claim_id), claim_id;
