"""What to do first: each activity as sentences, every number of which opens the list it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey.figures import Live
from survey.first import Existing, First, Match
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text
from survey.sentences import obstacles, points, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Stamp
from survey.sentences.points import Why

LEFT_AS_IT_IS = ("keep", "not_now")
READY = ("fixed", "agreed", "named", "interested")


@dataclass(frozen=True)
class Fact:
    """One number in a sentence, and the list behind it."""

    says: str
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """One activity: its stamps, its facts, remarks beside them, and from 30 answers on why it stands where it does."""

    code: str
    name: str
    stamps: tuple[Stamp, ...]
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...] = ()
    tier: str = ""
    why: Why | None = None
    untried: bool = False
    """Whether nothing like it runs within reach, so that one evening of it would show something."""


@dataclass(frozen=True)
class FirstThings:
    """The whole list: what something stands in the way of, what to do in its order, and what may stay as it is."""

    off: tuple[Thing, ...]
    todo: tuple[Thing, ...]
    rest: tuple[Thing, ...]
    numbered: bool
    notes: tuple[str, ...]
    how: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.off or self.todo or self.rest)


def first_things(live: Live, labels: Labels) -> FirstThings:
    """The list of a district, in the order in which the figures have it."""
    first = live["first"]
    labelled = any(row["label"] for row in first["rows"] if row["label"] != "off_list")
    words_of = _Words(live, labels)

    def things(rows: Iterable[Match]) -> tuple[Thing, ...]:
        return tuple(words_of.thing(row) for row in rows)

    kept = [row for row in first["rows"] if row["label"] != "off_list"]
    return FirstThings(
        off=things(row for row in first["rows"] if row["label"] == "off_list"),
        todo=things(row for row in kept if row["label"] not in LEFT_AS_IT_IS),
        rest=things(row for row in kept if row["label"] in LEFT_AS_IT_IS),
        numbered=labelled,
        notes=_notes(first, labelled),
        how=points.method(first) if labelled else (),
    )


def _notes(first: First, labelled: bool) -> tuple[str, ...]:
    if not first["rows"]:
        return ()
    if not labelled:
        return (_("With so few answers this is a list and not an order. What to do first is said from 10 answers on."),)
    asked = [row for row in first["rows"] if row["label"] not in ("off_list", *LEFT_AS_IT_IS)]
    open_ = sum(len(row["open_questions"]) == len(obstacles.QUESTIONS) for row in asked)
    if not open_:
        return ()
    said = ngettext(
        "Of %(num)s activity nobody has said yet whether it may be done, who stands for it and who pays.",
        "Of %(num)s activities nobody has said yet whether they may be done, who stands for them and who pays.",
        open_,
    )
    return (said,)


class _Words:
    """The words of one district's figures."""

    def __init__(self, live: Live, labels: Labels) -> None:
        self._live, self._labels = live, labels
        self._slot = labels.option(live["times"]["question"]) if live["times"] else str
        wishes = live["wishes"]
        self._tiers = {row["code"]: row["tier"] for row in wishes["rows"]} if wishes else {}
        self._rooms = {room["name"]: room["hours"] for room in live["inventory"]["rooms"]}

    def thing(self, match: Match) -> Thing:
        """One activity as the page shows it."""
        return Thing(
            code=match["code"],
            name=self._labels.activity(match["code"]),
            stamps=_stamps(match),
            facts=(*self._wanted(match), self._exists(match), self._offered(match), *self._room(match)),
            remarks=_remarks(match),
            tier=words.tier(self._tiers.get(match["code"], "")),
            why=points.why(match, self._live["first"], self._labels, self._slot),
            untried=not any(one["reach"] == 1 for one in match["exists"]),
        )

    def _wanted(self, match: Match) -> tuple[Fact, ...]:
        base = match.get("base", self._live["first"]["base"])
        said = ngettext(
            "*%(num)s of %(all)s* people would come.",
            "*%(num)s of %(all)s* people would come.",
            match["picked"],
            all=number(base),
        )
        unsaid = match["picked"] - match["weekly"] - match["monthly"] - match["few"]
        often = (
            (_("every week"), match["weekly"]),
            (_("every month"), match["monthly"]),
            (_("a few times a year"), match["few"]),
            (_("did not say how often"), unsaid),
        )
        unserved = () if not match["picked"] else (_unserved(match),)
        return (Fact(said, _counted(often)), *unserved)

    def _exists(self, match: Match) -> Fact:
        there = match["exists"]
        if not there:
            return Fact(_("Nothing like it runs here."))
        return Fact(_run(there), tuple(map(self._place, there)))

    def _place(self, one: Existing) -> str:
        name = text(one["name"])
        runs = {text(o["name"]): o["hours"] for o in self._live["inventory"]["offerings"]}
        far = words.far(one["place"], one["minutes"]) if one["minutes"] else ""
        parts = [self._labels.hours(runs.get(name, {})), far, one["room"], one["provider"]]
        return ": ".join(filter(None, (name, ", ".join(filter(None, parts)))))

    def _offered(self, match: Match) -> Fact:
        offers = match["offered_by"]
        if not offers:
            return Fact(_("Nobody has offered it yet."))
        said = ngettext(
            "*%(num)s* organisation would offer it.",
            "*%(num)s* organisations would offer it.",
            len({offer["provider"] for offer in offers}),
        )
        ordered = sorted(offers, key=lambda offer: READY.index(offer["readiness"]))
        return Fact(said, tuple(f"{offer['provider']}: {words.readiness(offer['readiness'])}" for offer in ordered))

    def _room(self, match: Match) -> tuple[Fact, ...]:
        """Closed is not the same as not there; what already runs well needs no room."""
        if match["label"] in ("off_list", "tell_people", *LEFT_AS_IT_IS) or (not match["label"] and match["exists"]):
            return ()
        when = join_list(words.within(self._slot(slot)) for slot in match["slots"])
        hours = (_("People can come: %(list)s.", list=when),) if when else ()
        if match["room"] == "none":
            return (Fact(_("There is *no room* here that we know of."), hours),)
        if match["room"] == "closed":
            said = _("*The room is closed* when people can come.")
            return (Fact(said, (*hours, *map(self._hours, self._rooms))),)
        said = ngettext(
            "*%(num)s* room is free when people can come.",
            "*%(num)s* rooms are free when people can come.",
            len(match["rooms"]),
        )
        return (Fact(said, (*hours, *map(self._hours, match["rooms"]))),)

    def _hours(self, room: str) -> str:
        week = self._labels.hours(self._rooms.get(room, {}))
        return f"{room}: {week}" if week else _("%(room)s: no open hour", room=room)


def _run(there: Sequence[Existing]) -> str:
    """How many run, and how many of these people reach; what runs only elsewhere does not run here."""
    near = [one for one in there if one["reach"] == 1]
    counts = {"near": number(len(near)), "hours": number(sum(one["hours"] == 1 for one in near))}
    if all(one["minutes"] for one in there):
        return ngettext(
            "Nothing like it runs here; *%(num)s* such activity runs elsewhere "
            "(close enough: %(near)s, when people can come: %(hours)s).",
            "Nothing like it runs here; *%(num)s* such activities run elsewhere "
            "(close enough: %(near)s, when people can come: %(hours)s).",
            len(there),
            **counts,
        )
    return ngettext(
        "*%(num)s* such activity runs here (close enough: %(near)s, when people can come: %(hours)s).",
        "*%(num)s* such activities run here (close enough: %(near)s, when people can come: %(hours)s).",
        len(there),
        **counts,
    )


def _unserved(match: Match) -> Fact:
    """Of those who would come, who goes nowhere yet, and why; together with those who go they are all."""
    parts = (
        (_("there is none"), match["missing"]),
        (_("it does not suit them"), match["unsuitable"]),
        (_("they do not know"), match["unknown"]),
        (_("did not say"), match["unsaid"]),
    )
    going = ngettext("%(num)s person goes somewhere already.", "%(num)s people go somewhere already.", match["use"])
    if not match["unserved"]:
        return Fact(_("All of them go somewhere already."))
    why = join_list(_("%(what)s: %(n)s", what=what, n=number(n)) for what, n in parts[:3] if n)
    said = ngettext(
        "*%(num)s* of them has nothing like it yet", "*%(num)s* of them have nothing like it yet", match["unserved"]
    )
    said = _("%(sentence)s (%(why)s).", sentence=said, why=why) if why else f"{said}."
    return Fact(said, (*_counted(parts), going))


def _counted(pairs: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(_("%(what)s: %(n)s", what=what, n=number(n)) for what, n in pairs if n)


def _stamps(match: Match) -> tuple[Stamp, ...]:
    stamps = [words.label(match["label"])] if match["label"] else []
    if match["ask_more"] and match["label"] not in ("", "off_list"):
        stamps.append(Stamp("dashed", _("Ask more people"), "wait"))
    return tuple(stamps)


def _remarks(match: Match) -> tuple[str, ...]:
    said = []
    if match["closed_by"]:
        said.append(obstacles.reasons(match["closed_by"]))
    if match["tried"]:
        said.append(_tried(*match["tried"]))
    if match["one_provider"]:
        said.append(_("All of it depends on one: %(name)s. When they stop, it stops.", name=match["one_provider"]))
    known = len(match["open_questions"]) < len(obstacles.QUESTIONS)
    if match["open_questions"] and known and match["label"] not in ("off_list", *LEFT_AS_IT_IS):
        said.append(obstacles.still_open(match["open_questions"]))
    return tuple(said)


def _tried(first: int, last: int) -> str:
    if first == last:
        return _("It was offered before, in %(year)s, and nobody came.", year=first)
    return _("It was offered before, from %(first)s to %(last)s, and nobody came.", first=first, last=last)
