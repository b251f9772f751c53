CREATE TABLE event_units AS
SELECT event, unit,
    CASE WHEN event IS NOT NULL AND unit IS NOT NULL THEN CASE role WHEN 'initiator' THEN 1 WHEN 'target' THEN 2 WHEN 'defender' THEN 3
        WHEN 'announcer' THEN 4 WHEN 'participant' THEN 5 WHEN 'affected' THEN 6 END END AS part,
    CASE WHEN part IS NULL AND event_id IS NOT NULL AND unit_id IS NOT NULL AND role IS NOT NULL THEN [event_id, unit_id, role] END AS stray_key,
    link_faults(event_id, event, event_faults, 1) AS "event_id?",
    link_faults(unit_id, unit, unit_faults, 1) AS "unit_id?",
    choice_faults(role, role IN ('initiator', 'target', 'defender', 'announcer', 'participant', 'affected'), 1) AS "role?"
FROM "event_units.csv" LEFT JOIN event_ids ON event_ids.id = event_id LEFT JOIN unit_ids ON unit_ids.id = unit_id;
