-- One row per claim, with the record that it is about and the passage on which it rests.
--   claim_id: the claim
--   record_type: event, figure, unit or place
--   record_id: the record that the claim is about
--   record: its title, name or number
--   stance: what the passage does to the record: supports, contradicts or qualifies
--   modality: how the passage puts it
--   claimant: who is credited
--   note: why the stance is what it is
--   passage_id: the passage
--   section: section of the document in which the passage stands
--   ordinal: place of the passage in its document, from 1
--   source_title: title of the document
--   day: when the recorded thing happened by this claim, in words; 'undated' where it gives no date of its own
--   gist: what the passage says, in our own words, where it is no position in a text
--   source_id: the document
CREATE VIEW record_claims AS
SELECT
    c.claim_id,
    CASE
        WHEN c.event_id IS NOT NULL THEN 'event'
        WHEN c.figure_id IS NOT NULL THEN 'figure'
        WHEN c.unit_id IS NOT NULL THEN 'unit'
        WHEN c.place_id IS NOT NULL THEN 'place'
    END AS record_type,
    coalesce(c.event_id, c.figure_id, c.unit_id, c.place_id) AS record_id,
    coalesce(
        e.title, replace(CAST(f.measure AS VARCHAR), '_', ' ') || ': ' || number_in_words(f.as_written, f.counted), u.name, pl.name
    ) AS record,
    c.stance,
    c.modality,
    c.claimant,
    c.note,
    c.passage_id,
    p.section,
    p.ordinal,
    s.title AS source_title,
    edtf_in_words(c.date_edtf) AS day,
    p.gist,
    p.source_id
FROM claims AS c
JOIN passages AS p ON p.passage_id = c.passage_id
JOIN sources AS s ON s.source_id = p.source_id
LEFT JOIN events AS e ON e.event_id = c.event_id
LEFT JOIN figures AS f ON f.figure_id = c.figure_id
LEFT JOIN units AS u ON u.unit_id = c.unit_id
LEFT JOIN places AS pl ON pl.place_id = c.place_id
ORDER BY p.source_id, p.ordinal, length(c.claim_id), c.claim_id;
