CREATE TABLE event_places AS
SELECT event, place, role = 'location' AS is_location, control_after,
    CASE WHEN (event IS NULL OR place IS NULL) AND event_id IS NOT NULL AND place_id IS NOT NULL THEN [event_id, place_id] END AS stray_key,
    link_faults(event_id, event, event_faults, 1) AS "event_id?",
    link_faults(place_id, place, place_faults, 1) AS "place_id?",
    choice_faults(role, role IN ('location', 'origin', 'destination'), 1) AS "role?",
    choice_faults(control_after, control_after IN ('government', 'opposition', 'contested'), 0) AS "control_after?"
FROM "event_places.csv" LEFT JOIN event_ids ON event_ids.id = event_id LEFT JOIN place_ids ON place_ids.id = place_id;
