CREATE TABLE figures AS
WITH cells AS (
    SELECT * EXCLUDE (value_low, value_best, value_high),
        value_low AS low_text, value_best AS best_text, value_high AS high_text,
        integer_of(value_low) AS low, integer_of(value_best) AS best, integer_of(value_high) AS high
    FROM "figures.csv"
)
SELECT figure_id, part_of_figure_id, measure, counted, low, best, high,
    id_faults(figure_id, 1) AS "figure_id?",
    link_faults(event_id, event, event_faults, 1) AS "event_id?",
    choice_faults(measure, measure IN ('killed', 'injured', 'killed_or_injured', 'executed', 'strength', 'destroyed_or_damaged', 'laid', 'duration', 'displaced', 'population', 'settlements'), 1) AS "measure?",
    choice_faults(counted, counted IN ('people', 'civilians', 'soldiers', 'fighters', 'fighters_and_supporters', 'tanks', 'armoured_vehicles', 'tanks_and_armoured_vehicles', 'houses', 'villages', 'explosive_devices', 'observers', 'hours', 'days'), 1) AS "counted?",
    choice_faults(side, side IN ('government', 'opposition', 'none'), 1) AS "side?",
    choice_faults(includes_civilians, includes_civilians IN ('yes', 'no', 'not_stated', 'not_applicable'), 1) AS "includes_civilians?",
    choice_faults(qualifier, qualifier IN ('exact', 'at_least', 'more_than', 'about', 'up_to', 'between', 'indefinite'), 1) AS "qualifier?",
    bounded_faults(low_text, low, 0, 9223372036854775807, 0) AS "value_low?",
    bounded_faults(best_text, best, 0, 9223372036854775807, 0) AS "value_best?",
    bounded_faults(high_text, high, 0, 9223372036854775807, 0) AS "value_high?",
    text_faults(as_written, 1) AS "as_written?",
    pattern_faults(as_of_edtf, '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?', 0) AS "as_of_edtf?",
    text_faults(note, 0) AS "note?",
    CASE WHEN low > best OR best > high OR low > high THEN 1 ELSE 0 END AS "values_in_order!",
    CASE WHEN qualifier IS NULL THEN 0 ELSE 1 - coalesce(CASE qualifier
        WHEN 'exact' THEN low = best AND best = high
        WHEN 'at_least' THEN low IS NOT NULL AND high IS NULL
        WHEN 'more_than' THEN low IS NOT NULL AND high IS NULL
        WHEN 'up_to' THEN low IS NULL AND high IS NOT NULL
        WHEN 'about' THEN best IS NOT NULL
        WHEN 'between' THEN low < high
        WHEN 'indefinite' THEN low IS NULL AND best IS NULL AND high IS NULL END,
        qualifier NOT IN ('exact', 'at_least', 'more_than', 'about', 'up_to', 'between', 'indefinite'))::INTEGER END AS "qualifier_fits_values!",
    CASE WHEN is_real_date(as_of_edtf) IS FALSE THEN 1 ELSE 0 END AS "figure_date_is_real!"
FROM cells LEFT JOIN event_ids ON event_ids.id = event_id;
