"""Who would help: bars for more than a hundred people."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import MOST_DOTS, Drawing, Scene, bars


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """Yes, perhaps and no, in the order of the questionnaire."""
    willing = live["willing"]
    if willing is None or willing["base"] <= MOST_DOTS:
        return None
    return bars("willing", "need", willing, scene.names, _("Who would help in %(place)s", place=scene.where))
