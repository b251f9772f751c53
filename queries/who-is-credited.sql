-- Who says so: Who is credited with what
--
-- On whose word does the data set rest, and how much of it?
--
-- One row per claimant, those with most claims first. The publication itself stands where the passage credits nobody, even if it speaks of
-- reports. To be credited is not to have said so: only what sources print of it was read. `said-by-one-claimant` lists the
-- claims of one of them.
SELECT
    claimant,
    count(*) AS claims,
    count(*) FILTER (WHERE stance = 'supports') AS supports,
    count(*) FILTER (WHERE stance = 'contradicts') AS contradicts,
    count(*) FILTER (WHERE stance = 'qualifies') AS qualifies,
    count(DISTINCT record_id) FILTER (WHERE record_type = 'event') AS events,
    count(DISTINCT record_id) FILTER (WHERE record_type = 'figure') AS figures,
    count(DISTINCT record_id) FILTER (WHERE record_type = 'unit') AS units,
    count(DISTINCT record_id) FILTER (WHERE record_type = 'place') AS places
FROM record_claims
GROUP BY claimant
ORDER BY claims DESC, claimant;
