-- One text per date in EDTF, short enough for a table: 'by 2012-04-03', 'in 2012-03', 'from 2012-03-23', '~2012-04-04'.
--
-- 'by' stands for an open start, 'from' for an open end, 'perhaps' for ?, 'undated' for an empty date. A ~ stays: by the conventions of this
-- data set it marks a date that the sentence lacks and the sentences around it give; it is no less precise for that.
--   (edtf): a date as the column date_edtf holds it
CREATE MACRO edtf_in_words(edtf) AS
    regexp_replace(
        regexp_replace(
            regexp_replace(
                CASE
                    WHEN edtf IS NULL OR edtf = '' THEN 'undated'
                    WHEN starts_with(edtf, '../') THEN 'by ' || substr(edtf, 4)
                    WHEN ends_with(edtf, '/..') THEN 'from ' || substr(edtf, 1, length(edtf) - 3)
                    WHEN contains(edtf, '/') THEN replace(edtf, '/', ' to ')
                    WHEN regexp_full_match(edtf, '[0-9]{4}(-[0-9]{2})?[~?%]?') THEN 'in ' || edtf
                    ELSE edtf
                END,
                '([0-9-]+)~', '~\1', 'g'
            ),
            '([0-9-]+)[?]', 'perhaps \1', 'g'
        ),
        '([0-9-]+)%', 'perhaps ~\1', 'g'
    );
