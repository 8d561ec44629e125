"""In which ways people answered: bars for more than a hundred people."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker import captions
from survey.worker.drawing.pieces import MOST_DOTS, Drawing, Records, Scene, texts


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """Most used first, as the figures have them."""
    if live["answers"] <= MOST_DOTS:
        return None
    words = captions.ways()
    rows: Records = [
        {"option": row["code"], "label": words.get(row["code"], row["code"]), "count": row["n"] or 0}
        for row in live["answered"]["ways"]
    ]
    title = _("In which ways people from %(place)s answered", place=scene.where)
    return Drawing("ways", "hear", rows, texts(title, [(row["label"], row["count"]) for row in rows]))
