CREATE TABLE units AS
SELECT unit_id, parent_unit_id, side, echelon,
    id_faults(unit_id, 1) AS "unit_id?",
    text_faults(name, 1) AS "name?",
    text_faults(short_name, 0) AS "short_name?",
    choice_faults(side, side IN ('government', 'opposition'), 1) AS "side?",
    choice_faults(echelon, echelon IN ('belligerent', 'armed_forces', 'service', 'division', 'brigade', 'armed_group'), 1) AS "echelon?",
    text_faults(note, 0) AS "note?",
    CASE WHEN (parent_unit_id IS NULL) <> (echelon = 'belligerent') THEN 1 ELSE 0 END AS "unit_roots_are_belligerents!"
FROM "units.csv";
