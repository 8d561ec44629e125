"""Who answered beside who lives here: two bars for each group."""

from survey.figures import Group, Settled
from survey.i18n import gettext as _
from survey.i18n import number
from survey.worker.captions import groups
from survey.worker.drawing.pieces import Drawing, Records, Scene


def of_settled(scene: Scene, settled: Settled) -> Drawing | None:
    """Every group of which somebody answered, in the order of the figures."""
    shown = [group for group in settled["groups"] if group["share_answers"] is not None]
    if not shown:
        return None
    rows: Records = [
        {
            "group": group["code"],
            "place_share": group["share_people"],
            "answer_share": group["share_answers"],
            "verdict": group["verdict"],
        }
        for group in shown
    ]
    texts = {
        "title": _("Who answered in %(place)s beside who lives there", place=scene.where),
        "desc": _("Each group has two bars: its share of all who live here, and of all who answered."),
        "labels": {group["code"]: _group(group) for group in shown},
        "place": _("live here"),
        "answers": _("among the answers"),
        "unknown": _("not known"),
        "verdicts": {"missing": _("No answer yet"), "fewer": _("Too few answers")},
    }
    return Drawing("coverage", "coverage", rows, texts)


def _group(group: Group) -> str:
    """A group with its people: how many of those who live here have answered."""
    name = groups().get(group["code"], group["code"])
    if group["people"] is None:
        return _("%(group)s: %(num)s", group=name, num=number(group["answers"]))
    people = number(group["people"])
    return _("%(group)s: %(num)s of %(people)s", group=name, num=number(group["answers"]), people=people)
