-- One row per unit. The two belligerents come first; the government's side has echelons, the opposition's has groups.
WITH ranked AS (
    SELECT n, unit_rank(n) AS rank, if(n % 2 = 0, 'government', 'opposition') AS side,
        -- Ranks of a tree of threes: 0, then 1 to 3, then 4 to 12, then 13 to 39.
        CASE WHEN rank = 0 THEN 0 WHEN rank < 4 THEN 1 WHEN rank < 13 THEN 2 WHEN rank < 40 THEN 3 ELSE 4 END AS depth
    FROM part
)
SELECT n, (rank * 3 + 1) * 2 + n % 2 >= getvariable('units') AS is_leaf,
    unit_id(n) AS unit_id,
    CASE WHEN rank = 0 THEN if(n = 0, 'The government', 'The opposition') ELSE
        picked(['Northern', 'Martyrs''', '"Lions"', 'Mountain', 'Free', 'Ḥadīd', 'First'], n, 'name') || ' '
        || picked(['Brigade', 'Battalion', 'Column', 'Guard, second part', 'Company'], n, 'kind') || ' ' || n END AS name,
    CASE WHEN roll(n, 'short', 10) < 3 THEN 'U' || n END AS short_name,
    side,
    CASE
        WHEN depth = 0 THEN 'belligerent'
        WHEN side = 'opposition' THEN 'armed_group'
        ELSE ['armed_forces', 'service', 'division', 'brigade'][depth] END AS echelon,
    unit_id(unit_above(n)) AS parent_unit_id,
    CASE WHEN roll(n, 'has note', 10) < 4 THEN note_text(n) END AS note
FROM ranked
