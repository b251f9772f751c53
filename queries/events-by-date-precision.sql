-- Dates: Events by precision of their date
--
-- How exactly are the events dated?
--
-- One row per way in which a date is bounded. Of the events, `in_context` have a date that their own sentence lacks and that those around
-- it give (written with ~): it is as narrow as any other, but rests on reading. A count of events by day may only use the row day.
SELECT
    p.date_precision,
    p.events,
    p.share,
    count(*) FILTER (WHERE contains(e.date_edtf, '~')) AS in_context,
    count(*) FILTER (WHERE e.status = 'planned') AS planned,
    min(e.date_earliest) AS earliest,
    max(e.date_latest) AS latest
FROM event_precision AS p JOIN events AS e ON e.date_precision = p.date_precision
GROUP BY p.date_precision, p.events, p.share
ORDER BY p.date_precision;
