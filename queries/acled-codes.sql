-- Other data sets: Our events in the codes of ACLED
--
-- Which type and actors would ACLED's codes give to each event?
--
-- One row per event and place that ACLED's rules would not leave out, coded by its codebook from our source alone: these are not rows of
-- ACLED. Rows are statements and ACLED's are incidents, so counts of the two cannot be compared. Where `precision` is not 1 the date is
-- the middle of a longer time, which no source says. Numbers of dead stand in the view `acled_like`, with what to beware of in them.
SELECT
    e.title AS event,
    a.location AS place,
    a.event_date,
    a.time_precision AS precision,
    concat_ws(': ', a.event_type, a.sub_event_type) AS type,
    concat_ws(' and ', a.actor1, a.actor2) AS actors
FROM acled_like AS a
JOIN events AS e ON e.event_id = a.event_id
JOIN event_order AS o ON o.event_id = a.event_id
WHERE a.left_out_because IS NULL
ORDER BY o.position, a.location;
