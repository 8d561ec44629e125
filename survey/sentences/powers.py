"""The four powers of a district: what people choose and what runs, in sentences with counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.across import Powers
from survey.figures import Live
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number
from survey.sentences.comparing import few

POWERS = ("I", "S", "Z", "A", "")
ONE_SIDED = 0.8
"""The share of the hours from which on they are one-sided."""

MUCH_WANTED = 0.2


@dataclass(frozen=True)
class Bar:
    """One power: its part of the choices and of the hours, as words and out of 100."""

    name: str
    choices: str
    wanted: int
    hours: str
    offered: int


@dataclass(frozen=True)
class Profile:
    """One district."""

    code: str
    name: str
    said: tuple[str, ...]
    bars: tuple[Bar, ...]


def name_of(power: str) -> str:
    """What a power is called."""
    return {
        "I": _("being informed"),
        "S": _("being together"),
        "Z": _("knowing more"),
        "A": _("taking part oneself"),
    }.get(power, _("no power named"))


def profile(code: str, name: str, live: Live | None) -> Profile:
    """The sentences and bars of one district."""
    if live is None:
        return Profile(code, name, (_("No figures yet."),), ())
    of = live["powers"]
    return Profile(code, name, (*_wanted(of), *_offered(of), *_gaps(of)), _bars(of))


def _amounts(parts: Mapping[str, float]) -> str:
    sizes = sorted(parts.items(), key=lambda pair: -pair[1])
    return join_list(f"{name_of(power)} ({number(round(amount, 1))})" for power, amount in sizes)


def _wanted(of: Powers) -> tuple[str, ...]:
    if not of["choices"]:
        return (_("What people choose: %(few)s.", few=few()),)
    said = ngettext(
        "People made %(num)s choice: %(list)s.",
        "People made %(num)s choices: %(list)s.",
        of["choices"],
        list=_amounts(of["wanted"]),
    )
    return (said,)


def _offered(of: Powers) -> tuple[str, ...]:
    if of["hours"]:
        hours = number(round(of["hours"]))
        said = _("What runs takes about %(hours)s hours a year: %(list)s.", hours=hours, list=_amounts(of["offered"]))
    else:
        said = _("Nothing runs of which the hours are known.")
    if not of["unclocked"]:
        return (said,)
    more = ngettext(
        "Of %(num)s activity that runs the hours are not known.",
        "Of %(num)s activities that run the hours are not known.",
        of["unclocked"],
    )
    return said, more


def _gaps(of: Powers) -> tuple[str, ...]:
    """Where all hours go one way, and what is wanted and has none."""
    said = [
        _("*Nearly all hours go one way*: %(power)s.", power=name_of(power))
        for power, hours in of["offered"].items()
        if hours >= ONE_SIDED * of["hours"]
    ]
    without = [
        name_of(power)
        for power, choices in of["wanted"].items()
        if power and choices >= MUCH_WANTED * of["choices"] and not of["offered"].get(power)
    ]
    if without and not of["unclocked"]:
        said.append(_("Wanted, but without a single hour: *%(list)s*.", list=join_list(without)))
    return tuple(said)


def _bars(of: Powers) -> tuple[Bar, ...]:
    listed = [power for power in POWERS if of["wanted"].get(power) or of["offered"].get(power) or power]
    return tuple(
        Bar(
            name=name_of(power),
            choices=number(round(of["wanted"].get(power, 0), 1)),
            wanted=_of_hundred(of["wanted"].get(power, 0), of["choices"]),
            hours=number(round(of["offered"].get(power, 0))),
            offered=_of_hundred(of["offered"].get(power, 0), of["hours"]),
        )
        for power in listed
    )


def _of_hundred(part: float, whole: float) -> int:
    return round(100 * part / whole) if whole else 0


def method() -> tuple[str, ...]:
    """How choices and hours are divided."""
    return (
        _("Each activity gives people one or two things; one with two counts half for each, so nothing counts twice."),
        _("Choices are counted, not people: everybody could choose several activities."),
        _("Hours are those written down for what runs; every week counts as 52 times a year, every month as 12."),
    )
