CREATE TABLE retired AS
SELECT table_name, retired_id, replaced_by,
    choice_faults(table_name, table_name IN ('events', 'places', 'units', 'figures', 'claims', 'passages', 'sources', 'event_types'), 1) AS "table_name?",
    id_faults(retired_id, 1) AS "retired_id?",
    pattern_faults(retired_in, '(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)', 1) AS "retired_in?",
    id_faults(replaced_by, 0) AS "replaced_by?",
    text_faults(reason, 1) AS "reason?"
FROM "retired.csv";
