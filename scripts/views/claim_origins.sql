-- One row per claim and origin of what it says: the agency, newspaper, broadcaster or body whose report it is.
--
-- A copy has the origin of what it copies; a passage that draws on another source (table derivations) has the origin of that one, unless it
-- stands in an encyclopedia, whose sentences may say more or less than what they draw on. A copy that names nobody counts as its
-- publisher's own. An origin is no eyewitness: claimant says whom it credits.
--   claim_id: the claim
--   record_type: event, figure, unit or place
--   record_id: the record that the claim is about
--   stance: supports, contradicts or qualifies
--   claimant: who is credited
--   origin: whose report it is
--   is_encyclopedia: yes where the claim's own source is an encyclopedia
--   source_id: the claim's own source
CREATE VIEW claim_origins AS
WITH reports AS (
    SELECT source_id, coalesce(nullif(originator, 'not stated'), publisher) AS origin, source_type = 'encyclopedia' AS is_encyclopedia
    FROM sources
)
SELECT DISTINCT
    r.claim_id,
    r.record_type,
    r.record_id,
    r.stance,
    r.claimant,
    CASE WHEN own.is_encyclopedia THEN own.origin ELSE coalesce(other.origin, own.origin) END AS origin,
    CASE WHEN own.is_encyclopedia THEN 'yes' ELSE 'no' END AS is_encyclopedia,
    p.source_id
FROM record_claims AS r
JOIN passages AS p ON p.passage_id = r.passage_id
JOIN reports AS own ON own.source_id = p.source_id
LEFT JOIN derivations AS d ON d.passage_id = r.passage_id
LEFT JOIN reports AS other ON other.source_id = d.derived_from_source_id
ORDER BY r.record_type, r.record_id, r.claim_id, origin;
