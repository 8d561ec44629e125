"""What people would come to: a lollipop for each activity; what cannot be told apart lies on one band."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import Drawing, Records, Scene, of_base, texts

ROWS = 12
"""More wishes than these stand in the table only."""


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """The activities picked most often, in the order of the figures."""
    wishes = live["wishes"]
    picked = [row for row in wishes["rows"] if row["picked"]] if wishes else []
    if wishes is None or not picked:
        return None
    rows: Records = [
        {
            "activity": row["code"],
            "label": of_base(scene.names.of(wishes["question"], row["code"]), row.get("base")),
            "picked": row["picked"],
            "use": row["goes"],
            "band": row["band"] if wishes["order"] == "ranks" else None,
        }
        for row in picked[:ROWS]
    ]
    title = _("What people from %(place)s would come to", place=scene.where)
    return Drawing("wishes", "wishes", rows, texts(title, [(row["label"], row["picked"]) for row in rows]))
