"""The day on a sheet: typed in few figures, and only a day on which it can have been filled in."""

import re
from datetime import date

from survey import i18n
from survey.clock import today
from survey.i18n import gettext as _
from survey.store.rounds import GRACE, Round

_TYPED = re.compile(r"(\d{1,2})[.,/ ]+(\d{1,2})(?:[.,/ ]+(\d{4}|\d{2}))?[.]?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


class BadDay(ValueError):
    """The day cannot be that of a sheet, with a sentence that says why."""


def paper_day(typed: str, round_: Round) -> date:
    """The day in what was typed; nothing typed is today, or the last day of a round that is over."""
    if not typed.strip():
        return _within(today(), round_)
    day = written_day(typed)
    if _within(day, round_) != day:
        raise BadDay(_said(round_))
    return day


def written_day(typed: str) -> date:
    """The day in what was typed, which has come; nothing typed is today."""
    day = _read(" ".join(typed.split())) if typed.strip() else today()
    if day is None:
        raise BadDay(_("Write the day with its month, for example 31. 3. or 31. 3. 2026."))
    if day > today():
        raise BadDay(_("This day is still to come. Look at the date on the sheet once more."))
    return day


def _within(day: date, round_: Round) -> date:
    """The nearest day on which answers were taken; a sheet may come a day late, as an answer may."""
    last = round_.closes + GRACE if round_.closes else day
    return max(min(day, last), round_.opens or day)


def _read(typed: str) -> date | None:
    iso, found = _ISO.fullmatch(typed), _TYPED.fullmatch(typed)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if found is None:
        return None
    if found[3]:
        return _day(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1]))
    this = _day(today().year, int(found[2]), int(found[1]))
    return this if this is None or this <= today() else _day(today().year - 1, int(found[2]), int(found[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _said(round_: Round) -> str:
    if round_.opens and round_.closes:
        first, last = i18n.dated(round_.opens), i18n.dated(round_.closes + GRACE).rstrip(".")
        return _("Sheets of this round were filled in from %(first)s to %(last)s.", first=first, last=last)
    if round_.opens:
        return _(
            "This round began on %(first)s. Look at the date on the sheet once more.", first=i18n.dated(round_.opens)
        )
    closes = round_.closes or today()
    return _("This round ended on %(last)s. Look at the date on the sheet once more.", last=i18n.dated(closes))
