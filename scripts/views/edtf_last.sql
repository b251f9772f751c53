-- One day per date in EDTF: the last that it allows, read strictly.
--
-- Null where the end is open or nothing is given.
--   (edtf): a date as the columns named date_edtf hold it
CREATE MACRO edtf_last(edtf) AS
    CASE length(regexp_extract(edtf, '([0-9-]+)[~?%]?$', 1))
        WHEN 4 THEN TRY_CAST(regexp_extract(edtf, '([0-9-]+)[~?%]?$', 1) || '-12-31' AS DATE)
        WHEN 7 THEN last_day(TRY_CAST(regexp_extract(edtf, '([0-9-]+)[~?%]?$', 1) || '-01' AS DATE))
        WHEN 10 THEN TRY_CAST(regexp_extract(edtf, '([0-9-]+)[~?%]?$', 1) AS DATE)
    END;
