-- One day per date in EDTF: the first that it allows, read strictly.
--
-- Null where the beginning is open or nothing is given.
--   (edtf): a date as the columns named date_edtf hold it
CREATE MACRO edtf_first(edtf) AS
    CASE length(regexp_replace(split_part(edtf, '/', 1), '[~?%]$', ''))
        WHEN 4 THEN CAST(regexp_replace(split_part(edtf, '/', 1), '[~?%]$', '') || '-01-01' AS DATE)
        WHEN 7 THEN CAST(regexp_replace(split_part(edtf, '/', 1), '[~?%]$', '') || '-01' AS DATE)
        WHEN 10 THEN CAST(regexp_replace(split_part(edtf, '/', 1), '[~?%]$', '') AS DATE)
    END;
