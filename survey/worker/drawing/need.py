"""How often people would come: bars for more than a hundred people; up to a hundred a page shows a dot for each."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import MOST_DOTS, Drawing, Scene, bars


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """In the order of the questionnaire."""
    need = live["need"]
    if need is None or need["intent"]["base"] <= MOST_DOTS:
        return None
    title = _("How often people from %(place)s would come", place=scene.where)
    return bars("need", "need", need["intent"], scene.names, title)
