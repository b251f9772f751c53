-- One row per event type: those of the real package that events of ours have.
FROM (
    SELECT row_number() OVER () - 1 AS n, *
    FROM read_csv(getvariable('event_types'), header = true, all_varchar = true)
    WHERE event_type IN (SELECT event_type(r) FROM range(1000) AS events(r))
)
SEMI JOIN part USING (n)
ORDER BY n
