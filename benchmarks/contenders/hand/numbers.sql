-- Ids as numbers: the number of a row stands for its id, so that links and rules need not compare text again.
CREATE VIEW {one}_ids AS SELECT {one}_id AS id, rowid AS {one}, "{one}_id?" & 36 AS {one}_faults FROM {many} WHERE {one}_id IS NOT NULL;
CREATE VIEW numbered_{many} AS SELECT CASE WHEN {one}_id IS NOT NULL THEN rowid END AS {one}, rowid AS row, * FROM {many};
