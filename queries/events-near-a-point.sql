-- What happened: Events near a point
--
-- What is told to have happened within some kilometres of a point?
--
-- One row per event and place, nearest first; an event with several places can come several times. Distances are to the points of
-- gazetteers, since the article has none: the event itself may lie anywhere in the place, or beyond its edge. Trust no distance that is
-- not well above `uncertainty_km`, and none to a place that is an area (governorate, plain).
--   (lat): latitude of the point, in decimal degrees (WGS 84)
--   (lon): longitude of the point
--   (km): greatest distance in kilometres
SET VARIABLE lat = 35.9566;
SET VARIABLE lon = 36.7141;
SET VARIABLE km = 6;
SELECT distance_km, uncertainty_km, place, day, event, event_id
FROM events_near(getvariable('lat'), getvariable('lon'), getvariable('km'));
