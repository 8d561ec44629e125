"""Who could offer what: the activities that somebody offers, and those wanted most that nobody does."""

from survey.figures import Live
from survey.i18n import gettext as _
from survey.i18n import join_list
from survey.sentences.offering import could_offer
from survey.worker.drawing.pieces import Drawing, Records, Scene

NOBODY: list[tuple[str | None, str | None]] = [(None, None)]


def of_live(scene: Scene, live: Live) -> Drawing | None:
    """A row for each offer, and one for each activity that says nobody."""
    offered = could_offer(live)
    if not offered:
        return None
    rows: Records = [
        {"activity": code, "label": scene.names.activity(code), "provider": provider, "readiness": readiness}
        for code, offers in offered.items()
        for provider, readiness in (offers.items() or NOBODY)
    ]
    said = join_list(sorted({provider for offers in offered.values() for provider in offers}))
    words = {
        "title": _("Who could offer what in %(place)s", place=scene.where),
        "desc": _("%(list)s. The fuller a dot, the further it is agreed.", list=said),
        "readiness": _readiness(),
        "nobody": _("nobody yet"),
        "few": _("Too few to show"),
    }
    return Drawing("matrix", "matrix", rows, words)


def _readiness() -> dict[str, str]:
    """Short enough to stand beside a dot."""
    return {
        "interested": _("interested"),
        "named": _("knows what and who"),
        "agreed": _("days and hours agreed"),
        "fixed": _("agreed, with a room"),
    }
