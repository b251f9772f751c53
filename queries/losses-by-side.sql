-- Losses and strength: Losses by side
--
-- What did each side lose, counted once?
--
-- One row per number that lies inside no other; what is in contains is already counted in it. Do not add the rows: soldiers, fighters,
-- supporters and tanks are different things, and rows that name each other in `never_add_to` may count the same people. A side called none
-- means that the source does not say whose losses they are. A loss that no source numbers is not here.
SELECT
    t.side,
    t.measure,
    t.counted,
    t.total,
    t.contains,
    t.never_add_to,
    r.claimants,
    t.scope,
    t.warning,
    t.figure_id
FROM totals AS t JOIN figure_ranges AS r ON r.figure_id = t.figure_id
WHERE t.measure IN ('killed', 'injured', 'executed', 'destroyed_or_damaged')
ORDER BY t.side, t.measure DESC, t.figure_id;
