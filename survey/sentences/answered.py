"""Who answered, and who is missing: the answers laid beside the people who live here."""

from datetime import datetime

from survey.figures import Group, Live, Settled
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.sentences import reaching, weighing, words
from survey.sentences.labels import Labels
from survey.sentences.parts import DotRow, Picture, Section, Table

MOST_DOTS = 100


def who_answered(live: Live, minimum_age: int) -> Section:
    """How many, and in which ways they were asked."""
    ways = [(words.way(row["code"]), row["n"] or 0) for row in live["answered"]["ways"]]
    return Section(
        "answered",
        _("Who answered"),
        say=headcount(live, minimum_age, starred=True),
        notes=_unproven(live["answered"]["unproven"]),
        how=(_("Each person is counted once. Answers that were taken back are not counted."),),
        pictures=(_ways(ways, live["answers"]),) if ways else (),
    )


def _unproven(answers: int) -> tuple[str, ...]:
    """Mark what came by the open link: it counts, but anybody can have sent it."""
    if not answers:
        return ()
    return (
        ngettext(
            "%(num)s of these answers came by the open link, so we cannot know who sent it.",
            "%(num)s of these answers came by the open link, so we cannot know who sent them.",
            answers,
        ),
    )


def _ways(ways: list[tuple[str, int]], answers: int) -> Picture:
    table = Table((_("Where we asked"), _("People")), tuple((name, number(n)) for name, n in ways))
    if answers > MOST_DOTS:
        return Picture(chart="ways", caption=_("Where we asked."), table=table)
    dots = tuple(DotRow(name, n, "a") for name, n in ways)
    return Picture(dots=dots, caption=_("Where we asked. One dot is one person."), table=table)


def headcount(live: Live, minimum_age: int, *, starred: bool) -> str:
    """How many of the people who live here have answered; the same sentence opens the page."""
    if live["people"] is None:
        return ngettext("%(num)s person has answered.", "%(num)s people have answered.", live["answers"])
    if starred:
        return ngettext(
            "*%(num)s of %(people)s* people aged %(age)s or more has answered.",
            "*%(num)s of %(people)s* people aged %(age)s or more have answered.",
            live["answers"],
            people=number(live["people"]),
            age=number(minimum_age),
        )
    return ngettext(
        "%(num)s of %(people)s people aged %(age)s or more has answered.",
        "%(num)s of %(people)s people aged %(age)s or more have answered.",
        live["answers"],
        people=number(live["people"]),
        age=number(minimum_age),
    )


def who_is_missing(settled: Settled | None, settled_at: datetime | None, labels: Labels) -> Section:
    """The groups of which clearly fewer answered than live here, with the moment, since they rest for a day."""
    groups = settled["groups"] if settled else []
    return Section(
        "missing",
        _("Who is missing"),
        say=_said(groups),
        notes=(*reaching.reach_next(settled, labels), *_unstated(settled), *weighing.notices(settled)),
        quiet=(words.as_of(settled_at),) if settled_at else (),
        how=(
            _("We lay the share of each group among the answers beside its share among the people who live here."),
            _("These figures are renewed once a day and after several new answers, so that nobody is recognised."),
            *weighing.refusal(settled),
        ),
        pictures=(Picture(chart="coverage", caption=_bars(), table=_table(groups)),) if groups else (),
    )


def _said(groups: list[Group]) -> str:
    if not groups:
        return _("There are too few answers to say who is missing.")
    if all(group["verdict"] == "unknown" for group in groups):
        return _("We do not know how many people live here, so we cannot say who is missing.")
    nobody, fewer = (_names(groups, verdict) for verdict in ("missing", "fewer"))
    said = [_("No answer yet: %(list)s.", list=nobody)] if nobody else []
    said += [_("Too few answers: %(list)s.", list=fewer)] if fewer else []
    if not said:
        return _("No group is clearly missing.")
    return " ".join([*said, _("Ask them in the places where they are.")])


def _names(groups: list[Group], verdict: str) -> str:
    return join_list([f"*{words.group(group['code'])}*" for group in groups if group["verdict"] == verdict])


def _unstated(settled: Settled | None) -> tuple[str, ...]:
    silent = settled["unstated"].get("age", 0) if settled else 0
    if not silent:
        return ()
    return (
        ngettext(
            "%(num)s person did not say how old they are.", "%(num)s people did not say how old they are.", silent
        ),
    )


def _bars() -> str:
    return _("The hollow bar is the share of all who live here, the full bar the share of all who answered.")


def _table(groups: list[Group]) -> Table:
    head = (_("Who"), _("Live here"), _("Have answered"), _("Of all who live here"), _("Of all who answered"))
    unknown = _("not known")
    rows = tuple(
        (
            words.group(group["code"]),
            unknown if group["people"] is None else number(group["people"]),
            number(group["answers"]),
            unknown if group["share_people"] is None else percent(group["share_people"]),
            unknown if group["share_answers"] is None else percent(group["share_answers"]),
        )
        for group in groups
    )
    return Table(head, rows)
