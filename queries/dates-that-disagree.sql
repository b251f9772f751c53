-- Where sources disagree: Dates that disagree
--
-- Which events do sources date to other days than the record has?
--
-- One row per event and claim whose days do not meet. Where the event's own date is open, the larger event of which it is part bounds it,
-- and `within` names that: then either the day or the part is wrong. The stance is that of the claim: one that supports the event may
-- still have it on another day.
SELECT e.title AS event, d.event_days, d.within, d.claim_days, c.claimant, c.stance, c.note, d.claim_id, d.event_id
FROM date_conflicts AS d
JOIN events AS e ON e.event_id = d.event_id
JOIN claims AS c ON c.claim_id = d.claim_id
ORDER BY d.event_id, d.claim_id;
