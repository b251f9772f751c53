-- What a cell has against it, as a sum of: 1 empty though required, 2 another form than its type, 4 outside what its column admits (pattern,
-- allowed values, least value), 8 above the greatest value, 16 no such row in the table it links to, 32 text that is not plain.
-- Each macro first asks the cheapest question that proves a cell right; only cells that fail it are looked at closely.

CREATE MACRO plain_fault(cell) AS CASE WHEN
    regexp_matches(cell, '[\x{0}-\x{1f}\x{7f}-\x{9f}\x{2028}\x{2029}\x{feff}]')
    OR regexp_matches(cell, '^[\s\x{1c}-\x{1f}\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]|[\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]\z')
    OR nfc_normalize(cell) <> cell THEN 32 ELSE 0 END;

-- Text of one line without blanks at its ends. One expression proves text of letters and signs that normal form C leaves as they are.
CREATE MACRO text_faults(cell, needed) AS CASE
    WHEN NOT regexp_matches(cell, '[^ -~\x{a1}-\x{2ff}\x{621}-\x{64a}\x{1e00}-\x{1eff}\x{2010}-\x{2027}]|^ | \z|^\z') THEN 0
    WHEN cell IS NULL THEN needed
    ELSE CASE WHEN regexp_full_match(cell, '\S(.*\S)?') THEN 0 ELSE 4 END + plain_fault(cell) END;

CREATE MACRO pattern_faults(cell, pattern, needed) AS CASE
    WHEN cell IS NULL THEN needed
    WHEN regexp_full_match(cell, pattern) THEN 0
    ELSE 4 + plain_fault(cell) END;

CREATE MACRO id_faults(cell, needed) AS pattern_faults(cell, '[a-z0-9]+(-[a-z0-9]+)*', needed);

-- is_allowed is null for an empty cell.
CREATE MACRO choice_faults(cell, is_allowed, needed) AS CASE
    WHEN is_allowed THEN 0
    WHEN cell IS NULL THEN needed
    ELSE 4 + plain_fault(cell) END;

-- A link that was followed is as right in form as the id that it leads to.
CREATE MACRO link_faults(cell, target, target_faults, needed) AS CASE
    WHEN target IS NOT NULL THEN target_faults
    WHEN cell IS NULL THEN needed
    ELSE 16 + id_faults(cell, 0) END;

-- A cell is of a type if what it is read as is written like it; the slow expression is for what is written otherwise, as -0.
CREATE MACRO integer_of(cell) AS CASE
    WHEN TRY_CAST(cell AS BIGINT)::VARCHAR = cell THEN TRY_CAST(cell AS BIGINT)
    WHEN regexp_full_match(cell, '-?(0|[1-9][0-9]*)') THEN TRY_CAST(cell AS BIGINT) END;
CREATE MACRO number_of(cell) AS CASE WHEN regexp_full_match(cell, '-?(0|[1-9][0-9]*)(\.[0-9]+)?') THEN TRY_CAST(cell AS DOUBLE) END;
CREATE MACRO date_of(cell) AS CASE WHEN regexp_full_match(cell, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(cell AS DATE) END;
CREATE MACRO bounded_faults(cell, value, least, most, needed) AS CASE
    WHEN value BETWEEN least AND most THEN 0
    WHEN cell IS NULL THEN needed
    WHEN value IS NULL THEN 2 + plain_fault(cell)
    ELSE CASE WHEN value < least THEN 4 ELSE 8 END END;
CREATE MACRO date_faults(cell, value) AS CASE WHEN value IS NOT NULL OR cell IS NULL THEN 0 ELSE 2 + plain_fault(cell) END;

-- Days of an EDTF date, by the strict reading.
CREATE MACRO padded(part) AS CASE length(part) WHEN 4 THEN part || '-01-01' WHEN 7 THEN part || '-01' WHEN 10 THEN part END;
CREATE MACRO first_day(part) AS TRY_CAST(padded(part) AS DATE);
CREATE MACRO last_day_of(part) AS CASE length(part)
    WHEN 4 THEN (first_day(part) + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
    WHEN 7 THEN (first_day(part) + INTERVAL 1 MONTH - INTERVAL 1 DAY)::DATE
    ELSE first_day(part) END;
CREATE MACRO edtf_begin(edtf) AS nullif(regexp_extract(edtf, '^([^/~?%]+)', 1), '');
CREATE MACRO edtf_end(edtf) AS nullif(regexp_extract(edtf, '([^/~?%]+)[~?%]?$', 1), '');
CREATE MACRO are_real(edtf, first, last) AS (first IS NOT NULL OR starts_with(edtf, '../')) AND (last IS NOT NULL OR ends_with(edtf, '/..'));
CREATE MACRO is_real_date(edtf) AS are_real(edtf, first_day(edtf_begin(edtf)), last_day_of(edtf_end(edtf)));
