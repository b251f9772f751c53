-- One row per event, figure and unit, and per place that has a claim: how well it is borne out, in words.
--
-- The grade follows from the claims by rule, and is no probability. Contested: a claim contradicts the record, or a comparison finds an
-- account that excludes it (stance contradicts in the view contradictions). Corroborated: not contested, and two or more independent
-- accounts support it (view accounts). Single source: neither. Qualifying claims do not change the grade. A record that only an
-- encyclopedia has, or one report and an encyclopedia, rests on a single source. Corroborated does not mean true, and single source does
-- not mean false.
--   record_type: event, figure, unit or place
--   record_id: the record
--   record: its title, name or number
--   grade: contested, corroborated or single source
--   accounts: number of independent accounts that support it
--   account_list: origins of each account, parted by ' | '
--   rests_on: the article alone (only claims of the article support it), the article and others, or others alone
--   borne_out_by: independent accounts of what the article says, beside the source on which its sentence seems to draw, parted by ' | '; empty
--     where there is none, or the article does not have the record
--   supporting: number of claims that support it
--   contradicting: number of claims and accounts that exclude it
--   qualifying: number of claims that qualify it
CREATE VIEW corroboration AS
WITH stances AS (
    SELECT
        record_type,
        record_id,
        min(record) AS record,
        count(*) FILTER (WHERE stance = 'supports') AS supporting,
        count(*) FILTER (WHERE stance = 'qualifies') AS qualifying
    FROM record_claims
    GROUP BY record_type, record_id
),
-- Of a pair that was found each side is excluded by the other, whichever has the row, or both.
sides AS (
    SELECT
        c.record_type,
        CASE WHEN turned THEN c.other_record_id ELSE c.record_id END AS record_id,
        CASE WHEN turned THEN c.record_id ELSE c.other_record_id END AS other_record_id,
        greatest(count(*) FILTER (WHERE NOT turned), 1) AS excluding
    FROM contradictions AS c CROSS JOIN (VALUES (FALSE), (TRUE)) AS both_ways (turned)
    WHERE c.stance = 'contradicts' AND (c.other_record_id IS NOT NULL OR NOT turned)
    GROUP BY 1, 2, 3
),
against AS (
    SELECT record_type, record_id, CAST(sum(excluding) AS BIGINT) AS contradicting FROM sides GROUP BY record_type, record_id
),
voices AS (
    SELECT
        record_type,
        record_id,
        bool_or(is_encyclopedia = 'yes') AS has_article,
        bool_or(is_encyclopedia = 'no') AS has_others
    FROM claim_origins
    WHERE stance = 'supports'
    GROUP BY record_type, record_id
),
drawn AS (
    SELECT DISTINCT r.record_type, r.record_id, coalesce(nullif(s.originator, 'not stated'), s.publisher) AS origin
    FROM record_claims AS r
    JOIN derivations AS d ON d.passage_id = r.passage_id
    JOIN sources AS s ON s.source_id = d.derived_from_source_id
    JOIN claim_origins AS o ON o.claim_id = r.claim_id AND o.is_encyclopedia = 'yes'
    WHERE r.stance = 'supports'
),
counted AS (
    SELECT
        a.record_type,
        a.record_id,
        count(DISTINCT a.account) AS accounts,
        string_agg(DISTINCT a.account, ' | ' ORDER BY a.account) AS account_list,
        string_agg(DISTINCT a.account, ' | ' ORDER BY a.account) FILTER (WHERE d.origin IS NULL) AS beside_the_drawn
    FROM accounts AS a
    LEFT JOIN drawn AS d ON d.record_type = a.record_type AND d.record_id = a.record_id AND list_contains(string_split(a.account, '; '), d.origin)
    GROUP BY a.record_type, a.record_id
)
SELECT
    s.record_type,
    s.record_id,
    s.record,
    CASE WHEN g.contradicting > 0 THEN 'contested' WHEN c.accounts > 1 THEN 'corroborated' ELSE 'single source' END AS grade,
    coalesce(c.accounts, 0) AS accounts,
    c.account_list,
    CASE
        WHEN v.has_article AND v.has_others THEN 'the article and others'
        WHEN v.has_article THEN 'the article alone'
        WHEN v.has_others THEN 'others alone'
    END AS rests_on,
    CASE WHEN v.has_article AND v.has_others THEN c.beside_the_drawn END AS borne_out_by,
    s.supporting,
    coalesce(g.contradicting, 0) AS contradicting,
    s.qualifying
FROM stances AS s
LEFT JOIN against AS g ON g.record_type = s.record_type AND g.record_id = s.record_id
LEFT JOIN voices AS v ON v.record_type = s.record_type AND v.record_id = s.record_id
LEFT JOIN counted AS c ON c.record_type = s.record_type AND c.record_id = s.record_id
ORDER BY s.record_type, s.record_id;
