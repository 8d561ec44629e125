"""Opening hours and parts of the week, so that rooms, offers and people speak of the same hours (standard library)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Week = Mapping[str, Sequence[Sequence[str]]]
"""Opening hours: `{"mon": [["08:00", "12:00"]]}`; a day without hours may be left out."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = (("am", "05:00", "12:00"), ("pm", "12:00", "18:00"), ("ev", "18:00", "23:00"))
_WEEKEND = {"sat": "saturday", "sun": "sunday"}


def slots(week: Week, by_day: bool = False) -> frozenset[str]:
    """Tell in which parts of the week something is open.

    The parts are those that people were asked about: weekday_am, weekday_pm, weekday_ev, saturday, sunday; `by_day`
    gives the 21 parts mon_am … sun_ev instead. Hours that end before they begin are none.
    """
    daily = frozenset(f"{day}_{part}" for day, part in _open_parts(week))
    return daily if by_day else coarse(daily)


def coarse(daily: Iterable[str]) -> frozenset[str]:
    """Put parts of single days (`thu_ev`) into the parts that people were asked about (`weekday_ev`)."""
    return frozenset(_coarse(slot) for slot in daily)


def meet(one: Iterable[str], other: Iterable[str]) -> frozenset[str]:
    """List the parts of the week that two have in common, by days as long as both know their days."""
    first, second = frozenset(one), frozenset(other)
    if all(map(_is_daily, first | second)):
        return first & second
    return coarse(first) & coarse(second)


def minutes_open(week: Week) -> int:
    """Add up the minutes a week in which something is open; hours that overlap count once."""
    return sum(end - start for day in DAYS for start, end in _joined(week.get(day, ())))


def unused(opened: Week, used: Iterable[Week]) -> dict[str, list[list[str]]]:
    """Take from opening hours what is used already: the hours in which a room stands open and empty."""
    taken = list(used)
    free = {}
    for day in DAYS:
        busy = _joined([span for week in taken for span in week.get(day, ())])
        left = [piece for span in _joined(opened.get(day, ())) for piece in _without(span, busy)]
        if left:
            free[day] = [[_clock(start), _clock(end)] for start, end in left]
    return free


def _open_parts(week: Week) -> Iterator[tuple[str, str]]:
    for day in DAYS:
        for start, end in week.get(day, ()):
            for part, begins, ends in PARTS:
                if start < ends and end > begins and start < end:
                    yield day, part


def _is_daily(slot: str) -> bool:
    return slot.partition("_")[0] in DAYS


def _coarse(slot: str) -> str:
    day, _, part = slot.partition("_")
    if day not in DAYS:
        return slot
    return _WEEKEND.get(day, f"weekday_{part}")


def _joined(spans: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((_minute(start), _minute(end)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return joined


def _without(span: tuple[int, int], busy: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at, end = span
    for begins, ends in busy:
        if begins > at and begins < end:
            yield at, begins
        if begins < end:
            at = max(at, ends)
    if at < end:
        yield at, end


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
