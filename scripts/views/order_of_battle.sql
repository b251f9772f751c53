-- One row per unit, in the tree of the article's infobox: each unit stands under the one to which it belongs.
--
-- A unit is infobox_only if no passage outside the infobox supports the unit itself or an event in which it has a part. Taking part in the
-- operation as a whole does not count, since the infobox alone lists who did.
--   indented_name: name, two spaces further in on every level
--   side: side on which the unit fights
--   echelon: level of the unit
--   infobox_only: whether only the infobox names it
--   supports: number of claims that support the unit
--   contradicts: number of claims that contradict it
--   qualifies: number of claims that qualify it
--   depth: level in the tree, 0 for a belligerent
--   path: names from the belligerent down to the unit, parted by ' > '
--   unit_id: the unit
--   name: its name
CREATE VIEW order_of_battle AS
WITH RECURSIVE tree AS (
    SELECT unit_id, 0 AS depth, name AS path
    FROM units
    WHERE parent_unit_id IS NULL
    UNION ALL
    SELECT u.unit_id, t.depth + 1, t.path || ' > ' || u.name
    FROM units AS u JOIN tree AS t ON u.parent_unit_id = t.unit_id
),
counts AS (
    SELECT
        unit_id,
        count(*) FILTER (WHERE stance = 'supports') AS supports,
        count(*) FILTER (WHERE stance = 'contradicts') AS contradicts,
        count(*) FILTER (WHERE stance = 'qualifies') AS qualifies
    FROM claims
    WHERE unit_id IS NOT NULL
    GROUP BY unit_id
),
outside_infobox AS (
    SELECT c.unit_id, c.event_id
    FROM claims AS c JOIN passages AS p USING (passage_id)
    WHERE c.stance = 'supports' AND p.section <> 'Infobox'
),
named_outside AS (
    SELECT unit_id FROM outside_infobox WHERE unit_id IS NOT NULL
    UNION
    SELECT eu.unit_id
    FROM event_units AS eu
    JOIN outside_infobox AS c ON c.event_id = eu.event_id
    JOIN events AS e ON e.event_id = eu.event_id
    WHERE NOT (e.event_type = 'operation' AND eu.role = 'participant')
)
SELECT
    repeat('  ', t.depth) || u.name AS indented_name,
    u.side,
    u.echelon,
    u.unit_id NOT IN (SELECT unit_id FROM named_outside) AS infobox_only,
    coalesce(c.supports, 0) AS supports,
    coalesce(c.contradicts, 0) AS contradicts,
    coalesce(c.qualifies, 0) AS qualifies,
    t.depth,
    t.path,
    u.unit_id,
    u.name
FROM tree AS t
JOIN units AS u ON u.unit_id = t.unit_id
LEFT JOIN counts AS c ON c.unit_id = t.unit_id
ORDER BY u.side, t.path;
