-- One text per text: its letters and digits alone, small and without accents, to compare names in different spellings.
--
-- NULL if the text is NULL.
--   (written): the text, as 'Ţu‘ūm'
CREATE MACRO bare_letters(written) AS
    regexp_replace(lower(strip_accents(CAST(written AS VARCHAR))), '[^\p{L}\p{N}]', '', 'g');
