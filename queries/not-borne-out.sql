-- Where sources disagree: What no independent source bears out
--
-- Which statements of the article are borne out by nobody but the report from which they seem to come?
--
-- One row per record of the article that no independent account supports. `drawn_from` names the report on which its sentence seems to
-- draw, by our judgement of wording and date (table derivations): that report is no second witness, though it may be a good one. `others`
-- are the claims of other sources, which support it only as that report.
SELECT
    c.record_type,
    c.record,
    c.rests_on,
    string_agg(DISTINCT d.derived_from_source_id, '; ' ORDER BY d.derived_from_source_id) AS drawn_from,
    string_agg(DISTINCT r.claim_id, '; ' ORDER BY r.claim_id) FILTER (WHERE o.is_encyclopedia = 'yes') AS claims_of_the_article,
    string_agg(DISTINCT r.claim_id, '; ' ORDER BY r.claim_id) FILTER (WHERE o.is_encyclopedia = 'no') AS others,
    c.record_id
FROM corroboration AS c
JOIN record_claims AS r ON r.record_type = c.record_type AND r.record_id = c.record_id AND r.stance = 'supports'
JOIN claim_origins AS o ON o.claim_id = r.claim_id
LEFT JOIN derivations AS d ON d.passage_id = r.passage_id AND o.is_encyclopedia = 'yes'
WHERE starts_with(c.rests_on, 'the article') AND c.borne_out_by IS NULL
GROUP BY c.record_type, c.record, c.rests_on, c.record_id
ORDER BY c.record_type, c.rests_on DESC, c.record_id;
