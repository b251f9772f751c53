-- One row per event and place, and one per event without a place, in the columns of UCDP GED 21.1.
--
-- The first 49 columns have the names, the order, the types and the codes of UCDP GED, so that the rows can be put beside its rows by name;
-- docs/comparable-codes.md tells how each is derived. What GED alone can give (its ids of events, conflicts, dyads and actors) is empty.
-- Rows that GED would leave out are there as well: left_out_because says why. Nothing is split or multiplied: a number that belongs to
-- several places stands in none of their rows. GED numbers incidents, these rows are statements: never count one as the other.
--   id: empty, an id of UCDP
--   relid: empty, an id of UCDP
--   year: year of the event, where both its days are known and lie in one year
--   active_year: empty, a finding of UCDP
--   code_status: empty, a mark of UCDP's own work
--   type_of_violence: 1 (state-based) where both sides have units in the event; else empty
--   conflict_dset_id: empty, an id of UCDP
--   conflict_new_id: empty, an id of UCDP
--   conflict_name: empty, a name that UCDP gives
--   dyad_dset_id: empty, an id of UCDP
--   dyad_new_id: empty, an id of UCDP
--   dyad_name: side_a and side_b, where both are given
--   side_a_dset_id: empty, an id of UCDP
--   side_a_new_id: empty, an id of UCDP
--   side_a: 'Government of' and the country, where a unit of the government takes part
--   side_b_dset_id: empty, an id of UCDP
--   side_b_new_id: empty, an id of UCDP
--   side_b: 'Syrian insurgents', as in GED, where a unit of the opposition takes part in Syria
--   number_of_sources: number of documents whose passages support the event
--   source_article: publisher and title of these documents, parted by '; '
--   source_office: their publishers, parted by '; '
--   source_date: when they were published, where that is known, parted by '; '
--   source_headline: their titles, parted by '; '
--   source_original: who is credited with the event, parted by '; '
--   where_prec: 1 a settlement, 4 a governorate, 5 another area, 6 a country
--   where_coordinates: name and type of the place
--   where_description: names of all places of the event, parted by '; '
--   adm_1: governorate
--   adm_2: district, in OCHA's spelling
--   latitude: latitude of the place, in decimal degrees (WGS 84)
--   longitude: longitude of the place
--   geom_wkt: the same point as well-known text
--   priogrid_gid: cell of PRIO-GRID in which the point lies, counted from its definition
--   country: country of the place
--   country_id: its number by Gleditsch and Ward, for Syria
--   region: 'Middle East', for Syria
--   event_clarity: 1 one event of one day at one place; 2 an account of several, or deaths without the act
--   date_prec: 1 a day, 2 two to six days, 3 a week, 4 a month or 8 to 30 days, 5 up to a year; empty where open
--   date_start: first day on which it can have begun
--   date_end: last day on which it can have ended
--   deaths_a: dead of the government's forces; empty if not given for this place alone
--   deaths_b: dead of the opposition's fighters; empty if not given for this place alone
--   deaths_civilians: dead civilians; empty if not given for this place alone
--   deaths_unknown: dead of whom it is not said who they were; empty if not given for this place alone
--   best: number of dead that the source gives as its own, failing that the lowest
--   high: highest number of dead that the source allows; empty where it sets no bound
--   low: lowest number of dead that the source allows
--   gwnoa: number of the government's country by Gleditsch and Ward, for Syria
--   gwnob: empty, since the opposition is no state
--   event_id: our event
--   place_id: our place; empty where the event has none
--   figure_ids: our figures behind the deaths, parted by '; '
--   deaths_note: what to know before using the deaths, as why they are empty
--   left_out_because: why the row would not be in GED, parted by '; '; empty if nothing speaks against it
CREATE VIEW ged_like AS
WITH backing AS (
    SELECT DISTINCT c.event_id, s.source_id, s.publisher, s.title, s.published
    FROM claims AS c
    JOIN passages AS p ON p.passage_id = c.passage_id
    JOIN sources AS s ON s.source_id = p.source_id
    WHERE c.stance = 'supports' AND c.event_id IS NOT NULL
),
documents AS (
    SELECT
        event_id,
        count(*) AS number,
        string_agg(publisher || ', ' || title, '; ' ORDER BY source_id) AS articles,
        string_agg(publisher, '; ' ORDER BY source_id) AS publishers,
        string_agg(published, '; ' ORDER BY source_id) AS days,
        string_agg(title, '; ' ORDER BY source_id) AS titles
    FROM backing
    GROUP BY event_id
),
voices AS (
    SELECT event_id, string_agg(DISTINCT claimant, '; ' ORDER BY claimant) AS claimants
    FROM claims
    WHERE stance = 'supports' AND event_id IS NOT NULL
    GROUP BY event_id
),
sides AS (
    SELECT event_id, bool_or(side = 'government') AS government, bool_or(side = 'opposition') AS opposition
    FROM event_sides
    GROUP BY event_id
),
spread AS (
    SELECT ep.event_id, count(*) AS places, string_agg(p.name, '; ' ORDER BY p.name) AS names
    FROM event_places AS ep JOIN places AS p ON p.place_id = ep.place_id
    GROUP BY ep.event_id
),
staged AS (
    SELECT
        e.*,
        ep.place_id,
        o.position,
        p.name AS place,
        p.place_type,
        p.coordinate_type,
        p.latitude,
        p.longitude,
        p.admin2_name,
        a.governorate,
        a.country,
        t.ged_eligible,
        date_diff('day', e.date_earliest, e.date_latest) + 1 AS days,
        coalesce(s.places, 0) AS places,
        s.names,
        e.event_type IN ('conflict', 'operation') AS is_frame,
        CASE WHEN x.government THEN 'Government of ' || a.country END AS side_a,
        CASE WHEN x.opposition AND a.country = 'Syria' THEN 'Syrian insurgents' END AS side_b,
        coalesce(x.government AND x.opposition, FALSE) AS has_both_sides
    FROM events AS e
    JOIN event_types AS t ON t.event_type = e.event_type
    JOIN event_order AS o ON o.event_id = e.event_id
    LEFT JOIN event_places AS ep ON ep.event_id = e.event_id
    LEFT JOIN places AS p ON p.place_id = ep.place_id
    LEFT JOIN place_areas AS a ON a.place_id = ep.place_id
    LEFT JOIN spread AS s ON s.event_id = e.event_id
    LEFT JOIN sides AS x ON x.event_id = e.event_id
)
SELECT
    CAST(NULL AS BIGINT) AS id,
    CAST(NULL AS VARCHAR) AS relid,
    CASE WHEN year(z.date_earliest) = year(z.date_latest) THEN year(z.date_latest) END AS year,
    CAST(NULL AS BIGINT) AS active_year,
    CAST(NULL AS VARCHAR) AS code_status,
    CASE WHEN z.has_both_sides THEN 1 END AS type_of_violence,
    CAST(NULL AS BIGINT) AS conflict_dset_id,
    CAST(NULL AS BIGINT) AS conflict_new_id,
    CAST(NULL AS VARCHAR) AS conflict_name,
    CAST(NULL AS BIGINT) AS dyad_dset_id,
    CAST(NULL AS BIGINT) AS dyad_new_id,
    z.side_a || ' - ' || z.side_b AS dyad_name,
    CAST(NULL AS BIGINT) AS side_a_dset_id,
    CAST(NULL AS BIGINT) AS side_a_new_id,
    z.side_a,
    CAST(NULL AS BIGINT) AS side_b_dset_id,
    CAST(NULL AS BIGINT) AS side_b_new_id,
    z.side_b,
    c.number AS number_of_sources,
    c.articles AS source_article,
    c.publishers AS source_office,
    c.days AS source_date,
    c.titles AS source_headline,
    v.claimants AS source_original,
    CASE
        WHEN z.place_type = 'country' THEN 6
        WHEN z.place_type = 'governorate' THEN 4
        WHEN z.coordinate_type = 'settlement_point' THEN 1
        WHEN z.coordinate_type IS NOT NULL THEN 5
    END AS where_prec,
    CASE WHEN ends_with(lower(z.place), CAST(z.place_type AS VARCHAR)) OR z.place_type = 'country'
        THEN z.place ELSE z.place || ' ' || z.place_type END AS where_coordinates,
    z.names AS where_description,
    z.governorate AS adm_1,
    z.admin2_name AS adm_2,
    z.latitude,
    z.longitude,
    'POINT (' || z.longitude || ' ' || z.latitude || ')' AS geom_wkt,
    -- Cells of half a degree, numbered from 1 eastwards and then northwards, from the corner in the south-west.
    CAST(floor((z.latitude + 90) * 2) * 720 + floor((z.longitude + 180) * 2) + 1 AS BIGINT) AS priogrid_gid,
    z.country,
    CASE z.country WHEN 'Syria' THEN 652 END AS country_id,
    CASE z.country WHEN 'Syria' THEN 'Middle East' END AS region,
    CASE WHEN z.days = 1 AND z.places = 1 AND NOT z.is_frame AND z.event_type <> 'deaths-reported' THEN 1 ELSE 2 END AS event_clarity,
    CASE
        WHEN z.days = 1 THEN 1
        WHEN z.days <= 6 THEN 2
        WHEN z.days = 7 THEN 3
        WHEN z.days <= 30 OR z.date_precision = 'month' THEN 4
        WHEN z.date_latest < z.date_earliest + INTERVAL 1 YEAR THEN 5
    END AS date_prec,
    z.date_earliest AS date_start,
    z.date_latest AS date_end,
    CASE WHEN z.places < 2 THEN d.deaths_government END AS deaths_a,
    CASE WHEN z.places < 2 THEN d.deaths_opposition END AS deaths_b,
    CASE WHEN z.places < 2 THEN d.deaths_civilians END AS deaths_civilians,
    CASE WHEN z.places < 2 THEN d.deaths_unknown END AS deaths_unknown,
    CASE WHEN z.places < 2 THEN d.best END AS best,
    CASE WHEN z.places < 2 THEN d.high END AS high,
    CASE WHEN z.places < 2 THEN d.low END AS low,
    CASE WHEN z.side_a = 'Government of Syria' THEN 652 END AS gwnoa,
    CAST(NULL AS BIGINT) AS gwnob,
    z.event_id,
    z.place_id,
    d.figure_ids,
    nullif(
        concat_ws(
            '; ',
            CASE WHEN z.places > 1 AND d.event_id IS NOT NULL THEN 'the number is of ' || z.places || ' places and not split' END,
            d.deaths_note
        ),
        ''
    ) AS deaths_note,
    nullif(
        concat_ws(
            '; ',
            CASE WHEN z.is_frame THEN 'frame for other events' WHEN z.ged_eligible = 'no' THEN 'no use of armed force' END,
            CASE WHEN z.status = 'planned' THEN 'planned, not said to have happened' END,
            CASE
                WHEN d.event_id IS NULL THEN 'no death counted for it'
                WHEN z.places > 1 THEN 'deaths not split between its places'
                WHEN coalesce(d.high, d.best, d.low) = 0 THEN 'no death by the number given'
            END,
            CASE
                WHEN z.date_earliest IS NULL AND z.date_latest IS NULL THEN 'undated'
                WHEN z.date_earliest IS NULL THEN 'open beginning'
                WHEN z.date_latest IS NULL THEN 'open end'
                WHEN z.date_latest >= z.date_earliest + INTERVAL 1 YEAR THEN 'dated to more than a year'
            END,
            CASE WHEN z.place_id IS NULL THEN 'no place' WHEN z.latitude IS NULL THEN 'place without a position' END
        ),
        ''
    ) AS left_out_because
FROM staged AS z
LEFT JOIN documents AS c ON c.event_id = z.event_id
LEFT JOIN voices AS v ON v.event_id = z.event_id
LEFT JOIN event_deaths AS d ON d.event_id = z.event_id
ORDER BY z.position, z.place_id;
