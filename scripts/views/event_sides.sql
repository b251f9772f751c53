-- One row per event and side that takes part in it: the unit that stands for the side, and the others.
--
-- The unit with the leading role stands for its side: who acts or announces before who is attacked, and that before who is merely there;
-- of two with one role the first by id. The side with the leading role comes first, the government if both have the same.
--   event_id: the event
--   position: 1 for the side with the leading role, 2 for the other
--   side: government or opposition
--   actor: name of the unit that stands for the side
--   other_actors: names of the other units of the side, parted by '; '
--   unit_id: the unit that stands for the side
CREATE VIEW event_sides AS
WITH parts AS (
    SELECT
        eu.event_id,
        u.side,
        u.unit_id,
        u.name,
        min(CASE eu.role WHEN 'initiator' THEN 1 WHEN 'announcer' THEN 1 WHEN 'defender' THEN 2 WHEN 'target' THEN 2 ELSE 3 END) AS turn
    FROM event_units AS eu JOIN units AS u ON u.unit_id = eu.unit_id
    GROUP BY eu.event_id, u.side, u.unit_id, u.name
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY event_id, side ORDER BY turn, unit_id) AS rank FROM parts
)
SELECT
    event_id,
    row_number() OVER (PARTITION BY event_id ORDER BY min(turn), side) AS position,
    side,
    min(name) FILTER (WHERE rank = 1) AS actor,
    string_agg(name, '; ' ORDER BY rank) FILTER (WHERE rank > 1) AS other_actors,
    min(unit_id) FILTER (WHERE rank = 1) AS unit_id
FROM ranked
GROUP BY event_id, side
ORDER BY event_id, position;
