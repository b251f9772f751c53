"""The area that the data are about, as bounds in degrees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Area:
    """What lies between two meridians and two parallels, in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ring(self) -> list[tuple[float, float]]:
        """The corners as longitude and latitude, against the clock, the first once more at the end."""
        west, south, east, north = self.west, self.south, self.east, self.north
        return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def area(geometry: Any) -> Area | None:
    """The bounds of a GeoJSON geometry (RFC 7946): those that it states, or else those of its positions; None if there are none."""
    if not isinstance(geometry, Mapping):
        return None
    stated = geometry.get("bbox")
    if isinstance(stated, list) and len(stated) in (4, 6) and all(map(_is_number, stated)):
        half = len(stated) // 2  # a third coordinate would be the height
        return _on_earth(Area(stated[0], stated[1], stated[half], stated[half + 1]))
    positions = list(_positions(geometry.get("coordinates")))
    if not positions:
        return None
    longitudes, latitudes = zip(*positions, strict=True)
    return _on_earth(Area(min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


def _on_earth(found: Area) -> Area | None:
    are_longitudes = all(-180 <= one <= 180 for one in (found.west, found.east))
    return found if are_longitudes and -90 <= found.south <= found.north <= 90 else None


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every position in coordinates that are nested as deep as the kind of geometry asks."""
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(map(_is_number, coordinates)):
        yield coordinates[0], coordinates[1]
    for one in coordinates:
        yield from _positions(one)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
