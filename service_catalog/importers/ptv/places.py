"""Coordinates of the Finnish grid (ETRS-TM35FIN, EPSG:3067) as WGS84 degrees."""

from __future__ import annotations

from functools import cache

from pyproj import Transformer

# Where the grid has land: a coordinate outside is a slip (degrees, swapped, or of another grid).
NORTHINGS = (6_500_000.0, 7_900_000.0)
EASTINGS = (40_000.0, 780_000.0)


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:3067", "EPSG:4326", always_xy=True)


def to_degrees(northing: str | float, easting: str | float) -> tuple[float, float]:
    """Latitude and longitude to six decimals (0.1 m). Raises ValueError for what is not a Finnish coordinate."""
    north, east = float(northing), float(easting)
    if not (NORTHINGS[0] <= north <= NORTHINGS[1] and EASTINGS[0] <= east <= EASTINGS[1]):
        raise ValueError("not a coordinate of the Finnish grid (EPSG:3067)")
    lon, lat = _transformer().transform(east, north)
    return round(lat, 6), round(lon, 6)
