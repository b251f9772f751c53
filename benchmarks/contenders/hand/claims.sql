CREATE TABLE claims AS
WITH cells AS (SELECT *, first_day(edtf_begin(date_edtf)) AS first, last_day_of(edtf_end(date_edtf)) AS last FROM "claims.csv")
SELECT claim_id, stance = 'supports' AS supports, stance = 'contradicts' AS contradicts, modality <> 'planned' AS is_no_plan,
    event, figure, unit, place, passage, date_edtf IS NOT NULL AS is_dated, first, last,
    id_faults(claim_id, 1) AS "claim_id?",
    link_faults(passage_id, passage, passage_faults, 1) AS "passage_id?",
    link_faults(event_id, event, event_faults, 0) AS "event_id?",
    link_faults(figure_id, figure, figure_faults, 0) AS "figure_id?",
    link_faults(unit_id, unit, unit_faults, 0) AS "unit_id?",
    link_faults(place_id, place, place_faults, 0) AS "place_id?",
    choice_faults(stance, stance IN ('supports', 'contradicts', 'qualifies'), 1) AS "stance?",
    choice_faults(modality, modality IN ('asserted', 'reported', 'announced', 'planned', 'observed'), 1) AS "modality?",
    text_faults(claimant, 1) AS "claimant?",
    pattern_faults(date_edtf, '([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?(/([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?|\.\.))?|\.\./[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?)', 0) AS "date_edtf?",
    text_faults(note, 0) AS "note?",
    CASE WHEN (event_id IS NOT NULL)::INTEGER + (figure_id IS NOT NULL)::INTEGER + (unit_id IS NOT NULL)::INTEGER + (place_id IS NOT NULL)::INTEGER = 1
        THEN 0 ELSE 1 END AS "claim_has_one_target!",
    CASE WHEN stance IN ('contradicts', 'qualifies') AND note IS NULL THEN 1 ELSE 0 END AS "dissent_has_a_note!",
    CASE WHEN are_real(date_edtf, first, last) IS FALSE THEN 1 ELSE 0 END AS "claim_date_is_real!",
    CASE WHEN first > last THEN 1 ELSE 0 END AS "claim_interval_runs_forward!"
FROM cells
LEFT JOIN passage_ids ON passage_ids.id = passage_id
LEFT JOIN event_ids ON event_ids.id = event_id
LEFT JOIN figure_ids ON figure_ids.id = figure_id
LEFT JOIN unit_ids ON unit_ids.id = unit_id
LEFT JOIN place_ids ON place_ids.id = place_id;
