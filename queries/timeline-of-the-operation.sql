-- What happened: Timeline of the operation
--
-- What is told to have happened, day by day, from what led up to it to the ceasefire?
--
-- One row per event, in the order in which it had certainly begun. Rows are statements and not incidents: a fight may give several, wars
-- and the operation frame others, and planned events may never have come. Undated events stand last, which says nothing on when they were.
FROM timeline;
