-- One row per place and day of the operation: who held the place, by the accounts.
--
-- Days run from the first to the last day of the operation, in the widest bounds that a source gives it. Places are those that events name,
-- without country and governorate. A statement is an event that occurred and either says who held the place afterwards, or is a withdrawal
-- from it; control_statements has each with every account of it. It is certain from the last day on which the event can have ended, by the
-- account that has it earliest: 'by 3 April' holds from 3 April on, and an account without a last day says nothing of any day. The latest
-- statement holds until the next one, however long nothing more is said: since tells how old it is. Of two from one day the one that can
-- have begun earlier is the earlier. A place is contested if the event says so, if a claim contradicts an event that names a holder (one
-- that only has it earlier does not), or if statements of one moment name different holders. After a withdrawal that names no holder it is
-- not said who held the place, even if another claim denies the withdrawal: basis tells of it.
--   day: the day
--   place: name of the place
--   holder: government, opposition, contested (accounts differ) or 'not said'
--   since: day from which that is certain; empty where nothing is said up to the day
--   basis: on what that rests, in words, with the claims that contradict or qualify it
--   place_id: the place
--   event_ids: ids of the events behind it, parted by '; '
--   claim_ids: ids of the claims on those events, whatever their stance, parted by '; '
CREATE VIEW control_by_day AS
WITH statements AS (
    SELECT
        c.place_id,
        c.event_id,
        o.position,
        c.holder,
        c.since,
        -- Of accounts with one last day, the one that leaves the beginning most open.
        min(coalesce(c.can_begin, DATE '0001-01-01')) AS can_begin,
        arg_min(c.words, coalesce(c.can_begin, DATE '0001-01-01')) AS words
    FROM control_statements AS c JOIN event_order AS o ON o.event_id = c.event_id
    GROUP BY c.place_id, c.event_id, o.position, c.holder, c.since
),
span AS (
    SELECT min(date_earliest) AS first_day, max(date_latest) AS last_day
    FROM events
    WHERE event_type = 'operation' AND status = 'occurred'
),
days AS (
    SELECT CAST(unnest(generate_series(first_day, last_day, INTERVAL 1 DAY)) AS DATE) AS day FROM span
),
settings AS (
    SELECT d.day, p.place_id, p.name AS place
    FROM days AS d CROSS JOIN places AS p
    WHERE p.place_type NOT IN ('country', 'governorate') AND p.place_id IN (SELECT place_id FROM event_places)
),
latest AS (
    SELECT d.day, s.*
    FROM days AS d JOIN statements AS s ON s.since <= d.day
    QUALIFY rank() OVER (PARTITION BY d.day, s.place_id ORDER BY s.since DESC, s.can_begin DESC) = 1
),
-- A claim that has the event earlier denies its day, not who held the place after it.
contradicted AS (
    SELECT DISTINCT c.event_id
    FROM claims AS c JOIN events AS e ON e.event_id = c.event_id
    WHERE c.stance = 'contradicts' AND coalesce(edtf_last(c.date_edtf) >= e.date_latest, TRUE)
),
verdicts AS (
    SELECT
        l.day,
        l.place_id,
        max(l.since) AS since,
        CASE
            WHEN count(DISTINCT l.holder) > 1 OR bool_or(l.holder = 'contested') THEN 'contested'
            -- A capture and a withdrawal of the same moment: which came last is not known.
            WHEN count(l.holder) < count(*) THEN 'not said'
            WHEN bool_or(c.event_id IS NOT NULL) THEN 'contested'
            ELSE min(CAST(l.holder AS VARCHAR))
        END AS holder
    FROM latest AS l LEFT JOIN contradicted AS c ON c.event_id = l.event_id
    GROUP BY l.day, l.place_id
),
-- The other side of a contradiction: statements on the same place that rest on the very passage that contradicts.
rivals AS (
    SELECT s.place_id, s.event_id, r.event_id AS rival_id
    FROM statements AS s
    JOIN claims AS against ON against.event_id = s.event_id AND against.stance = 'contradicts'
    JOIN claims AS backing ON backing.passage_id = against.passage_id AND backing.stance = 'supports'
    JOIN statements AS r ON r.event_id = backing.event_id AND r.place_id = s.place_id AND r.event_id <> s.event_id
),
behind AS (
    SELECT day, place_id, event_id, min(position) AS position, max(words) AS words, bool_or(is_latest) AS is_latest
    FROM (
        SELECT day, place_id, event_id, position, words, TRUE AS is_latest FROM latest
        UNION ALL
        SELECT l.day, l.place_id, s.event_id, s.position, s.words, FALSE
        FROM latest AS l
        JOIN rivals AS r ON r.place_id = l.place_id AND r.event_id = l.event_id
        JOIN statements AS s ON s.place_id = r.place_id AND s.event_id = r.rival_id
        WHERE s.event_id NOT IN (SELECT other.event_id FROM latest AS other WHERE other.day = l.day AND other.place_id = l.place_id)
    )
    GROUP BY day, place_id, event_id
),
events_behind AS (
    SELECT
        day,
        place_id,
        string_agg(event_id, '; ' ORDER BY event_id) AS event_ids,
        string_agg(words, '; ' ORDER BY position) AS all_words,
        string_agg(words, '; ' ORDER BY position) FILTER (WHERE is_latest) AS latest_words
    FROM behind
    GROUP BY day, place_id
),
claims_behind AS (
    SELECT
        b.day,
        b.place_id,
        string_agg(DISTINCT c.claim_id, '; ' ORDER BY c.claim_id) AS claim_ids,
        string_agg(
            CASE c.stance WHEN 'contradicts' THEN 'Contradicted by ' ELSE 'Qualified by ' END
            || c.claimant || ' (' || c.claim_id || '): ' || coalesce(c.note, 'no reason given.'),
            ' ' ORDER BY c.stance, c.claim_id
        ) FILTER (WHERE b.is_latest AND c.stance <> 'supports') AS doubts
    FROM behind AS b JOIN claims AS c ON c.event_id = b.event_id
    GROUP BY b.day, b.place_id
),
first_said AS (
    SELECT place_id, min(since) AS first_day FROM statements GROUP BY place_id
)
SELECT
    x.day,
    x.place,
    coalesce(v.holder, 'not said') AS holder,
    v.since,
    CASE
        WHEN v.holder = 'contested' THEN 'Accounts differ: ' || e.all_words || '.'
        WHEN v.holder IS NOT NULL THEN e.latest_words || '.' || coalesce(' ' || c.doubts, '')
        WHEN f.first_day IS NOT NULL THEN 'Nothing is said before ' || CAST(f.first_day AS VARCHAR) || '.'
        ELSE 'No account says who held it.'
    END AS basis,
    x.place_id,
    e.event_ids,
    c.claim_ids
FROM settings AS x
LEFT JOIN verdicts AS v ON v.day = x.day AND v.place_id = x.place_id
LEFT JOIN events_behind AS e ON e.day = x.day AND e.place_id = x.place_id
LEFT JOIN claims_behind AS c ON c.day = x.day AND c.place_id = x.place_id
LEFT JOIN first_said AS f ON f.place_id = x.place_id
ORDER BY x.day, x.place;
