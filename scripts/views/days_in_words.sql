-- One text per pair of days, from the first to the last: '2012-04-03 to 2012-04-05', 'by 2012-04-03', 'from 2012-04-12', 'undated'.
--   (first_day): the first day; null where the beginning is open
--   (last_day): the last day; null where the end is open
CREATE MACRO days_in_words(first_day, last_day) AS
    CASE
        WHEN first_day IS NULL AND last_day IS NULL THEN 'undated'
        WHEN first_day IS NULL THEN 'by ' || CAST(last_day AS VARCHAR)
        WHEN last_day IS NULL THEN 'from ' || CAST(first_day AS VARCHAR)
        WHEN first_day = last_day THEN CAST(first_day AS VARCHAR)
        ELSE CAST(first_day AS VARCHAR) || ' to ' || CAST(last_day AS VARCHAR)
    END;
