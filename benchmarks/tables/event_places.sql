-- One row per event and place. A capture says who holds the place afterwards: the captor, or nobody alone.
WITH placed AS (
    SELECT n, n // 20 AS campaign, n % 20 AS slot, event_of_place_row(n) AS event, event_type(event) AS event_type,
        roll(n, 'role', 100) AS chance
    FROM part
)
SELECT n, campaign, slot, event, event_type,
    event_id(event) AS event_id,
    place_id(place_of_row(n)) AS place_id,
    CASE
        WHEN event % 20 < 7 OR event_type LIKE '%-capture' OR chance < 85 THEN 'location'
        WHEN chance < 93 THEN 'origin'
        ELSE 'destination' END AS role,
    CASE
        WHEN event_type LIKE '%-capture' THEN if(chance < 90, replace(event_type, '-capture', ''), 'contested')
        WHEN event_type = 'control-report' OR chance < 10 THEN picked(['government', 'opposition', 'contested'], n, 'holder') END
        AS control_after
FROM placed
