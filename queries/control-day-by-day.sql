-- Who held what: Control of each place, day by day
--
-- Who held each place on each day of the operation, by the accounts?
--
-- One row per place and run of days on which the accounts say the same of it: together the rows of a place cover every day. A holder
-- counts from the day on which it is certain and until something else is said, however long that is, so the last runs may only mean that
-- nobody said more. "Not said" is no holder, and contested means that accounts differ. The rules stand with `control_by_day` in the
-- codebook.
WITH runs AS (
    SELECT
        *,
        day - CAST(row_number() OVER (PARTITION BY place_id, holder, basis ORDER BY day) AS INTEGER) AS run
    FROM control_by_day
)
SELECT
    place,
    min(day) AS from_day,
    max(day) AS to_day,
    count(*) AS days,
    holder,
    basis,
    max(claim_ids) AS claim_ids
FROM runs
GROUP BY place, place_id, holder, basis, run
ORDER BY place, from_day;
