-- The source and its coding: What each source contributes
--
-- Which sources were coded, from what copy, and what did they give?
--
-- One row per source that has passages. Other sources than the article were read in their first part only, so few passages say nothing of
-- their length. `alone` counts records that no other source supports.
WITH supported AS (
    SELECT record_type, record_id, min(source_id) AS source_id
    FROM record_claims
    WHERE stance = 'supports'
    GROUP BY record_type, record_id
    HAVING count(DISTINCT source_id) = 1
),
alone AS (
    SELECT source_id, count(*) AS records FROM supported GROUP BY source_id
)
SELECT
    s.published,
    s.title,
    coalesce(nullif(s.originator, 'not stated'), s.publisher) AS origin,
    s.publisher,
    s.access,
    count(DISTINCT p.passage_id) AS passages,
    count(r.claim_id) AS claims,
    count(r.claim_id) FILTER (WHERE r.stance = 'contradicts') AS contradicts,
    coalesce(max(a.records), 0) AS alone,
    s.source_id
FROM sources AS s
JOIN passages AS p ON p.source_id = s.source_id
LEFT JOIN record_claims AS r ON r.passage_id = p.passage_id
LEFT JOIN alone AS a ON a.source_id = s.source_id
GROUP BY s.source_id, s.published, s.title, s.originator, s.publisher, s.access
ORDER BY s.published NULLS LAST, s.source_id;
