-- One row per event and place, and one per event without a place, in the columns of ACLED.
--
-- The first 31 columns have the names, the order, the types and the codes of ACLED as it is since the actor types are words, so that the
-- rows can be put beside its rows by name; docs/comparable-codes.md tells how each is derived. Rows that ACLED would leave out are there as
-- well: left_out_because says why. Nothing is split or multiplied: a number that belongs to several places stands in none of their rows.
-- ACLED's rows are events of one day, these are statements: never count one as the other.
--   event_id_cnty: empty, an id of ACLED
--   event_date: the day; of a week or month the middle, as ACLED does it, which no source says; empty where the date is open
--   year: its year
--   time_precision: 1 a day, 2 up to a week, 3 up to a month
--   disorder_type: what ACLED's own table says of the event type
--   event_type: ACLED's event type, by event_types
--   sub_event_type: ACLED's sub-event type, by event_types
--   actor1: name of the unit that stands for the side with the leading role
--   assoc_actor_1: the other units of that side, parted by '; '
--   inter1: State forces for the government's side, Rebel group for the opposition's
--   actor2: name of the unit that stands for the other side, where one takes part
--   assoc_actor_2: the other units of that side, parted by '; '
--   inter2: its type of actor
--   interaction: both types, as 'State forces-Rebel group', or one, as 'State forces only'
--   civilian_targeting: 'Civilian targeting' for violence against civilians; else empty
--   iso: number of the country by ISO 3166, for Syria
--   region: 'Middle East', for Syria
--   country: country of the place
--   admin1: governorate, in OCHA's English spelling where it is listed
--   admin2: district, in OCHA's spelling
--   admin3: subdistrict, in OCHA's spelling
--   location: name of the place
--   latitude: latitude of the place, in decimal degrees (WGS 84)
--   longitude: longitude of the place
--   geo_precision: 1 a settlement, 2 a part of a region, 3 a governorate; empty for a country
--   source: publishers of the documents that support the event, parted by '; '
--   source_scale: empty, a judgement of ACLED on its sources
--   notes: what the source tells of it, in our own words
--   fatalities: lowest number of dead that the source gives; empty, not 0, where it gives none for this place alone
--   tags: empty, a vocabulary of ACLED
--   timestamp: empty, when ACLED uploaded the row
--   event_id: our event
--   place_id: our place; empty where the event has none
--   figure_ids: our figures behind the fatalities, parted by '; '
--   deaths_note: what to know before using the fatalities, as why they are empty
--   left_out_because: why the row would not be in ACLED, parted by '; '; empty if nothing speaks against it
CREATE VIEW acled_like AS
WITH documents AS (
    SELECT c.event_id, string_agg(DISTINCT s.publisher, '; ' ORDER BY s.publisher) AS publishers
    FROM claims AS c
    JOIN passages AS p ON p.passage_id = c.passage_id
    JOIN sources AS s ON s.source_id = p.source_id
    WHERE c.stance = 'supports' AND c.event_id IS NOT NULL
    GROUP BY c.event_id
),
spread AS (
    SELECT event_id, count(*) AS places FROM event_places GROUP BY event_id
),
spellings AS (
    SELECT place_id, min(name) AS name FROM place_names WHERE language = 'en' AND source_id LIKE 'ocha-%' GROUP BY place_id
),
types AS (
    SELECT
        event_id,
        position,
        actor,
        other_actors,
        CASE side WHEN 'government' THEN 'State forces' WHEN 'opposition' THEN 'Rebel group' END AS inter
    FROM event_sides
),
staged AS (
    SELECT
        e.*,
        ep.place_id,
        o.position,
        t.acled_event_type,
        t.acled_sub_event_type,
        e.event_type IN ('conflict', 'operation') AS is_frame,
        date_diff('day', e.date_earliest, e.date_latest) + 1 AS days,
        coalesce(s.places, 0) AS places
    FROM events AS e
    JOIN event_types AS t ON t.event_type = e.event_type
    JOIN event_order AS o ON o.event_id = e.event_id
    LEFT JOIN event_places AS ep ON ep.event_id = e.event_id
    LEFT JOIN spread AS s ON s.event_id = e.event_id
),
dated AS (
    SELECT
        *,
        CASE WHEN days = 1 THEN 1 WHEN days <= 7 THEN 2 WHEN days <= 31 THEN 3 END AS time_precision,
        CASE WHEN days <= 31 THEN date_earliest + CAST((days - 1) // 2 AS INTEGER) END AS event_date
    FROM staged
)
SELECT
    CAST(NULL AS VARCHAR) AS event_id_cnty,
    z.event_date,
    year(z.event_date) AS year,
    z.time_precision,
    CASE z.acled_event_type
        WHEN 'Battles' THEN 'Political violence'
        WHEN 'Explosions/Remote violence' THEN 'Political violence'
        WHEN 'Violence against civilians' THEN 'Political violence'
        WHEN 'Strategic developments' THEN 'Strategic developments'
        WHEN 'Protests' THEN
            CASE WHEN z.acled_sub_event_type = 'Excessive force against protesters' THEN 'Political violence; Demonstrations' ELSE 'Demonstrations' END
        WHEN 'Riots' THEN
            CASE z.acled_sub_event_type WHEN 'Violent demonstration' THEN 'Demonstrations' WHEN 'Mob violence' THEN 'Political violence' END
    END AS disorder_type,
    CAST(z.acled_event_type AS VARCHAR) AS event_type,
    z.acled_sub_event_type AS sub_event_type,
    a.actor AS actor1,
    a.other_actors AS assoc_actor_1,
    a.inter AS inter1,
    b.actor AS actor2,
    b.other_actors AS assoc_actor_2,
    b.inter AS inter2,
    -- ACLED names the types in the order of its old numbers, whoever comes first.
    CASE WHEN b.inter IS NULL THEN a.inter || ' only' ELSE greatest(a.inter, b.inter) || '-' || least(a.inter, b.inter) END AS interaction,
    CASE z.acled_event_type WHEN 'Violence against civilians' THEN 'Civilian targeting' END AS civilian_targeting,
    CASE r.country WHEN 'Syria' THEN 760 END AS iso,
    CASE r.country WHEN 'Syria' THEN 'Middle East' END AS region,
    r.country,
    coalesce(n.name, r.governorate) AS admin1,
    p.admin2_name AS admin2,
    p.admin3_name AS admin3,
    p.name AS location,
    p.latitude,
    p.longitude,
    CASE
        WHEN p.place_type = 'country' THEN NULL
        WHEN p.place_type = 'governorate' THEN 3
        WHEN p.coordinate_type = 'settlement_point' THEN 1
        WHEN p.coordinate_type IS NOT NULL THEN 2
    END AS geo_precision,
    c.publishers AS source,
    CAST(NULL AS VARCHAR) AS source_scale,
    z.description AS notes,
    CASE WHEN z.places < 2 THEN coalesce(d.low, d.best) END AS fatalities,
    CAST(NULL AS VARCHAR) AS tags,
    CAST(NULL AS BIGINT) AS timestamp,
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
            CASE WHEN z.is_frame THEN 'frame for other events' WHEN z.acled_event_type IS NULL THEN 'no event type of ACLED fits' END,
            CASE WHEN z.status = 'planned' THEN 'planned, not said to have happened' END,
            CASE
                WHEN z.date_earliest IS NULL AND z.date_latest IS NULL THEN 'undated'
                WHEN z.date_earliest IS NULL THEN 'open beginning'
                WHEN z.date_latest IS NULL THEN 'open end'
                WHEN z.days > 31 THEN 'dated to more than a month'
            END,
            CASE
                WHEN z.place_id IS NULL THEN 'no place'
                WHEN p.place_type = 'country' THEN 'no place within the country'
                WHEN p.latitude IS NULL THEN 'place without a position'
            END,
            CASE WHEN a.actor IS NULL THEN 'no actor named' END
        ),
        ''
    ) AS left_out_because
FROM dated AS z
LEFT JOIN places AS p ON p.place_id = z.place_id
LEFT JOIN place_areas AS r ON r.place_id = z.place_id
LEFT JOIN spellings AS n ON n.place_id = r.governorate_id
LEFT JOIN types AS a ON a.event_id = z.event_id AND a.position = 1
LEFT JOIN types AS b ON b.event_id = z.event_id AND b.position = 2
LEFT JOIN documents AS c ON c.event_id = z.event_id
LEFT JOIN event_deaths AS d ON d.event_id = z.event_id
ORDER BY z.position, z.place_id;
