-- One text per number and what it counts: '1 civilian', 'at least 62 people', 'dozens of tanks'.
--   (number): the number in figures or words, as 'about one' or '30–40'
--   (counted): the code of what is counted, as 'tanks_and_armoured_vehicles'
CREATE MACRO number_in_words(number, counted) AS
    CASE
        WHEN number IN ('dozens', 'scores', 'hundreds', 'thousands')
            THEN number || ' of ' || replace(CAST(counted AS VARCHAR), '_', ' ')
        WHEN string_split(number, ' ')[-1] NOT IN ('1', 'one')
            THEN number || ' ' || replace(CAST(counted AS VARCHAR), '_', ' ')
        WHEN CAST(counted AS VARCHAR) = 'people' THEN number || ' person'
        ELSE number || ' ' || rtrim(replace(CAST(counted AS VARCHAR), '_', ' '), 's')
    END;
