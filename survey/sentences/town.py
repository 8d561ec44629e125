"""The whole town: its questions weighted to the people who live there, and districts that lean on the others."""

from collections.abc import Mapping
from datetime import datetime

from survey.figures import Pooled, TownSettled
from survey.i18n import gettext as _
from survey.i18n import number, percent
from survey.sentences import weighing
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Section, Table


def section(of: TownSettled, made_at: datetime, labels: Labels, names: Mapping[str, str]) -> Section:
    """What is known of the town as a whole; `names`: the districts by their codes."""
    return Section(
        "town",
        _("The whole town together"),
        notes=weighing.notices(of),
        quiet=weighing.refusal(of),
        how=(*_methods(of), *_not_pooled(of["pooled"])),
        closer=(
            *weighing.need(of, made_at, labels, _("How often people of the whole town would come, weighted")),
            *weighing.wishes(of, made_at, labels, _("What people of the whole town would come to, weighted")),
            *_pooled(of["pooled"], names),
        ),
    )


def _methods(of: TownSettled) -> tuple[str, ...]:
    if of["weighing"]["refused"]:
        return ()
    return (
        _("The counts above are as people gave them. The weighted shares stand beside them and decide nothing."),
        _("These figures are renewed once a day and after several new answers, so that nobody is recognised."),
    )


def _pooled(of: Pooled, names: Mapping[str, str]) -> weighing.Closer:
    """Small districts with the help of the others."""
    if not of["rows"]:
        return ()
    head = (
        _("District"),
        _("Would come regularly"),
        _("With the help of the other districts"),
        _("At least"),
        _("At most"),
    )
    rows = tuple(
        (
            names.get(row["code"], row["code"]),
            _("%(num)s of %(all)s", num=number(row["yes"]), all=number(row["n"])),
            *map(percent, (row["share"], row["low"], row["high"])),
        )
        for row in of["rows"]
    )
    caption = _("A share from few answers moves towards that of all districts. This hides what makes a place special.")
    return ((_("Small districts with the help of the others"), Picture(caption=caption, table=Table(head, rows))),)


def _not_pooled(of: Pooled) -> tuple[str, ...]:
    why = {
        "several_channels": _(
            "Districts are not shown with the help of the others: people were asked in several ways."
        ),
        "few_districts": _(
            "Districts are not shown with the help of the others: that takes eight districts of ten answers each."
        ),
    }
    return (why[of["refused"]],) if of["refused"] in why else ()
