-- One row per way in which a date is bounded, with the number of events dated so.
--   date_precision: how the date is bounded
--   events: number of events
--   share: part of all events, from 0 to 1
CREATE VIEW event_precision AS
SELECT date_precision, count(*) AS events, round(count(*) / sum(count(*)) OVER (), 3) AS share
FROM events
GROUP BY date_precision
ORDER BY date_precision;
