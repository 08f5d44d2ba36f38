"""The outlines of the counties of Kentucky and Massachusetts, for maps: our own file, nothing is fetched."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

SOURCE_KEY = "us-atlas-counties"


@cache
def _every_county() -> tuple[dict[str, Any], ...]:
    text = files("data").joinpath("reference/county_shapes.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])


def counties_of(fips: str) -> list[dict[str, Any]]:
    """GeoJSON features of the counties whose numbers begin with a state's two digits; none where we hold none."""
    return [county for county in _every_county() if str(county["id"]).startswith(fips)]
