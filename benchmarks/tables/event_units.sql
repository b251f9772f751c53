-- One row per event and unit: four take part in each operation, one in every event within it but slot 18.
WITH manned AS (
    SELECT n, n // 22 AS campaign, n % 22 AS slot,
        campaign * 20 + [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19][slot + 1] AS event
    FROM part
)
SELECT n, campaign, slot,
    event_id(event) AS event_id,
    unit_id(n % getvariable('units')) AS unit_id,
    if(slot < 4, 'participant', picked(['initiator', 'initiator', 'target', 'defender', 'announcer', 'participant', 'affected'], n, 'role'))
        AS role
FROM manned
