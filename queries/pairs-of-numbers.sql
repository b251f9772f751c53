-- Where sources disagree: Pairs of numbers
--
-- Which pairs of numbers for the same place and days fit, and which exclude each other?
--
-- One row per pair that can be compared, those that exclude each other first. `early or partial` means that the smaller one counts a part
-- of the other's days or places, and can be right only as such. `agree` means that one number can fit both, not that they were counted
-- alike. Pairs that count other people, name no number, or of which one contains the other are no pairs here: see the view `figure_pairs`.
SELECT verdict, number, said_by, days, other_number, other_said_by, other_days, reason, figure_id, other_id
FROM figure_pairs
WHERE verdict IN ('exclude', 'early or partial', 'agree')
ORDER BY verdict <> 'exclude', verdict = 'agree', figure_id, other_id;
