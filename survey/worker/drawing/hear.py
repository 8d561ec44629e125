"""How people hear about events: a bar for each way, the longest first."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import Drawing, Scene, of_size


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """The ways named most often."""
    hear = live["hear"]
    if hear is None or not hear["base"]:
        return None
    return of_size("hear", hear, scene.names, _("How people from %(place)s hear about events", place=scene.where))
