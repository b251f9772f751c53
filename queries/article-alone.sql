-- Where sources disagree: What rests on the article alone
--
-- Which records does no source support but the article?
--
-- One row per record. That no other source has it does not make it wrong: the others were read in their first part only, and none was
-- looked for at every sentence. `contradicting` counts what excludes it. Frames such as the war itself are here because nobody needs to
-- state them.
SELECT record_type, record, grade, contradicting, qualifying, record_id
FROM corroboration
WHERE rests_on = 'the article alone'
ORDER BY contradicting DESC, record_type, record_id;
