-- One row per event and claim that dates it to other days than the record has: both cannot be right.
--
-- Claims that support or contradict the event are compared, those that qualify it are not, since their day is that of what limits it.
--   event_id: the event
--   event_days: days between which the record has it
--   within: title of the larger event that bounds these days, where its own date leaves them open
--   claim_id: the claim
--   claim_days: days to which the claim dates it
--   claim_first: first of them; empty where open
--   claim_last: last of them; empty where open
--   is_earlier: yes where the claim has it earlier than the record, no where later
--   reason: why they exclude each other, in words
CREATE VIEW date_conflicts AS
WITH dated AS (
    SELECT claim_id, event_id, edtf_first(date_edtf) AS first_day, edtf_last(date_edtf) AS last_day
    FROM claims
    WHERE event_id IS NOT NULL AND date_edtf IS NOT NULL AND stance <> 'qualifies'
)
SELECT
    s.event_id,
    days_in_words(s.first_day, s.last_day) AS event_days,
    CASE WHEN s.is_narrowed = 'yes' THEN s.within END AS within,
    d.claim_id,
    days_in_words(d.first_day, d.last_day) AS claim_days,
    d.first_day AS claim_first,
    d.last_day AS claim_last,
    CASE WHEN d.last_day < s.first_day THEN 'yes' ELSE 'no' END AS is_earlier,
    'Its days are ' || days_in_words(d.first_day, d.last_day) || ', those of the record ' || days_in_words(s.first_day, s.last_day)
    || CASE WHEN s.is_narrowed = 'yes' THEN ', as a part of "' || s.within || '"' ELSE '' END || '.' AS reason
FROM dated AS d
JOIN event_spans AS s ON s.event_id = d.event_id
WHERE d.last_day < s.first_day OR d.first_day > s.last_day
ORDER BY s.event_id, d.claim_id;
