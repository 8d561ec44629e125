"""What the space must have: a lollipop for each thing, most wanted first."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.worker.drawing.pieces import Drawing, Scene, of_size


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """Those asked for most often."""
    features = live["features"]
    if features is None or not features["base"]:
        return None
    title = _("What the space must have for people from %(place)s", place=scene.where)
    return of_size("features", features, scene.names, title)
