-- One row per match: the events in slots 4 and 5 of each fortieth campaign, with an event of the data set of others at the same point.
WITH matched AS (
    SELECT n, matched_event(n) AS event, matched_place(n) AS place, place_above(place) AS above, place_above(above) AS second,
        place_above(second) AS third, opening_day(event) + roll(n, 'day', 4)::INTEGER AS first, 1 + roll(n, 'where_prec', 2) AS where_prec,
        place > 0 AND place_rank(place) >= 0 AND place_rank(place) % 10 <> 0 AS is_settlement,
        NOT (is_settlement AND place_rank(place) % 10 = 9) AS has_point,
        roll(n, 'dead', 50) AS dead
    FROM part
)
SELECT n, event, place, has_point,
    event_id(event) AS event_id,
    place_id(place) AS place_id,
    100000 + n AS ged_id,
    source_id(n % getvariable('gazetteers')) AS source_id,
    first AS ged_date_start,
    first + roll(n, 'days', 3)::INTEGER AS ged_date_end,
    if(has_point, round(35.01103 + place_north(place) + place_north(above) + place_north(second) + place_north(third), 6), 35.9) AS ged_latitude,
    if(has_point, round(38.5112 + place_east(place) + place_east(above) + place_east(second) + place_east(third), 6), 36.7) AS ged_longitude,
    where_prec AS ged_where_prec,
    dead AS ged_low,
    dead + roll(n, 'best', 5) AS ged_best,
    dead + 5 + roll(n, 'high', 5) AS ged_high,
    if(is_settlement AND where_prec = 1, 'days_overlap_at_settlement', 'days_overlap_in_area') AS match_quality,
    CASE WHEN roll(n, 'has note', 10) < 2 THEN note_text(n) END AS note
FROM matched
