CREATE TABLE sources AS
SELECT source_id, sha256, first_day(edtf_begin(published)) AS published_first, last_day_of(edtf_end(published)) AS published_last,
    id_faults(source_id, 1) AS "source_id?",
    choice_faults(source_type, source_type IN ('encyclopedia', 'news_report', 'ngo_report', 'official_document', 'gazetteer', 'dataset', 'commentary', 'social_media'), 1) AS "source_type?",
    text_faults(title, 1) AS "title?",
    text_faults(publisher, 1) AS "publisher?",
    text_faults(originator, 0) AS "originator?",
    pattern_faults(published, '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?', 0) AS "published?",
    CASE WHEN url IS NULL OR regexp_full_match(url, '[A-Za-z][A-Za-z0-9+.-]*:\S+') THEN 0 ELSE 2 END + CASE WHEN url IS NULL THEN 0 ELSE plain_fault(url) END AS "url?",
    choice_faults(access, access IN ('publisher_page', 'syndicated_copy', 'repost_or_digest', 'downloaded_text', 'dataset_file'), 1) AS "access?",
    text_faults(licence, 1) AS "licence?",
    pattern_faults(sha256, '[0-9a-f]{64}', 0) AS "sha256?",
    text_faults(note, 0) AS "note?",
    CASE WHEN is_real_date(published) IS FALSE THEN 1 ELSE 0 END AS "source_date_is_real!",
    CASE WHEN access IN ('syndicated_copy', 'repost_or_digest') AND originator IS NULL THEN 1 ELSE 0 END AS "copy_names_its_originator!"
FROM "sources.csv";
