"""Hours as a volunteer types them: »8-12, 15-17.30« for a day, »pon-pet 8-12; sob 9-11« for a week."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from analysis.week import DAYS
from survey.i18n import LANGUAGES, use_language
from survey.i18n import gettext as _

Spans = list[list[str]]

_CLOCK = r"(\d{1,2})(?:[.:h](\d{2}))?\s*(?:h|ure|uri|sati|o'clock)?"
_SPAN = re.compile(rf"(?:od|from)?\s*{_CLOCK}\s*(?:-|–|—|do|to|till|until)\s*{_CLOCK}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/+]|\bin\b|\bi\b|\band\b|\bter\b)\s*", re.IGNORECASE)
_CLOSED = frozenset({"", "-", "–", "0", "x", "zaprto", "zatvoreno", "closed"})
_DAY_WORD = re.compile(r"\s*([^\W\d_]{2,})\.?(?:\s*(?:-|–|do|to)\s*([^\W\d_]{2,})\.?)?\s*:?\s*(.*)", re.DOTALL)
LATEST = 24 * 60 - 1


class NotHours(ValueError):
    """What was typed is not hours; `typed` is the piece that cannot be read."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def day_name(day: str) -> str:
    """A day of the week in the reader's language."""
    return {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }[day]


def spans_of(typed: str) -> Spans:
    """The hours of one day, in their order; nothing typed is a closed day."""
    if typed.strip().casefold() in _CLOSED:
        return []
    pieces = [piece for piece in _BETWEEN.split(typed.strip()) if piece]
    return sorted(_span(piece) for piece in pieces)


def _span(piece: str) -> list[str]:
    found = _SPAN.fullmatch(piece.strip())
    if found is None:
        raise NotHours(piece)
    start, end = _minute(found[1], found[2]), _minute(found[3], found[4])
    if not 0 <= start < end <= LATEST + 1 or max(int(found[2] or 0), int(found[4] or 0)) > 59:
        raise NotHours(piece)
    return [_clock(start), _clock(min(end, LATEST))]


def _minute(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def typed_of(spans: Spans) -> str:
    """Hours as somebody would type them: »8-12, 15-17:30«."""
    return ", ".join(f"{_short(start)}-{_short(end)}" for start, end in spans)


def _short(clock: str) -> str:
    hour, _colon, minute = clock.partition(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"


def week_of(typed: str) -> dict[str, Spans]:
    """A whole week in one line: days apart by semicolons or lines, each beginning with its name."""
    week: dict[str, Spans] = {}
    for part in re.split(r"[;|\n]", typed):
        if part.strip():
            for day, spans in _days_of(part):
                week[day] = sorted([*week.get(day, []), *spans])
    return {day: week[day] for day in DAYS if week.get(day)}


def _days_of(part: str) -> Iterator[tuple[str, Spans]]:
    found = _DAY_WORD.fullmatch(part)
    first = _day(found[1]) if found else None
    last = _day(found[2]) if found and found[2] else first
    if found is None or first is None or last is None or DAYS.index(last) < DAYS.index(first):
        raise NotHours(part.strip())
    spans = spans_of(found[3])
    for day in DAYS[DAYS.index(first) : DAYS.index(last) + 1]:
        yield day, spans


def _day(word: str) -> str | None:
    return _day_words().get(_folded(word)[:3])


def _day_words() -> Mapping[str, str]:
    """The first three letters of every day in each of our languages; they never contradict each other."""
    found = {}
    for code in LANGUAGES:
        with use_language(code):
            found.update({_folded(day_name(day))[:3]: day for day in DAYS})
    return found


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def line_of(week: Mapping[str, Spans]) -> str:
    """A week in one line, as it is read again by `week_of`."""
    return "; ".join(f"{day_name(day)[:3]} {typed_of(week[day])}" for day in DAYS if week.get(day))
