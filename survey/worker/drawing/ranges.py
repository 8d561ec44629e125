"""How far the shares of wishes may be off: each with its range, from so many answers on that there is an order."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.i18n import join_list, percent
from survey.worker.drawing.pieces import Drawing, Records, Scene, of_base
from survey.worker.drawing.wishes import ROWS


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """The activities of the picture of wishes, as shares."""
    wishes = live["wishes"]
    ranged = [row for row in wishes["rows"] if row["picked"] and "low" in row] if wishes else []
    if wishes is None or not ranged:
        return None
    rows: Records = [
        {
            "option": row["code"],
            "label": of_base(scene.names.of(wishes["question"], row["code"]), row.get("base")),
            "share": row["picked"] / row.get("base", wishes["base"]),
            "low": row["low"],
            "high": row["high"],
        }
        for row in ranged[:ROWS]
    ]
    said = join_list(f"{row['label']} {percent(row['share'])}" for row in rows[:3])
    words = {
        "title": _("How far the shares from %(place)s may be off", place=scene.where),
        "desc": _("%(list)s. All numbers stand in the table below the picture.", list=said),
        "point": _("of those who answered"),
        "spread": _("if they are like all who live here"),
        "few": _("Too few to show"),
    }
    return Drawing("ranges", "intervals", rows, words)
