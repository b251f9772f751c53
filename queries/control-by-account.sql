-- Who held what: Control by every account
--
-- Who held a place day by day, by each source for itself?
--
-- One row per source and run of days on which it says the same. A statement holds until the source makes another, however long that is. Put
-- the rows of one day side by side: where they differ, accounts differ. A source without a row on a day says nothing of it.
--   (place): the place, in any spelling or script that `places_called` knows
SET VARIABLE place = 'Sarmin';
SELECT
    a.place,
    min(a.day) AS from_day,
    max(a.day) AS to_day,
    a.holder,
    a.since,
    a.statement,
    a.claimants,
    a.claim_ids,
    a.source_id
FROM control_accounts AS a JOIN places_called(getvariable('place')) AS p ON p.place_id = a.place_id
GROUP BY a.place, a.holder, a.since, a.statement, a.claimants, a.claim_ids, a.source_id, a.event_id
ORDER BY a.place, from_day, a.source_id, a.event_id;
