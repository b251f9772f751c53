-- One row per place, statement of who held it or left it, and account of that: the claims of one source that support it.
--
-- A statement is an event that occurred and either says who held the place afterwards, or is a withdrawal from it. It is certain from the
-- last day on which the event can have ended, by the date that the account gives it (the earliest, if it gives several), or by the record's
-- where it gives none: 'by 3 April' holds from 3 April on. An account that leaves the end open says nothing of any day.
--   place_id: the place
--   event_id: the event that is the statement
--   source_id: the source of the account
--   holder: government, opposition or contested; empty for a withdrawal that names nobody
--   since: day from which it is certain
--   can_begin: first day on which it can have begun; empty where open
--   claim_ids: the claims of the account, parted by '; '
--   claimants: who is credited in it, parted by '; '
--   words: the statement in words, with its date
CREATE VIEW control_statements AS
WITH told AS (
    SELECT
        c.event_id,
        p.source_id,
        first(c.date_edtf ORDER BY edtf_last(c.date_edtf) NULLS LAST, edtf_first(c.date_edtf) NULLS FIRST, c.date_edtf)
            FILTER (WHERE c.date_edtf IS NOT NULL) AS date_edtf,
        string_agg(c.claim_id, '; ' ORDER BY c.claim_id) AS claim_ids,
        string_agg(DISTINCT c.claimant, '; ' ORDER BY c.claimant) AS claimants
    FROM claims AS c JOIN passages AS p ON p.passage_id = c.passage_id
    WHERE c.event_id IS NOT NULL AND c.stance = 'supports'
    GROUP BY c.event_id, p.source_id
)
SELECT
    ep.place_id,
    e.event_id,
    t.source_id,
    ep.control_after AS holder,
    CASE WHEN t.date_edtf IS NULL THEN e.date_latest ELSE edtf_last(t.date_edtf) END AS since,
    CASE WHEN t.date_edtf IS NULL THEN e.date_earliest ELSE edtf_first(t.date_edtf) END AS can_begin,
    t.claim_ids,
    t.claimants,
    e.title || ', ' || edtf_in_words(coalesce(t.date_edtf, e.date_edtf))
    || coalesce(' (' || ep.control_after || ')', '; holder afterwards not said') AS words
FROM event_places AS ep
JOIN events AS e ON e.event_id = ep.event_id
JOIN told AS t ON t.event_id = e.event_id
WHERE e.status = 'occurred' AND since IS NOT NULL
    AND (ep.control_after IS NOT NULL OR (e.event_type = 'withdrawal' AND ep.role = 'origin'))
ORDER BY ep.place_id, since, e.event_id, t.source_id;
