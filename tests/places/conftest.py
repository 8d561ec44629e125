"""Two districts, and files about them."""

import json
from collections.abc import Callable, Sequence

import pytest

from survey.places.names import Named
from survey.spreadsheet.faults import Unusable

DISTRICTS = (Named("polje", "Polje"), Named("stara-zaga", "Stara Žaga"))
SQUARE = [[14.0, 46.0], [14.1, 46.0], [14.1, 46.1], [14.0, 46.1], [14.0, 46.0]]


def collection(*geometries: object, names: Sequence[str] = ()) -> bytes:
    """A GeoJSON file of these geometries; a list is the coordinates of a polygon."""
    made = [{"type": "Polygon", "coordinates": one} if isinstance(one, list) else one for one in geometries]
    features = [
        {"type": "Feature", "properties": {"fid": at, "NAZIV": name}, "geometry": one}
        for at, (one, name) in enumerate(zip(made, names or ["Somewhere"] * len(made), strict=True))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def refusal(read: Callable[[], object]) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(Unusable) as refused:
        read()
    return "\n".join(refused.value.faults.lines())
