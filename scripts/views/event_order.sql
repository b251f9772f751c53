-- One row per event: its place in the order of time.
--
-- An event stands at the day by which it had certainly begun: its own day, the first day of a range, the last day of an open start or of a
-- month. On one day an open start comes first, then what can have begun earlier, then what lasts longer, then the order in which the
-- source tells it. Undated events come last, in the order of the source.
--   event_id: the event
--   begun_by: day by which it had begun, so far as a date is known
--   position: place in the order, from 1
CREATE VIEW event_order AS
WITH last_told AS (
    SELECT c.event_id, p.ordinal, c.claim_id
    FROM claims AS c JOIN passages AS p USING (passage_id)
    WHERE c.event_id IS NOT NULL AND c.stance = 'supports'
    -- The infobox comes first in the document but tells no order, so the last passage counts.
    QUALIFY row_number() OVER (PARTITION BY c.event_id ORDER BY p.ordinal DESC, length(c.claim_id), c.claim_id) = 1
),
begun AS (
    SELECT
        event_id, date_earliest, date_latest,
        CASE WHEN date_precision IN ('before', 'month') THEN date_latest ELSE date_earliest END AS begun_by
    FROM events
)
SELECT
    b.event_id,
    b.begun_by,
    row_number() OVER (
        ORDER BY
            b.begun_by NULLS LAST, b.date_earliest NULLS FIRST, b.date_latest DESC NULLS FIRST,
            t.ordinal NULLS LAST, length(t.claim_id), t.claim_id, b.event_id
    ) AS position
FROM begun AS b LEFT JOIN last_told AS t ON t.event_id = b.event_id
ORDER BY position;
