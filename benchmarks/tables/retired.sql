-- One row per retired id. Of six, two were replaced by an event that stands, one by a place that is retired as well, the others by nothing.
SELECT n, n % 6 AS slot,
    ['events', 'places', 'units'][n % 3 + 1] AS table_name,
    numbered('gone', n) AS retired_id,
    format('{:d}.{:d}.0', roll(n, 'major', 3), roll(n, 'minor', 20)) AS retired_in,
    CASE WHEN n % 3 = 0 THEN event_id(n * 20 + 1) WHEN slot = 4 THEN numbered('gone', n - 3) END AS replaced_by,
    note_text(n) AS reason
FROM part
