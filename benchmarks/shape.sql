-- What refers to what, as arithmetic: no table has to be read to make another.
--
-- Events come in campaigns of twenty, numbered by their slot from 0 to 19. Each campaign is a tree: slot s lies under slot (s - 1) // 3,
-- so slots 0 to 6 frame others and slots 7 to 19 are leaves.
-- The other tables have a fixed number of rows a campaign too: 20 event_places, 22 event_units, 32 claims, 6 figures, 7 passages,
-- 2 derivations.

CREATE MACRO event_id(n) AS numbered([
    'operation', 'advance', 'siege', 'drive', 'assault', 'raid', 'push', 'attack', 'clash', 'shelling',
    'report', 'protest', 'flight', 'capture', 'retreat', 'truce', 'encounter', 'ambush', 'accord', 'rumour'][n % 20 + 1], n);
CREATE MACRO place_id(p) AS numbered('place', p);
CREATE MACRO unit_id(u) AS numbered('unit', u);
CREATE MACRO source_id(s) AS numbered(if(s < getvariable('gazetteers'), 'gazetteer', 'article'), s);
CREATE MACRO figure_id(f) AS numbered(['dead', 'dead-on-advance', 'dead-in-assault', 'men', 'men-in-attack', 'hours'][f % 6 + 1], f);
CREATE MACRO passage_id(p) AS numbered('text-s', p);

-- One campaign of ten is a conflict, which holds the nine after it; one conflict of ten holds others, and so on upwards.
CREATE MACRO campaign_above(c) AS CASE
    WHEN c = 0 THEN NULL
    WHEN c % 10 <> 0 THEN c - c % 10
    WHEN c % 100 <> 0 THEN c - c % 100
    WHEN c % 1000 <> 0 THEN c - c % 1000
    ELSE 0 END;

CREATE MACRO event_type(n) AS CASE
    WHEN n % 200 = 0 THEN 'conflict'
    WHEN n % 20 < 4 THEN 'operation'
    WHEN n % 20 < 7 THEN 'assault'
    WHEN n % 20 = 18 THEN 'agreement'
    ELSE [
        'agreement', 'armed-clash', 'assault', 'ceasefire', 'control-report', 'deaths-reported', 'displacement', 'encirclement',
        'government-capture', 'opposition-capture', 'preparation', 'protest', 'shelling', 'withdrawal'
    ][(n % 20 + n // 20 * 5) % 14 + 1] END;

-- The days within which an event lies: each slot within those of the slot above it. The leaves under slots 4 to 6 share their days.
CREATE MACRO opening_day(n) AS DATE '2011-03-15'
    + (n // 20 * 37 % 4500 + [0, 0, 20, 40, 0, 6, 12, 20, 26, 32, 40, 46, 52, 0, 0, 0, 6, 6, 6, 12][n % 20 + 1])::INTEGER;
CREATE MACRO closing_day(n) AS opening_day(n) + CASE WHEN n % 20 = 0 THEN 59 WHEN n % 20 < 4 THEN 19 ELSE 5 END;
CREATE MACRO event_has_note(n) AS n % 20 IN (0, 18) OR roll(n, 'has note', 100) < 20;

-- The place in row r of event_places. Every place has its turn, and neighbouring rows have different places.
CREATE MACRO place_of_row(r) AS (r + 3 * (r // getvariable('places'))) % getvariable('places');
-- The event in row r of event_places: slots 0 and 18 have no place, slots 7 and 8 have two.
CREATE MACRO event_of_place_row(r) AS
    r // 20 * 20 + [1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19][r % 20 + 1];

-- Matches with the data set of others: few, so that most places have none and their points may be wrong.
CREATE MACRO matched_event(m) AS m // 2 * 800 + 4 + m % 2;
CREATE MACRO matched_place(m) AS place_of_row(m // 2 * 800 + 3 + m % 2);
CREATE MACRO is_matched(p) AS p IN (SELECT matched_place(m) FROM range(getvariable('matches')) AS matches (m));

-- Places: number 0 is the country, then come its governorates, then all others in groups of ten: a plain, three villages in it, six beside it.
CREATE MACRO place_rank(p) AS p - 1 - getvariable('governorates');
CREATE MACRO place_above(p) AS CASE
    WHEN p = 0 THEN NULL
    WHEN place_rank(p) < 0 THEN 0
    WHEN place_rank(p) % 10 BETWEEN 1 AND 3 THEN p - place_rank(p) % 10
    ELSE 1 + place_rank(p) // 10 % getvariable('governorates') END;
-- How far a place lies from the one above it, in degrees: well within the radius of a country, governorate or plain. Null is above all.
CREATE MACRO place_reach(p) AS CASE
    WHEN coalesce(p, 0) = 0 THEN 0.0
    WHEN place_rank(p) < 0 THEN 2.0
    WHEN place_rank(p) % 10 BETWEEN 1 AND 3 THEN 0.1
    ELSE 0.3 END;
CREATE MACRO place_north(p) AS place_reach(p) * (roll(p, 'north', 2001) - 1000) / 1000;
CREATE MACRO place_east(p) AS place_reach(p) * (roll(p, 'east', 2001) - 1000) / 1000;

-- Units: even numbers are one side, odd ones the other; each side is a tree in which every unit has up to three below it.
CREATE MACRO unit_rank(u) AS u // 2;
CREATE MACRO unit_above(u) AS CASE WHEN u > 1 THEN (unit_rank(u) - 1) // 3 * 2 + u % 2 END;

-- Sources: the gazetteers first, then the texts, each with the passages of a run of campaigns.
CREATE MACRO source_of_campaign(c) AS getvariable('gazetteers') + c * getvariable('texts') // getvariable('campaigns');
CREATE MACRO first_campaign_of(s) AS
    ((s - getvariable('gazetteers')) * getvariable('campaigns') + getvariable('texts') - 1) // getvariable('texts');
-- Of the texts, each third is a copy that was read elsewhere: its passages have no position.
CREATE MACRO is_copy(s) AS s >= getvariable('gazetteers') AND s % 3 = 2;
-- Texts are published after all that happens, one after the other: what is told in them and what they draw on is never later.
CREATE MACRO published_about(s) AS if(s < getvariable('gazetteers'), opening_day(s * 20), DATE '2024-01-01' + (s * 40)::INTEGER);
CREATE MACRO published(s) AS CASE s % 4
    WHEN 0 THEN published_about(s) || ''
    WHEN 1 THEN strftime(published_about(s), '%Y-%m~')
    WHEN 2 THEN strftime(published_about(s), '%Y') END;
CREATE MACRO modality(c) AS picked(['asserted', 'asserted', 'asserted', 'reported', 'reported', 'announced', 'planned', 'observed'], c, 'modality');
-- Whether a claim of the campaign tells what could be too late: it is no plan, and its source says when it was published.
CREATE MACRO tells_the_past(claim, campaign) AS modality(claim) <> 'planned' AND published(source_of_campaign(campaign)) IS NOT NULL;
-- Where a passage begins, when it is the i-th of its source: every 200 characters or a little later.
CREATE MACRO passage_start(p, i) AS i * 200 + roll(p, 'length', 80);
