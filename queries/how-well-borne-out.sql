-- Where sources disagree: How well each record is borne out
--
-- Which records are contested, which corroborated, and which rest on a single source?
--
-- One row per event, figure and unit, and per place that has a claim. The grade follows from the claims by the rule that stands with the
-- view `corroboration` in the codebook; it is no probability. Corroborated means two independent accounts, not truth. Accounts that quote
-- one named claimant, copies, and an encyclopedia beside anything else add nothing.
SELECT grade, record_type, record, accounts, account_list, rests_on, contradicting, record_id
FROM corroboration
ORDER BY grade, record_type, accounts DESC, record_id;
