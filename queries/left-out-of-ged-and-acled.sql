-- Other data sets: What UCDP GED and ACLED would leave out
--
-- Which of our events would not be in UCDP GED or in ACLED, and why?
--
-- One row per event and place that at least one of them would leave out; an empty reason means that nothing speaks against it there. The
-- reasons follow from the codebooks and from what our one source says: "no death counted" does not mean that nobody died, and coders with
-- more sources may have the event. That a row could be in does not mean that it is.
SELECT e.title AS event, p.name AS place, g.left_out_because AS left_out_of_ged, a.left_out_because AS left_out_of_acled
FROM ged_like AS g
JOIN acled_like AS a ON a.event_id = g.event_id AND a.place_id IS NOT DISTINCT FROM g.place_id
JOIN events AS e ON e.event_id = g.event_id
JOIN event_order AS o ON o.event_id = g.event_id
LEFT JOIN places AS p ON p.place_id = g.place_id
WHERE g.left_out_because IS NOT NULL OR a.left_out_because IS NOT NULL
ORDER BY o.position, p.name;
