"""How the public figures came about, what is left out and why, and when there will be new ones."""

from collections.abc import Iterator
from datetime import date

from survey.i18n import dated, number
from survey.i18n import gettext as _
from survey.released import ReleasedPlace
from survey.sentences.public import Asked

PLAIN = ("intent", "demand_pick", "feature", "time", "distance", "willingness", "channel", "missed")
SENSITIVE = ("access_need", "loneliness", "mobility")


def method(place: ReleasedPlace, day: date | None) -> tuple[str, ...]:
    """Where the numbers come from, in the order in which people ask."""
    said = [
        _("People decided themselves whether to answer. So this is a count, not an estimate for everybody."),
        _("Nobody gave a name. Each person is counted once, and whoever took the answer back is not counted."),
        _(
            "A number of people is shown from %(few)s answers on, per cent from %(many)s.",
            few=number(10),
            many=number(30),
        ),
        _("A place with fewer than %(few)s answers is read together with its neighbour.", few=number(10)),
    ]
    if place["breakdowns"]:
        said.append(
            _(
                "By age and by gender we count only answers that came with a code, on our tablet, on paper or at home, "
                "and only groups of %(few)s people or more. So these groups are smaller than the whole.",
                few=number(10),
            )
        )
    said.append(_("Before the figures came out, a computer tried to work out single people from them and found none."))
    if day:
        said.append(_("These figures came out on %(day)s and stay as they are until the next ones.", day=dated(day)))
    return tuple(said)


def not_shown(place: ReleasedPlace, asked: Asked) -> tuple[str, ...]:
    """The questions that were asked and are not here, each by its own words."""
    return tuple(_absent(place, asked))


def _absent(place: ReleasedPlace, asked: Asked) -> Iterator[str]:
    shown = {asked.roles[figure["question"]] for figure in place["figures"]}
    apart = {asked.roles[share["question"]] for share in place["sensitive"]}
    for role in (*PLAIN, *SENSITIVE):
        question = next((name for name, measured in asked.roles.items() if measured == role), None)
        if question and role not in shown | apart:
            yield asked.labels.question(question)
    broken = {(made["question"], made["by"]) for made in place["breakdowns"]}
    if not any(by == "age" for _question, by in broken):
        yield _("What people of each age answered")
    if not any(by == "gender" for _question, by in broken):
        yield _("What women and men answered")


def comes_next(state: str, closes: date | None) -> str:
    """When there will be new figures."""
    if state == "open" and closes:
        return _(
            "People can answer until %(day)s. What came in after these figures will be in the next ones, here.",
            day=dated(closes),
        )
    if state == "open":
        return _("People can still answer. What came in after these figures will be in the next ones, here.")
    return _("The survey is closed. If anything has to be put right, new figures come out here.")
