"""GeoJSON as RFC 7946 has it, GeoParquet as its schema has it, and no point where there is none."""

import json
import math
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
import shapely  # type: ignore[import-untyped]

from scripts.exports.folder import export
from scripts.package import open_package
from scripts.views import views
from tests.conftest import PROJECT, Copy
from tests.export_packages import PACKAGES

GEO_SCHEMA = json.loads((PROJECT / "tests" / "standards" / "geoparquet.schema.json").read_text(encoding="utf-8"))
FILES = {"places_flat": "places", "events_flat": "events"}
WORDS = {view.name: view for view in views()}


@pytest.fixture(scope="module", params=PACKAGES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp(request.param)
    export(open_package(PACKAGES[request.param](place)), place / "exports", ["geojson", "geoparquet"])
    return place / "exports"


def collection(folder: Path, name: str) -> Any:
    def refused(constant: str) -> None:
        raise AssertionError(f"JSON has no {constant}")

    return json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"), parse_constant=refused)


@pytest.mark.parametrize("view", FILES)
def test_a_collection_is_one_by_rfc_7946(folder: Path, view: str) -> None:
    found = collection(folder, FILES[view])
    assert found["type"] == "FeatureCollection"
    # Section 7.1: no member of a collection may have the name of what makes a geometry or a feature.
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & found.keys()
    assert found["citation"] and found["licence"].startswith("https://") and found["description"]
    for feature in found["features"]:
        assert feature.keys() - {"id"} == {"type", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert list(feature["properties"]) == list(WORDS[view].columns)
    ids = [feature["id"] for feature in found["features"] if "id" in feature]
    assert ids == ([feature["properties"]["place_id"] for feature in found["features"]] if view == "places_flat" else [])


@pytest.mark.parametrize("name", FILES.values())
def test_a_position_is_longitude_then_latitude(folder: Path, name: str) -> None:
    for feature in collection(folder, name)["features"]:
        geometry, properties = feature["geometry"], feature["properties"]
        if geometry is None:
            assert properties["latitude"] is properties["longitude"] is None
        else:
            assert geometry == {"type": "Point", "coordinates": [properties["longitude"], properties["latitude"]]}
            assert properties["coordinate_uncertainty_m"] > 0 and properties["coordinate_type"]


def test_real_points_lie_in_syria_and_in_no_mirror_image_of_it(tmp_path: Path, operation: Path) -> None:
    export(open_package(PROJECT / "datapackage.json"), tmp_path / "exports", ["geojson"], operation)
    syria = shapely.box(35.5, 32.3, 42.4, 37.4)
    points = [feature["geometry"] for name in FILES.values() for feature in collection(tmp_path / "exports", name)["features"]]
    assert len([point for point in points if point]) > 40
    assert all(syria.contains(shapely.from_geojson(json.dumps(point))) for point in points if point)


@pytest.mark.parametrize("name", FILES.values())
def test_one_feature_stands_on_a_line(folder: Path, name: str) -> None:
    lines = (folder / f"{name}.geojson").read_text(encoding="utf-8").splitlines()
    features = [json.loads(line.removesuffix(",")) for line in lines[1:-1]]
    assert features == collection(folder, name)["features"]


def geo(folder: Path, name: str) -> Any:
    return json.loads(pq.read_schema(folder / f"{name}_geo.parquet").metadata[b"geo"])


@pytest.mark.parametrize("name", FILES.values())
def test_the_metadata_fit_the_schema_of_geoparquet(folder: Path, name: str) -> None:
    found = geo(folder, name)
    jsonschema.Draft7Validator(GEO_SCHEMA).validate(found)
    [column] = found["columns"].values()
    # Without crs it is OGC:CRS84: longitude and latitude by WGS 84.
    assert "crs" not in column
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])


def test_metadata_of_another_version_do_not_fit(folder: Path) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(GEO_SCHEMA).validate(geo(folder, "places") | {"version": "0.4.0"})


@pytest.mark.parametrize("name", FILES.values())
def test_the_box_is_that_of_the_points(folder: Path, name: str) -> None:
    table = pq.read_table(folder / f"{name}_geo.parquet")
    assert table.schema.field("geometry").type == pa.binary()
    points = [shapely.from_wkb(cell.as_py()) for cell in table["geometry"] if cell.is_valid]
    assert geo(folder, name)["columns"]["geometry"]["bbox"] == list(shapely.total_bounds(points))
    assert all(math.isfinite(corner) for corner in geo(folder, name)["columns"]["geometry"]["bbox"])


@pytest.mark.parametrize("view", FILES)
def test_what_the_columns_mean_stands_in_the_metadata(folder: Path, view: str) -> None:
    metadata = pq.read_schema(folder / f"{FILES[view]}_geo.parquet").metadata
    assert json.loads(metadata[b"columns"]) == WORDS[view].columns
    assert metadata[b"description"].decode() == WORDS[view].comment


def test_a_package_without_any_point_is_exported(package: Copy) -> None:
    nowhere = {"latitude": "", "longitude": "", "coordinate_uncertainty_m": "", "coordinate_type": "", "coordinate_source_id": ""}
    package.write("places", [row | nowhere for row in package.rows("places")])
    package.describe()
    export(open_package(package.descriptor), package.root / "exports", ["geojson", "geoparquet"])
    for name in FILES.values():
        assert all(feature["geometry"] is None for feature in collection(package.root / "exports", name)["features"])
        found = geo(package.root / "exports", name)
        jsonschema.Draft7Validator(GEO_SCHEMA).validate(found)
        assert "bbox" not in found["columns"]["geometry"]
        assert pq.read_table(package.root / "exports" / f"{name}_geo.parquet")["geometry"].null_count > 0
