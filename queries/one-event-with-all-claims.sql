-- What happened: One event with all that is known of it
--
-- What is known of one event, and what does each part of it rest on?
--
-- One row per fact: those of the event first, then its places, units and numbers, then every claim, whether it supports the event or not.
-- Positions of places are in other tables. That a claim supports the event does not mean that its passage gives every fact here: the notes
-- of the claims tell which. No rows mean that there is no event of this id.
--   (event): id of the event, as `event_id` has it
SET VARIABLE event = 'taftanaz-captured';
WITH facts AS (
    SELECT
        [
            {'fact': 'what', 'said': title},
            {'fact': 'when', 'said': day},
            {
                'fact': 'bounds',
                'said': coalesce(CAST(date_earliest AS VARCHAR), 'open') || ' to ' || coalesce(CAST(date_latest AS VARCHAR), 'open')
            },
            {'fact': 'kind', 'said': type_label || ' (' || status || ')'},
            {'fact': 'part of', 'said': parent_title},
            {'fact': 'outcome', 'said': outcome},
            {'fact': 'description', 'said': description},
            {'fact': 'note', 'said': note}
        ] AS listed
    FROM event_lines
    WHERE event_id = getvariable('event')
),
told AS (
    SELECT 1 AS part, generate_subscripts(listed, 1) AS number, unnest(listed).fact AS fact, unnest(listed).said AS said, NULL AS rests_on
    FROM facts
    UNION ALL
    SELECT
        2,
        row_number() OVER (ORDER BY p.name),
        'place',
        p.name || ' (' || ep.role || ')' || coalesce('; held afterwards by: ' || ep.control_after, ''),
        p.place_id
    FROM event_places AS ep JOIN places AS p ON p.place_id = ep.place_id
    WHERE ep.event_id = getvariable('event')
    UNION ALL
    SELECT 3, row_number() OVER (ORDER BY eu.role, u.name), 'unit', u.name || ' (' || eu.role || ')', u.unit_id
    FROM event_units AS eu JOIN units AS u ON u.unit_id = eu.unit_id
    WHERE eu.event_id = getvariable('event')
    UNION ALL
    SELECT
        4,
        row_number() OVER (ORDER BY figure_id),
        'number',
        range || ' ' || counted || ' (' || measure || ')' || coalesce('; ' || warning, ''),
        figure_id
    FROM figure_ranges
    WHERE event_id = getvariable('event')
    UNION ALL
    SELECT
        5,
        row_number() OVER (ORDER BY ordinal, length(claim_id), claim_id),
        'claim',
        stance || ', ' || modality || ' by ' || claimant || ' (' || section || ')' || coalesce('; ' || note, ''),
        claim_id
    FROM record_claims
    WHERE record_type = 'event' AND record_id = getvariable('event')
)
SELECT fact, said, rests_on FROM told WHERE said IS NOT NULL ORDER BY part, number;
