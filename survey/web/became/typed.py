"""What a lead typed about a topic: read field by field, and made into what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from survey.i18n import LANGUAGES, number
from survey.i18n import gettext as _
from survey.store.became import STATES, Step, Topic

LONGEST = 600
LONGEST_HEADING = 120
TOWN = "town"
OWN = "own"

Form = Mapping[str, str]


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, right or wrong; and what is wrong with it by field."""

    fields: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The text of a field."""
        return self.fields.get(name, "")


def shown(topic: Topic, places: Mapping[int, str]) -> Typed:
    """What is stored, as it stands in the fields."""
    place = places.get(topic.district_id, "") if topic.district_id else TOWN
    fields = {"place": place, "code": topic.code or OWN}
    fields |= _spread("heading", topic.heading) | _spread("said", topic.said)
    return Typed({**fields, **shown_step(topic.now).fields} if topic.steps else fields)


def shown_step(step: Step) -> Typed:
    """A step in its fields."""
    days = {"day": step.day.isoformat(), "next_day": step.next_day.isoformat() if step.next_day else ""}
    return Typed({"state": step.state, **days, **_spread("what", step.what)})


def _spread(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


def read_step(form: Form, today: date) -> tuple[Typed, Step | None]:
    """A new step, or what is wrong with it."""
    faults: dict[str, str] = {}
    what = _texts(form, "what", LONGEST, faults)
    day, next_day = _day(form, "day", faults), _day(form, "next_day", faults)
    state = form.get("state", "")
    if state not in STATES:
        faults["state"] = _("Choose where it stands.")
    if state == "not_possible" and not what:
        faults.setdefault("what", _("Say why it is not possible."))
    if day is None:
        faults.setdefault("day", _("Write since when."))
    elif day > today:
        faults.setdefault("day", _("This day is still to come. Write since when it is so."))
    if day and next_day and next_day < day:
        faults.setdefault("next_day", _("This is before the day above."))
    typed = Typed(dict(form), faults)
    return typed, None if faults or day is None else Step(state, day, what, next_day)


def read_topic(
    form: Form, today: date, places: Mapping[str, int | None], activities: Iterable[str], known: Topic | None
) -> tuple[Typed, Topic | None]:
    """A topic with its newest step, or what is wrong with it; nothing typed is lost."""
    typed, step = read_step(form, today)
    faults = dict(typed.faults)
    heading, said = _texts(form, "heading", LONGEST_HEADING, faults), _texts(form, "said", LONGEST, faults)
    code = form.get("code", "")
    if form.get("place", "") not in places:
        faults["place"] = _("Choose the place it is about.")
    if code == OWN and not heading:
        faults.setdefault("heading", _("Write a heading, in one language at least."))
    elif code != OWN and code not in set(activities):
        faults["code"] = _("Choose what it is about.")
    if faults or step is None:
        return Typed(dict(form), faults), None
    before = known or Topic()
    made = replace(
        before,
        code="" if code == OWN else code,
        heading=heading if code == OWN else {},
        said=said,
        district_id=places[form["place"]],
        steps=(*before.steps[:-1], step),
    )
    return Typed(dict(form)), made


def _texts(form: Form, name: str, most: int, faults: dict[str, str]) -> dict[str, str]:
    """The same text in the languages it was written in."""
    found = {code: _plain(form.get(f"{name}_{code}", "")) for code in LANGUAGES}
    if any(len(words) > most for words in found.values()):
        faults[name] = _("Write at most %(most)s letters.", most=number(most))
    return {code: words for code, words in found.items() if words}


def _plain(words: str) -> str:
    lines = (" ".join(line.split()) for line in words.replace("\0", " ").splitlines())
    return "\n".join(lines).strip().encode("utf-8", "replace").decode()


def _day(form: Form, name: str, faults: dict[str, str]) -> date | None:
    written = form.get(name, "").strip()
    if not written:
        return None
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2100:
        faults[name] = _("»%(text)s« is no day. Write it like 2026-09-30.", text=written[:30])
        return None
    return found
