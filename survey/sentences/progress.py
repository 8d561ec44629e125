"""How a round is going: answers by day, where people stop, how long they take, and where to ask next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from survey.figures import Day, Live, Settled
from survey.i18n import date as written
from survey.i18n import gettext as _
from survey.i18n import ngettext, number, text
from survey.questionnaire.model import Questionnaire, Section
from survey.sentences import districts, reaching, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Table
from survey.store.districts import District
from survey.store.passages import LONGER, MINUTES, SENT, Passages

DAYS_SHOWN = 42
FEW = 5
"""Fewer than so many visits say nothing about a page."""


@dataclass(frozen=True)
class Column:
    """One day of the picture: where it stands, how high it is of 100, and what it says."""

    place: int
    height: int
    day: str
    n: int


@dataclass(frozen=True)
class Days:
    """Answers by day: the picture, its first and last day, its highest number, and the table behind it."""

    columns: tuple[Column, ...]
    first: str
    last: str
    most: int
    table: Table


@dataclass(frozen=True)
class Stop:
    """One page of the questionnaire: how many came so far, of 100 who began, and how many went no further."""

    name: str
    n: int
    of_100: int
    left: int


@dataclass(frozen=True)
class Line:
    """One district while it runs."""

    code: str
    name: str
    answers: int
    week: int
    warning: str
    steps: tuple[str, ...]


def said(days: list[Day], today: date) -> str:
    """How many in all, today, and in the last seven days."""
    total = sum(day["n"] for day in days)
    now, week = since(days, today), since(days, today - timedelta(days=6))
    return " ".join(
        (
            ngettext("*%(num)s person* has answered.", "*%(num)s people* have answered.", total),
            ngettext("%(num)s of them today,", "%(num)s of them today,", now),
            ngettext("%(num)s in the last seven days.", "%(num)s in the last seven days.", week),
        )
    )


def ends(closes: date | None, today: date, state: str) -> str:
    """How long people can still answer."""
    if state == "closed" or (closes and closes < today):
        return _("This round is closed.")
    if closes is None:
        return _("No last day is set.")
    left = (closes - today).days
    if left == 0:
        return _("Today is the last day.")
    return ngettext(
        "People can answer for %(num)s more day, until %(day)s.",
        "People can answer for %(num)s more days, until %(day)s.",
        left,
        day=written(closes),
    )


def since(days: Iterable[Day], first: date) -> int:
    """The answers from a day on."""
    return sum(day["n"] for day in days if day["day"] >= first.isoformat())


def by_day(days: list[Day], today: date) -> Days | None:
    """The last six weeks, or from the first answer on; None before anybody has answered."""
    counted: dict[date, dict[str, int]] = {}
    for row in days:
        ways = counted.setdefault(date.fromisoformat(row["day"]), {})
        ways[row["channel"]] = ways.get(row["channel"], 0) + row["n"]
    if not counted:
        return None
    last = max(max(counted), today)
    first = max(min(counted), last - timedelta(days=DAYS_SHOWN - 1))
    span = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    totals = {day: sum(counted.get(day, {}).values()) for day in span}
    most = max(totals.values()) or 1
    columns = tuple(
        Column(place, round(100 * n / most), written(day), n) for place, (day, n) in enumerate(totals.items())
    )
    return Days(columns, written(first), written(last), most, _days_table(counted))


def _days_table(counted: Mapping[date, Mapping[str, int]]) -> Table:
    """Every day on which somebody answered, the newest first, by the way of asking."""
    ways = sorted({way for of in counted.values() for way in of})
    rows = tuple(
        (written(day), number(sum(of.values())), *(number(of.get(way, 0)) for way in ways))
        for day, of in sorted(counted.items(), reverse=True)
    )
    return Table((_("Day"), _("Answers"), *(words.way(way) for way in ways)), rows)


def stops(asked: Questionnaire, seen: Passages) -> tuple[Stop, ...]:
    """The pages in their order, with those who came so far; the last line is those who sent everything."""
    titled = [(page.id, _title(page)) for page in asked.sections if page.id in seen.pages]
    counts = [seen.pages[page] for page, _title in titled] + [seen.pages.get(SENT, 0)]
    most = max(counts)
    if most < FEW:
        return ()
    names = [_page(place, title) for place, (_id, title) in enumerate(titled, start=1)] + [_("Answers sent")]
    after = [*counts[1:], counts[-1]]
    return tuple(
        Stop(name, n, round(100 * n / most), max(n - next_, 0))
        for name, n, next_ in zip(names, counts, after, strict=True)
    )


def _title(page: Section) -> str:
    """The title of a page, or the first thing it asks."""
    return text(page.title) if page.title else text(page.questions[0].label)


def _page(place: int, title: str) -> str:
    return _("Page %(num)s: %(title)s", num=number(place), title=title)


def stopped(found: tuple[Stop, ...]) -> str:
    """Where most people stop, in a sentence."""
    if not found:
        return _("Too few people have begun on the web to say where they stop.")
    begun, sent = found[0].n, found[-1].n
    all_ = ngettext(
        "Of %(begun)s who began on the web, *%(num)s* has sent the answers.",
        "Of %(begun)s who began on the web, *%(num)s* have sent their answers.",
        sent,
        begun=number(begun),
    )
    worst = max(found, key=lambda stop: stop.left)
    none = _("No page stops many of them.")
    here = none if worst.left < FEW else _("Most of the others stop here: »%(page)s«.", page=worst.name)
    return f"{all_} {here}"


def took(seen: Passages) -> str:
    """How long half of the people need at most."""
    bands = [*map(str, MINUTES), LONGER]
    total = sum(seen.minutes.values())
    if total < FEW:
        return ""
    done = 0
    for code in bands:
        done += seen.minutes.get(code, 0)
        if 2 * done >= total:
            break
    if code == LONGER:
        return _("Half of them took more than an hour, mostly with a pause.")
    return ngettext(
        "Half of them were done within %(num)s minute.", "Half of them were done within %(num)s minutes.", int(code)
    )


def minutes_table(seen: Passages) -> Table | None:
    """How many took how long."""
    if sum(seen.minutes.values()) < FEW:
        return None
    names = [ngettext("up to %(num)s minute", "up to %(num)s minutes", most) for most in MINUTES] + [_("longer")]
    codes = [*map(str, MINUTES), LONGER]
    rows = tuple((name, number(seen.minutes.get(code, 0))) for name, code in zip(names, codes, strict=True))
    return Table((_("Time from the first page to sending"), _("People")), rows)


def line(district: District, live: Live, settled: Settled | None, labels: Labels, today: date) -> Line:
    """One district: its answers, who is missing there, and where to ask next."""
    days = live["answered"]["days"]
    return Line(
        district.code,
        words.place(district),
        live["answers"],
        since(days, today - timedelta(days=6)),
        "" if district.outside else districts.warning(live),
        () if district.outside else reaching.reach_next(settled, labels),
    )


def quietest_first(lines: Iterable[Line]) -> list[Line]:
    """Where something is to be done stands first: districts with a warning, then those with the fewest answers."""
    return sorted(lines, key=lambda line: (not line.warning, line.answers, line.name))
