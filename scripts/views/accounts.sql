-- One row per record and independent account that supports it.
--
-- Two supporting claims are one account if they have one origin (copies, agency texts, what draws on one source), or if both credit the
-- same claimant by name: five agencies that quote the Syrian Observatory are one account. A claimant written with a small first letter
-- ('activists', 'a resident') is not named, and two such may be the same people or not: they are told apart by origin alone. An
-- encyclopedia passes on what others report, so it is an account only where nothing else supports the record.
--   record_type: event, figure, unit or place
--   record_id: the record
--   account: origins of the account, parted by '; '
--   claimants: who is credited in it, parted by '; '
--   claim_ids: ids of its claims, parted by '; '; those of an encyclopedia only where it is the account
--   claims: how many these are
CREATE VIEW accounts AS
WITH RECURSIVE supporting AS (
    SELECT
        record_type,
        record_id,
        claim_id,
        claimant,
        origin,
        is_encyclopedia = 'yes' AND bool_or(is_encyclopedia = 'no') OVER of_record AS is_passed_on
    FROM claim_origins
    WHERE stance = 'supports'
    WINDOW of_record AS (PARTITION BY record_type, record_id)
),
witnesses AS (
    SELECT * FROM supporting WHERE NOT is_passed_on
),
links AS (
    SELECT DISTINCT a.record_type, a.record_id, a.origin, b.origin AS other
    FROM witnesses AS a
    JOIN witnesses AS b ON b.record_type = a.record_type AND b.record_id = a.record_id
    WHERE a.origin = b.origin OR (a.claimant = b.claimant AND regexp_matches(a.claimant, '^\p{Lu}'))
),
reached AS (
    SELECT record_type, record_id, origin, other FROM links
    UNION
    SELECT r.record_type, r.record_id, r.origin, l.other
    FROM reached AS r JOIN links AS l ON l.record_type = r.record_type AND l.record_id = r.record_id AND l.origin = r.other
),
labels AS (
    SELECT record_type, record_id, origin, min(other) AS label FROM reached GROUP BY record_type, record_id, origin
)
SELECT
    w.record_type,
    w.record_id,
    string_agg(DISTINCT w.origin, '; ' ORDER BY w.origin) AS account,
    string_agg(DISTINCT w.claimant, '; ' ORDER BY w.claimant) AS claimants,
    string_agg(DISTINCT w.claim_id, '; ' ORDER BY w.claim_id) AS claim_ids,
    count(DISTINCT w.claim_id) AS claims
FROM witnesses AS w
JOIN labels AS l ON l.record_type = w.record_type AND l.record_id = w.record_id AND l.origin = w.origin
GROUP BY w.record_type, w.record_id, l.label
ORDER BY w.record_type, w.record_id, account;
