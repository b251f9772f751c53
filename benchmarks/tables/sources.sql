-- One row per source: gazetteers, from which names and positions come, and texts, from which passages come.
SELECT n, n >= getvariable('gazetteers') AS is_text, is_copy(n) AS is_copy,
    source_id(n) AS source_id,
    CASE WHEN is_text
        THEN picked(['encyclopedia', 'news_report', 'ngo_report', 'official_document', 'commentary', 'social_media'], n, 'type')
        ELSE picked(['gazetteer', 'dataset'], n, 'type') END AS source_type,
    picked(['Report on', 'The war in', 'Days of', 'Fighting, and flight, from', 'Chronicle of'], n, 'title') || ' ' || place_name(n) AS title,
    picked(['Wikipedia', 'UN OCHA', 'Uppsala Conflict Data Program', 'Agence générale', 'Local council'], n, 'publisher') AS publisher,
    CASE WHEN is_copy THEN picked(['Agence générale', 'A broadcaster, by telephone', 'not stated'], n, 'originator') END AS originator,
    published(n) AS published,
    CASE WHEN roll(n, 'url', 10) < 8 THEN 'https://example.org/source?number=' || n END AS url,
    CASE
        WHEN is_copy THEN picked(['syndicated_copy', 'repost_or_digest'], n, 'access')
        WHEN is_text THEN 'downloaded_text'
        ELSE 'dataset_file' END AS access,
    picked(['CC BY 4.0', 'CC BY-SA 4.0', 'Used by permission, no licence stated'], n, 'licence') AS licence,
    CASE WHEN is_text AND NOT is_copy THEN sha256(getvariable('seed') || ' source ' || n) END AS sha256,
    CASE WHEN roll(n, 'has note', 10) < 4 THEN note_text(n) END AS note
FROM part
