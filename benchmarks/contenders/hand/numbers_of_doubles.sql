-- The same where some id stands twice: the least of its rows has the number.
CREATE TABLE {one}_ids AS
SELECT {one}_id AS id, min(rowid) AS {one}, min("{one}_id?") & 36 AS {one}_faults FROM {many} WHERE {one}_id IS NOT NULL GROUP BY {one}_id;
CREATE VIEW numbered_{many} AS
SELECT {one}_ids.{one}, {many}.rowid AS row, {many}.* FROM {many} LEFT JOIN {one}_ids ON {one}_ids.id = {many}.{one}_id;
