-- One row per place, day and source that says who held it: every account behind control_by_day, each for itself.
--
-- Of one source the latest statement holds until its next one; two of one moment have a row each. Days are those of control_by_day. A
-- source that says nothing up to the day has no row, and a withdrawal that names nobody gives 'not said'.
--   day: the day
--   place: name of the place
--   holder: government, opposition, contested or 'not said', by this account
--   since: day from which that is certain by this account
--   statement: what it tells, with its date
--   claimants: who is credited
--   claim_ids: the claims of the account, parted by '; '
--   source_id: the source
--   event_id: the event that is the statement
--   place_id: the place
CREATE VIEW control_accounts AS
SELECT
    d.day,
    p.name AS place,
    coalesce(CAST(s.holder AS VARCHAR), 'not said') AS holder,
    s.since,
    s.words AS statement,
    s.claimants,
    s.claim_ids,
    s.source_id,
    s.event_id,
    s.place_id
FROM (SELECT DISTINCT day FROM control_by_day) AS d
JOIN control_statements AS s ON s.since <= d.day
JOIN places AS p ON p.place_id = s.place_id
QUALIFY rank() OVER (
    PARTITION BY d.day, s.place_id, s.source_id ORDER BY s.since DESC, coalesce(s.can_begin, DATE '0001-01-01') DESC
) = 1
ORDER BY d.day, place, s.since, s.source_id, s.event_id;
