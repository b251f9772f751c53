"""The forms in which the data are exported, in the order in which they are listed."""

from scripts.exports import (
    claims_export,
    duckdb_export,
    excel_export,
    flat_export,
    geojson_export,
    geoparquet_export,
    like_export,
    parquet_export,
    sqlite_export,
)
from scripts.exports.export import Export

EXPORTS = {
    export.name: export
    for export in (
        Export(
            "excel",
            (excel_export.FILE,),
            "Excel workbook: a first sheet that explains all, events and places with names instead of ids, then every table.",
            excel_export.write,
        ),
        Export(
            "flat",
            ("*_flat.csv",),
            "CSV for spreadsheets: one row per event and place, and one per place, with names instead of ids and figures in words.",
            flat_export.write,
        ),
        Export(
            "geojson",
            tuple(geojson_export.FILES.values()),
            "GeoJSON for maps on the web and map programs: places, and events at places.",
            geojson_export.write,
        ),
        Export(
            "geoparquet",
            tuple(geoparquet_export.FILES.values()),
            "GeoParquet 1.1: the same as GeoJSON, with typed columns.",
            geoparquet_export.write,
        ),
        Export(
            "parquet",
            (f"{parquet_export.FOLDER}/*.parquet",),
            "Parquet: every table with the types of its columns, and their meanings in the metadata of the file.",
            parquet_export.write,
        ),
        Export(
            "sqlite",
            (sqlite_export.FILE,),
            "SQLite: every table with primary keys, foreign keys and checks.",
            sqlite_export.write,
        ),
        Export(
            "duckdb",
            (duckdb_export.FILE,),
            "DuckDB 1.1 and newer: every table with keys and comments, and all views of the codebook.",
            duckdb_export.write,
        ),
        Export(
            "claims",
            (claims_export.FILE,),
            "JSON Lines: one object per claim, with its record, passage and source inside.",
            claims_export.write,
        ),
        Export(
            "like",
            ("*_like.csv",),
            "CSV in the columns of other data sets, for the programs that read those.",
            like_export.write,
        ),
    )
}
