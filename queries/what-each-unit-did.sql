-- Who took part: What each unit did
--
-- In which events did each unit have a part, and which?
--
-- One row per unit and event, and one without an event for a unit of which none is told. A unit is here only where the passage names it:
-- an act of a brigade told of the army stands with the army. To be a participant of the whole operation means no more than to be listed
-- for it.
SELECT b.name AS unit, eu.role, e.day, e.title AS event, eu.event_id
FROM order_of_battle AS b
LEFT JOIN event_units AS eu ON eu.unit_id = b.unit_id
LEFT JOIN event_lines AS e ON e.event_id = eu.event_id
LEFT JOIN event_order AS o ON o.event_id = eu.event_id
ORDER BY b.side, b.path, o.position;
