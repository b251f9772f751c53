"""What search engines for data read in the first page: a schema.org Dataset, with the files that the site offers."""

import json
import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from scripts.descriptions.json_form import filled
from scripts.descriptions.registry import CannotDescribe, described
from scripts.package import Package
from scripts.site.missing import MissingInput
from scripts.site.released import Released

# By the ending of a file; a form that has no media type of its own gets none.
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def json_ld(package: Package, files: Sequence[Released]) -> Markup:
    """The Dataset as JSON for `<script type="application/ld+json">` of a page at the top of the site, fit to be put there as it is.

    The files are those of the release, since those of the tables do not lie in the site; their addresses are relative to the page, as no
    address of the site is known. Raises MissingInput if the descriptor lacks what the Dataset needs.
    """
    try:
        dataset = json.loads(described(package, "schema-org"))
    except CannotDescribe as error:
        raise MissingInput(f"{error} Add it to the descriptor.") from error
    return inline({**dataset, "distribution": [_download(one) for one in files]})


def inline(document: Any) -> Markup:
    """JSON that can stand in a script of a page: no sign in it can end that, whatever the words of the data are."""
    return Markup(json.dumps(document, indent=1, ensure_ascii=False).replace("<", "\\u003c"))


def _download(file: Released) -> dict[str, Any]:
    return filled(
        {
            "@type": "DataDownload",
            "name": file.name,
            "description": file.export.description if file.export else "",
            "contentUrl": quote(file.path),
            "encodingFormat": MEDIA_TYPES.get(posixpath.splitext(file.name)[1], ""),
            "contentSize": f"{file.bytes} B",
            "sha256": file.sha256,
        }
    )
