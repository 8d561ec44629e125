"""Why something stands where it does: five parts with their points and raw numbers, and how sure the order is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from survey.first import First, Match, Part, Rank, Sure
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, percent
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.store.judgements import USUAL

MOST_ALIKE = 4
"""How many that cannot be told apart are named before the rest is a number."""

Slot = Callable[[str], str]


@dataclass(frozen=True)
class Bar:
    """One part of a score: how full it is (0 to 100), what it gives, and the numbers it rests on."""

    name: str
    full: int
    points: str
    raw: str


@dataclass(frozen=True)
class Why:
    """Place and points, the five bars, and how sure the place is."""

    place: str
    bars: tuple[Bar, ...]
    sure: tuple[str, ...]


def why(match: Match, first: First, labels: Labels, slot: Slot) -> Why | None:
    """What lies behind a place; nothing under 30 answers, where there are no places."""
    if match["place"] is None or match["score"] is None:
        return None
    among = sum(row["label"] == match["label"] and row["place"] is not None for row in first["rows"])
    place = _(
        "Place %(place)s of %(all)s under »%(label)s«, with %(points)s of 100 points.",
        place=number(match["place"]),
        all=number(among),
        label=words.label(match["label"]).word,
        points=number(round(match["score"])),
    )
    bars = tuple(_bar(code, match["parts"][code], first, slot) for code in USUAL)
    sure = first["sure"]
    rank = sure["rows"].get(match["code"]) if sure else None
    return Why(place, bars, _sure(rank, labels) if rank else ())


def _bar(code: str, part: Part, first: First, slot: Slot) -> Bar:
    share = first["shares"].get(code)
    given = _("does not count here")
    if share:
        given = _(
            "%(points)s of %(most)s points", points=number(round(part["points"])), most=number(round(100 * share))
        )
    full = round(100 * part["value"]) if part["value"] is not None else 0
    return Bar(words.part(code), full, given, _RAW[code](part, first, slot))


def _demand(part: Part, _first: First, _slot: Slot) -> str:
    raw = part["raw"]
    return _(
        "Every week: %(weekly)s, every month: %(monthly)s, a few times a year: %(few)s, out of %(all)s people.",
        all=number(raw["base"]),
        **_numbers(raw, "weekly", "monthly", "few"),
    )


def _gap(part: Part, _first: First, _slot: Slot) -> str:
    raw = part["raw"]
    covered = _("What runs here covers %(share)s of it.", share=percent(1 - raw["inventory"]))
    if raw["reported"] is None:
        return covered
    suits = _("It does not suit %(unsuitable)s people, %(use)s go.", **_numbers(raw, "unsuitable", "use"))
    return f"{covered} {suits}"


def _supply(part: Part, _first: First, _slot: Slot) -> str:
    raw = part["raw"]
    said = (
        (_("agreed with a room"), raw["fixed"]),
        (_("agreed"), raw["agreed"]),
        (_("known what and who"), raw["named"]),
        (_("interested"), raw["interested"]),
    )
    found = join_list(_("%(what)s: %(n)s", what=what, n=number(n)) for what, n in said if n)
    return _("Offers: %(list)s.", list=found) if found else _("Nobody has offered it yet.")


def _fit(part: Part, _first: First, slot: Slot) -> str:
    raw = part["raw"]
    if part["value"] is None or not raw:
        return _("Nobody has said when they could come.")
    if raw["slot"] is None:
        return _("There is no hour with people, a free room and somebody to lead it.")
    return _(
        "The best hour with a free room and somebody to lead it: %(slot)s. Then %(people)s of %(all)s could come.",
        slot=words.within(slot(raw["slot"])),
        people=number(raw["people"]),
        all=number(raw["base"]),
    )


def _equity(part: Part, first: First, _slot: Slot) -> str:
    if not first["weights"]["equity"]:
        return _("Switched off: whom to set first is a choice of values.")
    if not first["groups"]:
        return _("Nobody has been set first yet.")
    if part["value"] is None:
        return _("Not known: too few answers, or nobody has counted who lives here.")
    return _(
        "Of those who would come, %(some)s of %(all)s are %(groups)s; of all who live here %(here)s of %(people)s.",
        groups=join_list(map(words.group, first["groups"])),
        some=number(part["raw"]["picked_by_groups"]),
        all=number(part["raw"]["picked"]),
        here=number(part["raw"]["live_here"]),
        people=number(part["raw"]["population"]),
    )


_RAW: Mapping[str, Callable[[Part, First, Slot], str]] = {
    "demand": _demand,
    "gap": _gap,
    "supply": _supply,
    "fit": _fit,
    "equity": _equity,
}


def _numbers(raw: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: number(raw[name]) for name in names}


def _sure(rank: Rank, labels: Labels) -> tuple[str, ...]:
    """How sure the place among all activities is, whatever their stamp."""
    tenths = round(10 * rank["top_three"])
    said = [
        ngettext(
            "If others like these people had answered, it would be among the first three %(num)s time out of 10.",
            "If others like these people had answered, it would be among the first three %(num)s times out of 10.",
            tenths,
        )
    ]
    if rank["alike"]:
        said.append(_("By points it cannot be told apart from: %(list)s.", list=_alike(rank["alike"], labels)))
    if rank["always"]:
        said.append(_("It is among the first three whatever the weights."))
    return tuple(said)


def _alike(codes: list[str], labels: Labels) -> str:
    names = [words.within(labels.activity(code)) for code in codes[:MOST_ALIKE]]
    more = len(codes) - len(names)
    return join_list([*names, ngettext("%(num)s more", "%(num)s more", more)] if more else names)


def method(first: First) -> tuple[str, ...]:
    """How the order is made, with the weights that were used and what makes it repeatable."""
    lines = [
        _(
            "First comes what a person has ruled out, then what people only need to hear of, then what lacks somebody"
            " to lead it, then what lacks a room or an hour, then what could open now."
        ),
    ]
    if first["reason"] == "too_few":
        return (*lines, _("Points and places are counted from 30 answers on."))
    if first["reason"]:
        return (*lines, _("There are no points, because nothing is known of the parts that count."))
    lines += [_weights(first), *_left_out(first)]
    return (*lines, *_drawn(first["sure"]))


def _weights(first: First) -> str:
    used = join_list(
        _("%(what)s: %(n)s", what=words.within(words.part(code)), n=number(round(100 * share)))
        for code, share in first["shares"].items()
    )
    if first["weights"] == USUAL:
        return _("Under each stamp the points decide, at most: %(list)s. These are the usual weights.", list=used)
    return _("Under each stamp the points decide, at most: %(list)s. The lead has set these weights.", list=used)


def _left_out(first: First) -> tuple[str, ...]:
    if not first["left_out"]:
        return ()
    named = join_list(words.within(words.part(code)) for code in first["left_out"])
    return (_("Not known of every activity and therefore counted for none: %(list)s.", list=named),)


def _drawn(sure: Sure | None) -> tuple[str, ...]:
    if sure is None:
        return ()
    drawn = ngettext(
        "How sure the order is: the %(num)s person who answered was drawn again %(times)s times, as a whole.",
        "How sure the order is: the %(num)s people who answered were drawn again %(times)s times, each as a whole.",
        sure["people"],
        times=number(sure["resamples"]),
    )
    apart = [_("Each way of asking was drawn for itself.")] if sure["stratified"] else []
    return (" ".join([drawn, *apart, _("The number the drawing starts from: %(seed)s.", seed=sure["seed"])]),)
