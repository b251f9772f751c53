-- Other data sets: Deaths here and in UCDP GED
--
-- How many dead has UCDP GED where our source tells of the same place and days?
--
-- One row per event here and event of UCDP GED that can be about the same thing: `match` says how closely day and place agree, no more.
-- `low`, `best` and `high` are estimates of UCDP GED. Do not add up a column: an event of either side comes as often as it matches, and
-- our numbers lie inside one another. That numbers differ does not show that one is wrong, since they may not count the same dead. An
-- empty `killed` means that our source gives no number for the event; where it gives one, it is of all its places together, while an event
-- of UCDP GED has one place. An event without a match is not here, and may be missing in what was read of UCDP GED.
SELECT
    c.event,
    c.place,
    c.day,
    regexp_replace(c.killed, ' \([a-z0-9-]+\)', '', 'g') AS killed,
    CAST(c.ged_date_start AS VARCHAR)
    || CASE WHEN c.ged_date_end <> c.ged_date_start THEN ' to ' || CAST(c.ged_date_end AS VARCHAR) ELSE '' END AS ged_day,
    c.ged_low AS low,
    c.ged_best AS best,
    c.ged_high AS high,
    replace(CAST(c.match_quality AS VARCHAR), '_', ' ') AS match,
    c.ged_id
FROM ged_comparison AS c JOIN event_order AS o ON o.event_id = c.event_id
ORDER BY o.position, c.place, c.ged_date_start, c.ged_id;
