-- One day per date in EDTF: the first that it allows, read strictly.
--
-- Null where the beginning is open or nothing is given.
--   (edtf): a date as the columns named date_edtf hold it
CREATE MACRO edtf_first(edtf) AS
    TRY_CAST(
        regexp_extract(edtf, '^[0-9-]+')
        || CASE length(regexp_extract(edtf, '^[0-9-]+')) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END
        AS DATE
    );
