"""When people can come, and in how many rooms nothing takes place then though they are open."""

from survey.figures import Live, Row
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import Drawing, Scene, texts

PARTS = {
    "weekday_am": ("weekday", "am"),
    "weekday_pm": ("weekday", "pm"),
    "weekday_ev": ("weekday", "ev"),
    "saturday": ("saturday", ""),
    "sunday": ("sunday", ""),
}
"""Day and part of day of the hours that people are asked about; another answer, such as »it varies«, is no hour."""


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """A week of three kinds of days; nothing where people were asked about other hours."""
    times = live["times"]
    asked = [row for row in times["rows"] if row["code"] in PARTS] if times else []
    if times is None or not times["base"] or len(asked) < 2:
        return None
    rows = [_cell(row, live["free"]) for row in asked]
    most = sorted(asked, key=lambda row: -(row["n"] or 0))
    words = texts(
        _("When people from %(place)s can come", place=scene.where),
        [(scene.names.of(times["question"], row["code"]), row["n"] or 0) for row in most],
    )
    return Drawing("week", "week", rows, {**words, **_named()})


def _cell(row: Row, free: dict[str, int]) -> dict[str, object]:
    day, part = PARTS[row["code"]]
    return {"day": day, "part": part, "count": row["n"], "rooms": free.get(row["code"], 0)}


def _named() -> dict[str, object]:
    days = {"weekday": _("Mon–Fri"), "saturday": _("Sat"), "sunday": _("Sun")}
    parts = {"am": _("Morning"), "pm": _("Afternoon"), "ev": _("Evening")}
    return {
        "labels": {**days, **parts},
        "best": _("most people can come"),
        "few": _("Too few to show"),
        "room": _("a room that is free then"),
    }
