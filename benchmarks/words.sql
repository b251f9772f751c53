-- Chance and words. Everything depends on the row's number, the purpose and the seed alone, so a row can be made without the others.

-- A whole number from 0 to sides - 1. The shift keeps it positive; without it DuckDB would count in 128 bits.
CREATE MACRO roll(n, purpose, sides) AS (hash(n, purpose, getvariable('seed')) >> 1)::BIGINT % sides;
CREATE MACRO picked(words, n, purpose) AS words[1 + roll(n, purpose, len(words))];
CREATE MACRO numbered(stem, n) AS stem || '-' || format('{:07d}', n);

-- Rows that carry a defect: one of every `spacing` rows of a table, none where that is null.
CREATE MACRO is_chosen(n, purpose) AS
    coalesce(n % getvariable('spacing') = roll(n // getvariable('spacing'), purpose, getvariable('spacing')), false);

-- Names of places: nobody lives there. One in six has a letter beyond ASCII.
CREATE MACRO place_name(p) AS
    picked(['', '', '', 'Tell ', 'Kafr ', 'Deir ', 'Khirbet al-', 'Burj ', 'al-'], p, 'before')
    || picked(['Sar', 'Nahr', 'Qas', 'Marj', 'Zay', 'Hamm', 'Rih', 'Bas', 'Tum', 'Ghab', 'Hadd', 'Öz', 'Çam'], p, 'stem')
    || picked(['min', 'ana', 'iyah', 'aya', 'un', 'at', 'el', 'din', 'oun', 'ura', 'a', 'īn'], p, 'ending');
CREATE MACRO place_name_latin(p) AS
    picked(['Tall ', 'Khirbat ', 'Dayr ', 'Muḩāfaz̧at ', 'Qaryat '], p, 'latin before')
    || picked(['Şarmīn', 'Nahrīyah', 'Qaşr', 'Marjān', 'Zaytūn', 'Ḩammām', 'Rīḩā', 'Başrī', 'Ţūmah', 'Ghābāt'], p, 'latin stem');
CREATE MACRO place_name_arabic(p) AS
    picked(['', '', 'تل ', 'كفر ', 'دير ', 'خربة ', 'برج '], p, 'arabic before')
    || picked(['سرمين', 'نهرية', 'قصر', 'مرجان', 'زيتون', 'حمام', 'ريحا', 'إدلب', 'طعوم', 'غابات', 'البشيرية'], p, 'arabic stem');

-- A note of one or two sentences. One in six has a comma, some have a quotation.
CREATE MACRO note_text(n) AS
    picked([
        'The sentence has no date; its paragraph gives the day.',
        'The day is that of the report.',
        'Who did it is not said.',
        'Read as contained in the later number by place and time.',
        'Says that it was held before, so it changed hands twice.',
        'Called the "eastern axis" there.',
        'Reports that are not named.',
        'Since when is not said.',
        'Only the infobox names it; the body never does.',
        'The source is a café owner’s diary.',
        'The two accounts differ by a day.',
        'The word brigade does not fix its size.'
    ], n, 'note')
    || picked(['', '', '', '', '', ' How many is not said.', ' Near the river, by another report.', ' See also the claim before it.'], n, 'more');
