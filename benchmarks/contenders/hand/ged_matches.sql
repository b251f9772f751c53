CREATE TABLE ged_matches AS
WITH cells AS (
    SELECT *, integer_of(ged_id) AS ged, date_of(ged_date_start) AS first, date_of(ged_date_end) AS last,
        number_of(ged_latitude) AS latitude, number_of(ged_longitude) AS longitude, integer_of(ged_where_prec) AS prec,
        integer_of(ged_low) AS low, integer_of(ged_best) AS best, integer_of(ged_high) AS high
    FROM "ged_matches.csv"
)
SELECT event_id, place_id, event, place, ged, first, last, latitude, longitude, prec, match_quality, cells.source_id,
    link_faults(event_id, event, event_faults, 1) AS "event_id?",
    link_faults(place_id, place, place_faults, 1) AS "place_id?",
    bounded_faults(ged_id, ged, 1, 9223372036854775807, 1) AS "ged_id?",
    link_faults(cells.source_id, sources.source_id, sources."source_id?" & 36, 1) AS "source_id?",
    CASE WHEN ged_date_start IS NULL THEN 1 ELSE date_faults(ged_date_start, first) END AS "ged_date_start?",
    CASE WHEN ged_date_end IS NULL THEN 1 ELSE date_faults(ged_date_end, last) END AS "ged_date_end?",
    bounded_faults(ged_latitude, latitude, -90, 90, 1) AS "ged_latitude?",
    bounded_faults(ged_longitude, longitude, -180, 180, 1) AS "ged_longitude?",
    bounded_faults(ged_where_prec, prec, 1, 2, 0) AS "ged_where_prec?",
    bounded_faults(ged_low, low, 0, 9223372036854775807, 0) AS "ged_low?",
    bounded_faults(ged_best, best, 0, 9223372036854775807, 0) AS "ged_best?",
    bounded_faults(ged_high, high, 0, 9223372036854775807, 0) AS "ged_high?",
    choice_faults(match_quality, match_quality IN ('same_day_at_settlement', 'days_overlap_at_settlement', 'same_day_in_area', 'days_overlap_in_area'), 1) AS "match_quality?",
    text_faults(cells.note, 0) AS "note?",
    CASE WHEN first > last THEN 1 ELSE 0 END AS "ged_event_starts_before_it_ends!",
    CASE WHEN low > best OR best > high OR low > high THEN 1 ELSE 0 END AS "ged_deaths_in_order!"
FROM cells
LEFT JOIN event_ids ON event_ids.id = event_id
LEFT JOIN place_ids ON place_ids.id = place_id
LEFT JOIN (SELECT DISTINCT ON (source_id) source_id, "source_id?" FROM sources) AS sources ON sources.source_id = cells.source_id;
