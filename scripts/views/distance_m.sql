-- One number per two points: the distance between them in metres, along the great circle.
--
-- The Earth is taken as a sphere with the IUGG mean radius of 6371008.8 m, which keeps the error under 0.6 per cent. The result is that of
-- the haversine formula, in the form with atan2, which is as exact for points that lie far apart. NULL if any argument is NULL.
--   (lat1): latitude of the first point, in decimal degrees (WGS 84)
--   (lon1): longitude of the first point
--   (lat2): latitude of the second point
--   (lon2): longitude of the second point
CREATE MACRO distance_m(lat1, lon1, lat2, lon2) AS
    6371008.8 * atan2(
        sqrt(
            pow(cos(radians(lat2)) * sin(radians(lon2 - lon1)), 2)
            + pow(
                cos(radians(lat1)) * sin(radians(lat2)) - sin(radians(lat1)) * cos(radians(lat2)) * cos(radians(lon2 - lon1)),
                2
            )
        ),
        sin(radians(lat1)) * sin(radians(lat2)) + cos(radians(lat1)) * cos(radians(lat2)) * cos(radians(lon2 - lon1))
    );
