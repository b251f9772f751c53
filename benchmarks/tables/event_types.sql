-- One row per event type: those of the real package.
FROM (
    SELECT row_number() OVER () - 1 AS n, *
    FROM read_csv(getvariable('event_types'), header = true, all_varchar = true)
)
SEMI JOIN part USING (n)
ORDER BY n
