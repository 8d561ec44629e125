"""One activity over all districts: wanted and offered, only one of both, or neither."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.figures import Live, Town
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text
from survey.listed import OfferingEntry
from survey.sentences import words
from survey.sentences.comparing import few
from survey.sentences.differing import differing, share
from survey.sentences.districts import shortened
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp

STATES = ("both", "wanted", "offered", "neither", "unknown")
MOST_COMPARED = 6
"""Differences between more districts are no sentence any more; they are chosen on the page that compares."""

Lives = Mapping[str, Live | None]


@dataclass(frozen=True)
class Line:
    """One district: where the activity stands there, and the lists that its numbers open."""

    code: str
    name: str
    state: str
    stamp: Stamp
    wanted: str
    goes: str
    running: tuple[str, ...]
    offers: tuple[str, ...]
    listed: bool
    """Whether the district's own page has it in its list of what to do."""


@dataclass(frozen=True)
class Row:
    """One activity in the list of all: in how many districts it stands how."""

    code: str
    name: str
    counts: Mapping[str, int]


def codes(lives: Lives) -> tuple[str, ...]:
    """Every activity that people could choose, that takes place, or that somebody would offer."""
    found: dict[str, None] = {}
    for live in lives.values():
        if live is None:
            continue
        found |= dict.fromkeys(row["code"] for row in (live["wishes"]["rows"] if live["wishes"] else ()))
        entries = (*live["inventory"]["offerings"], *live["inventory"]["offers"])
        found |= dict.fromkeys(code for entry in entries for code in entry["activities"])
    return tuple(found)


def state(live: Live | None, code: str) -> str:
    """Where one activity stands in one district; too few answers leave open whether it is wanted."""
    if live is None:
        return "unknown"
    wanted = _wanted(live, code)
    offered = bool(_running(live, code))
    if wanted is None:
        return "unknown"
    return "both" if wanted and offered else "wanted" if wanted else "offered" if offered else "neither"


def _wanted(live: Live, code: str) -> bool | None:
    wishes = live["wishes"]
    row = next((row for row in wishes["rows"] if row["code"] == code), None) if wishes else None
    return row["wanted"] if row else None


def _running(live: Live, code: str) -> list[OfferingEntry]:
    there = live["inventory"]["offerings"]
    return [one for one in there if one["state"] == "running" and code in one["activities"]]


def stamp(state: str) -> Stamp:
    """The mark of a state: never colour alone."""
    return {
        "both": Stamp("check", _("Wanted and offered"), "yes"),
        "wanted": Stamp("person", _("Wanted, not offered"), "part"),
        "offered": Stamp("bar", _("Offered, seldom wanted")),
        "neither": Stamp("ring", _("Seldom wanted, not offered"), "none"),
        "unknown": Stamp("dashed", _("Not known yet"), "fewer"),
    }[state]


def lines(lives: Lives, names: Mapping[str, str], code: str) -> tuple[Line, ...]:
    """Every district, by what follows: where it is wanted and not offered comes first."""
    order = ("wanted", "both", "offered", "neither", "unknown")
    found = [_line(place, names[place], live, code) for place, live in lives.items()]
    return tuple(sorted(found, key=lambda line: order.index(line.state)))


def _line(place: str, name: str, live: Live | None, code: str) -> Line:
    found = state(live, code)
    if live is None:
        return Line(place, name, found, stamp(found), _("No figures yet."), "", (), (), listed=False)
    offers = [one for one in live["inventory"]["offers"] if code in one["activities"]]
    return Line(
        code=place,
        name=name,
        state=found,
        stamp=stamp(found),
        wanted=_picked(live, code),
        goes=_goes(live, code),
        running=tuple(_said(one) for one in _running(live, code)),
        offers=tuple(f"{one['provider']}. {words.readiness(one['readiness'])}" for one in offers),
        listed=any(match["code"] == code for match in live["first"]["rows"]),
    )


def _said(offering: OfferingEntry) -> str:
    return join_list(part for part in (text(offering["name"]), offering["room"], offering["provider"]) if part)


def _picked(live: Live, code: str) -> str:
    wishes = live["wishes"]
    if wishes is None or wishes["form"] == "none":
        return few()
    row = next((row for row in wishes["rows"] if row["code"] == code), None)
    return _("not asked") if row is None else share(row["picked"], row.get("base", wishes["base"]))


def _goes(live: Live, code: str) -> str:
    wishes = live["wishes"]
    row = next((row for row in wishes["rows"] if row["code"] == code), None) if wishes else None
    if not row or not row["goes"]:
        return ""
    return ngettext("%(num)s of them already goes", "%(num)s of them already go", row["goes"])


def headline(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """In which districts it stands how, those with nothing to say left out."""
    return tuple(
        f"{stamp(state).word}: {join_list(shortened(named))}."
        for state in STATES[:3]
        if (named := [f"*{line.name}*" for line in lines if line.state == state])
    )


def differs(town: Town | None, names: Mapping[str, str], code: str) -> tuple[str, ...]:
    """Where larger shares want it, for so many districts as a sentence can hold."""
    known = town["between"].get(f"activity:{code}") if town else None
    if known is None or len(names) > MOST_COMPARED:
        return ()
    return differing(known, {place: name for place, name in names.items() if place in known["districts"]})


def method() -> tuple[str, ...]:
    """What wanted and offered mean."""
    return (
        _(
            "Wanted: at least one in five people who could choose it did so; with fewer than %(num)s answers, "
            "anybody at all.",
            num=number(10),
        ),
        _("Offered: something of the kind runs in the district, as far as the list of what exists knows."),
    )


def listed(lives: Lives, labels: Labels) -> tuple[Row, ...]:
    """All activities by name, each with the number of districts in which it stands how."""
    return tuple(
        Row(code, labels.activity(code), _counted(lives, code))
        for code in sorted(codes(lives), key=lambda code: labels.activity(code).casefold())
    )


def _counted(lives: Lives, code: str) -> dict[str, int]:
    found = [state(live, code) for live in lives.values()]
    return {one: found.count(one) for one in STATES}
