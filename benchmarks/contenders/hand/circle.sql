-- Whether the chain of rows above ends. Only rows that are above another can lie on a circle; from the roots down each is met once.
WITH RECURSIVE parents (id, parent) AS MATERIALIZED (
    SELECT {one}, parent FROM "{many} above" WHERE {one} IN (SELECT parent FROM "{many} above")
),
reached (id) AS (
    SELECT id FROM parents WHERE parent IS NULL
    UNION SELECT parents.id FROM parents JOIN reached ON parents.parent = reached.id
)
INSERT INTO found
SELECT '{many}', '{rule}', '{column}', count(*) FROM "{many} above"
WHERE parent IN (SELECT id FROM parents WHERE id NOT IN (SELECT id FROM reached));
