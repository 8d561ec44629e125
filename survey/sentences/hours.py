"""When people can come, beside the rooms that are free then: an hour takes both."""

from survey.figures import Figure, Live, Row
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Table

VARIES = "varies"
"""An answer, but no hour that anybody could plan."""


def best_hour(live: Live, labels: Labels) -> tuple[str, ...]:
    """The part of the week in which most people can come, and whether a room is free then."""
    times = live["times"]
    hours = [row for row in times["rows"] if row["n"] and row["code"] != VARIES] if times else []
    if times is None or times["form"] == "none" or not hours:
        return ()
    best = max(hours, key=lambda row: row["n"] or 0)
    said = _(
        "Most people can come: *%(when)s*, %(count)s of %(all)s.",
        when=labels.option(times["question"])(best["code"]),
        count=number(best["n"] or 0),
        all=number(best.get("base", times["base"])),
    )
    return (" ".join(filter(None, (said, _rooms(live, best)))),)


def _rooms(live: Live, hour: Row) -> str:
    if not live["inventory"]["rooms"]:
        return ""
    free = live["free"].get(hour["code"], 0)
    if not free:
        return _("No room that we know of is free then.")
    return ngettext("%(num)s room is free then.", "%(num)s rooms are free then.", free)


def week(live: Live, labels: Labels) -> tuple[Picture, ...]:
    """The picture of the week; the table says the same of every hour."""
    times = live["times"]
    if times is None or times["form"] == "none":
        return ()
    head = (_("When"), _("People who can come"), _("Rooms free then"))
    name = labels.option(times["question"])
    shown = [row for row in times["rows"] if row["n"] is not None]
    rows = tuple((name(row["code"]), _people(row), _free(live, row)) for row in shown)
    people = tuple((row["n"] or 0, row.get("base", times["base"])) for row in shown)
    codes = tuple(row["code"] for row in shown)
    table = Table(head, rows, question=times["question"], codes=codes, people=people)
    return (Picture(chart="week", caption=_caption(live, times), table=table),)


def _people(row: Row) -> str:
    return words.amount(row["n"] or 0, row.get("base"))


def _free(live: Live, row: Row) -> str:
    return "" if row["code"] == VARIES else number(live["free"].get(row["code"], 0))


def _caption(live: Live, times: Figure) -> str:
    said = ngettext(
        "When people can come: %(num)s person answered.",
        "When people can come: %(num)s people answered.",
        times["base"],
    )
    if not live["inventory"]["rooms"]:
        return said
    free = _("A room is free when it is open and nothing takes place in it.")
    return f"{said} {free}"
