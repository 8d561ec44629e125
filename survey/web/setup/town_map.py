"""The map of the districts: a GeoJSON is drawn as it will look, its shapes are given to districts, then it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import number
from survey.places import geojson
from survey.places.chart import Chart, chart, geometry, turn
from survey.places.drawing import Picture, picture
from survey.places.geojson import Drawn
from survey.places.names import Named, known, plain
from survey.places.rings import Ring
from survey.store import places
from survey.store.base import Document
from survey.store.places import PlaceFile
from survey.web.manage.rights import At
from survey.web.setup.later import places_of
from survey.web.setup.sent import Faulty, SentForm, add_part, change, drop, look_first, named, read_sent, still_seen
from survey.web.setup.views import page
from survey.web.setup.way import way


@dataclass(frozen=True)
class ShapeRow:
    """One shape of the file: its number on the picture, its name, its holes, and the district it is given to."""

    number: str
    name: str
    holes: int
    district: str


@dataclass(frozen=True)
class Looked:
    """A file that waits, as its page shows it."""

    name: str
    seen: str
    swapped: bool
    rows: tuple[ShapeRow, ...]
    picture: Picture | None
    without: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether at least one shape has its district."""
        return any(row.district for row in self.rows)


def _decide(form: SentForm, session: Session, at: At) -> Response:
    act = form.act.data
    if act == "remove":
        return change(session, at, "map", lambda: places.put_map(session, at.assessment, {}), _("The map is removed."))
    if act == "drop":
        return drop(session, at, "map")
    waiting = still_seen(session, at, "map", form.seen.data)
    drawn, given = _chart(waiting.doc), _given(waiting.doc, named(session, at))
    if act == "turn" and drawn.swapped:
        drawn = turn(drawn)
    if act == "keep":
        return _keep(session, at, drawn, given)
    return look_first(session, at, "map", waiting.name, _written(drawn, given))


def _read(form: SentForm, ours: Sequence[Named]) -> tuple[str, Document]:
    names = [word for one in ours for word in (one.name, one.code)]
    name, drawn = read_sent(form.file.data, lambda raw, called: chart(geojson.read(raw, called, names), called))
    codes = known(ours)
    return name, _written(drawn, [codes.get(plain(one.name), "") for one in drawn.shapes])


def _keep(session: Session, at: At, drawn: Chart, given: Sequence[str]) -> Response:
    if drawn.swapped:
        raise Faulty((_("North and east stand in each other's place. Turn the map round first."),))
    if not any(given):
        raise Faulty((_("Choose a district for at least one shape."),))
    borders = {
        code: geometry([shape for shape, its in zip(drawn.shapes, given, strict=True) if its == code])
        for code in dict.fromkeys(given)
        if code
    }
    return change(session, at, "map", lambda: places.put_map(session, at.assessment, borders), _("The map is kept."))


def _given(doc: Document, ours: Sequence[Named]) -> list[str]:
    """The districts as they were chosen on the page; a choice that is none of ours counts as none."""
    codes = {one.code for one in ours}
    typed = request.form.getlist("district")
    chosen = typed if len(typed) == len(doc["given"]) else doc["given"]
    return [code if code in codes else "" for code in chosen]


def _written(drawn: Chart, given: Sequence[str]) -> Document:
    shapes = [{"name": one.name, "polygons": one.polygons} for one in drawn.shapes]
    return {"shapes": shapes, "swapped": drawn.swapped, "given": list(given)}


def _chart(doc: Document) -> Chart:
    return Chart(tuple(Drawn(one["name"], _polygons(one["polygons"])) for one in doc["shapes"]), doc["swapped"])


def _polygons(written: Sequence[Sequence[Sequence[Sequence[float]]]]) -> tuple[tuple[Ring, ...], ...]:
    return tuple(tuple(tuple((x, y) for x, y in ring) for ring in rings) for rings in written)


def _page(session: Session, at: At, _form: SentForm, why: Faulty | None) -> str:
    waiting = places.file_of(session, at.assessment, "map")
    mine, ours = places_of(session, at), named(session, at)
    kept = [(one.name, _polygons(_of_district(one.polygon))) for one in mine if one.polygon]
    return page(
        "setup/map.html",
        at,
        way(session, at),
        why=why,
        looked=_looked(waiting, ours) if waiting else None,
        ours=ours,
        kept=[name for name, _shape in kept],
        picture=picture([shape for _name, shape in kept]),
        bare=[one.name for one in mine if not one.polygon],
    )


def _of_district(polygon: Document | None) -> list[list[list[list[float]]]]:
    if not polygon:
        return []
    coordinates: list[list[list[list[float]]]] = polygon["coordinates"]
    return coordinates if polygon["type"] == "MultiPolygon" else [coordinates]  # type: ignore[list-item]


def _looked(waiting: PlaceFile, ours: Sequence[Named]) -> Looked:
    drawn, given = _chart(waiting.doc), waiting.doc["given"]
    rows = tuple(
        ShapeRow(number(at), shape.name, shape.holes, code)
        for at, (shape, code) in enumerate(zip(drawn.shapes, given, strict=True), start=1)
    )
    return Looked(
        name=waiting.name,
        seen=waiting.at.isoformat(),
        swapped=drawn.swapped,
        rows=rows,
        picture=picture([shape.polygons for shape in (turn(drawn) if drawn.swapped else drawn).shapes]),
        without=tuple(one.name for one in ours if one.code not in given),
    )


add_part("map", SentForm, _page, _read, _decide)
