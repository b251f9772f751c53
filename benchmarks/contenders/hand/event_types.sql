CREATE TABLE event_types AS
SELECT event_type, ged_eligible = 'no' AS is_forceless,
    id_faults(event_type, 1) AS "event_type?",
    text_faults(label, 1) AS "label?",
    text_faults(definition, 1) AS "definition?",
    choice_faults(acled_event_type, acled_event_type IN ('Battles', 'Explosions/Remote violence', 'Violence against civilians', 'Protests', 'Riots', 'Strategic developments'), 0) AS "acled_event_type?",
    text_faults(acled_sub_event_type, 0) AS "acled_sub_event_type?",
    choice_faults(ged_eligible, ged_eligible IN ('yes', 'no'), 1) AS "ged_eligible?",
    text_faults(note, 0) AS "note?"
FROM "event_types.csv";
