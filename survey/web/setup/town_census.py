"""Who lives there: a CSV file of counts with its source, added up per district beside what is there now, then kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import DateField, StringField

from survey.clock import today
from survey.i18n import dated, number
from survey.i18n import gettext as _
from survey.places import ages, census
from survey.places.census import Gap, People
from survey.places.names import Named
from survey.store import places
from survey.store.base import Document
from survey.store.places import LONGEST_SOURCE, Living, PlaceFile
from survey.web.manage.rights import At
from survey.web.setup.sent import Faulty, SentForm, add_part, change, drop, named, read_sent, still_seen
from survey.web.setup.views import page
from survey.web.setup.way import way

SHOWN_GAPS = 12


class CensusForm(SentForm):
    """The file, where it comes from and from which day it is."""

    source = StringField(filters=[lambda said: " ".join((said or "").split())])
    day = DateField()


@dataclass(frozen=True)
class DistrictRow:
    """One district: how many of 15 or more live there, as it is now and as the file says."""

    name: str
    now: str
    then: str


@dataclass(frozen=True)
class Looked:
    """A file that waits, as its page shows it; `gaps` are groups nobody has counted."""

    name: str
    seen: str
    source: str
    day: str
    old: bool
    young: int
    gaps: tuple[str, ...]
    more: int


def _decide(form: CensusForm, session: Session, at: At) -> Response:
    if form.act.data == "remove":
        return _put(session, at, [], _("The figures are removed."))
    if form.act.data == "drop":
        return drop(session, at, "census")
    waiting = still_seen(session, at, "census", form.seen.data)
    return _put(session, at, places.census_read(waiting.doc["living"]), _("The figures are kept."))


def _read(form: CensusForm, ours: Sequence[Named]) -> tuple[str, Document]:
    name, read = read_sent(form.file.data, lambda raw, called: census.read(raw, called, ours))
    return name, _written(read, *_origin(form))


def _origin(form: CensusForm) -> tuple[str, date]:
    """Where the figures come from and of which day they are; without both nobody can judge them later."""
    source, day = form.source.data or "", form.day.data
    if not source or len(source) > LONGEST_SOURCE:
        raise Faulty((_("Write where the figures come from, for example the statistical office."),))
    if day is None or not date(1990, 1, 1) <= day <= today():
        raise Faulty((_("Write the day of the figures, for example 2026-01-01; it cannot lie ahead of us."),))
    return source, day


def _put(session: Session, at: At, new: Sequence[Living], told: str) -> Response:
    return change(session, at, "census", lambda: places.put_census(session, at.assessment, new), told)


def _written(read: People, source: str, day: date) -> Document:
    living = [Living(one.district, one.age, one.gender, one.n, source, day) for one in read.counts]
    gaps = [[gap.district, gap.age, gap.gender] for gap in read.gaps]
    origin = {"source": source, "day": day.isoformat()}
    return {"living": places.census_written(living), "gaps": gaps, "old": read.old, "young": read.young, **origin}


def _page(session: Session, at: At, form: CensusForm, why: Faulty | None) -> str:
    waiting = places.file_of(session, at.assessment, "census")
    now = places.census_of(session, at.assessment)
    then = places.census_read(waiting.doc["living"]) if waiting else []
    ours = named(session, at)
    return page(
        "setup/census.html",
        at,
        way(session, at),
        form=form,
        why=why,
        looked=_looked(waiting, ours) if waiting else None,
        rows=[DistrictRow(one.name, _total(now, one.code), _total(then, one.code)) for one in ours],
        there=_from(now[0]) if now else "",
    )


def _from(one: Living) -> str:
    return _("From: %(source)s, %(day)s", source=one.source, day=dated(one.day))


def _total(living: Iterable[Living], district: str) -> str:
    """Everybody who is counted, in words that say when somebody is not."""
    numbers = [one.n for one in living if one.district == district]
    counted = number(sum(n for n in numbers if n is not None))
    if None not in numbers:
        return counted if numbers else _("nothing known")
    return _("%(num)s, others are not known", num=counted) if set(numbers) != {None} else _("nothing known")


def _looked(waiting: PlaceFile, ours: Iterable[Named]) -> Looked:
    doc, names = waiting.doc, {one.code: one.name for one in ours}
    gaps = _gaps([Gap(*gap) for gap in doc["gaps"]], names)
    return Looked(
        name=waiting.name,
        seen=waiting.at.isoformat(),
        source=doc["source"],
        day=dated(date.fromisoformat(doc["day"])),
        old=doc["old"],
        young=doc["young"],
        gaps=tuple(gaps[:SHOWN_GAPS]),
        more=max(0, len(gaps) - SHOWN_GAPS),
    )


def _gaps(gaps: Iterable[Gap], names: Mapping[str, str]) -> list[str]:
    """The groups that the file does not count, as people would name them, a line for each district and gender."""
    found: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        found.setdefault((gap.district, gap.gender), []).append(_years(gap.age))
    return [_gap(names.get(district, district), gender, ages_) for (district, gender), ages_ in found.items()]


def _gap(place: str, gender: str, years: Sequence[str]) -> str:
    values = {"place": place, "ages": ", ".join(years)}
    return {
        "f": _("%(place)s: women, %(ages)s", **values),
        "m": _("%(place)s: men, %(ages)s", **values),
    }.get(gender, _("%(place)s: %(ages)s", **values))


def _years(age: str) -> str:
    low, high = ages.GROUPS[age]
    return f"{low}+" if high == ages.OLDEST else f"{low}–{high}"


add_part("census", CensusForm, _page, _read, _decide)
