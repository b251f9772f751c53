-- Where sources disagree: Numbers side by side
--
-- Which numbers do several sources give for the same place, days and thing, and who gives the lowest and the highest?
--
-- One row per place, thing counted and run of days that overlap. A number that is a bound has `at least` before it, and may mean any number
-- above; words such as dozens stand among `all_numbers` without a value. Numbers that count a part alone are left out. The range is that of
-- what was said: what happened can lie outside it. Never take the middle.
SELECT place, replace(counted || ' ' || measure, '_', ' ') AS counted, side, days, numbers, origins,
    lowest, lowest_said_by, highest, highest_said_by, all_numbers, figure_ids
FROM number_spread
ORDER BY numbers DESC, place, measure, counted;
