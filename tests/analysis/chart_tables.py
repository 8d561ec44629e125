"""Invented tables for every chart, of any length, with names that take more than one line."""

from collections.abc import Callable
from typing import Any

import pandas as pd

LONG = "Medgeneracijsko srečanje in ustvarjalne delavnice za predšolske otroke, starše in stare starše"
DAYS = {"mon": "pon.", "tue": "tor.", "wed": "sre.", "thu": "čet.", "fri": "pet.", "sat": "sob.", "sun": "ned."}
PARTS = {"am": "dopoldne", "pm": "popoldne", "eve": "zvečer"}
SQUARE = [[15.0, 46.0], [15.1, 46.0], [15.1, 46.1], [15.0, 46.1], [15.0, 46.0]]
TEXTS: dict[str, Any] = {
    "key": "k", "title": "Na kaj bi prišli & <zakaj>", "desc": "31 od 61 ljudi.", "unit": "%(num)s ljudi",
    "labels": {**DAYS, **PARTS, **{f"a{at}": f"{LONG if at % 3 == 0 else 'Šah & <karte>'} {at}" for at in range(42)}},
    "percent": "%(num)s %%", "place": "v naselju", "answers": "med odgovori", "unknown": "ni znano",
    "verdicts": {"missing": "manjkajo"}, "few": "premalo za prikaz", "room": "prostor, ki je prost",
    "best": "takrat lahko pride največ ljudi",
    "range": "%(low)s–%(high)s %%", "point": "delež med odgovori", "spread": "tako je lahko med vsemi, ki tu živijo",
    "scale": ["sploh se ne strinjam", "ne strinjam se", "niti da niti ne", "strinjam se", "zelo se strinjam"],
    "readiness": {"interested": "zanima jih", "named": "povedano je, kdo", "agreed": "ura je znana", "fixed": "vse"},
    "survey": "v vprašalniku", "workshop": "pike na delavnici",
    "nobody": "še nihče",
    "blank": "brez odgovora", "break": "vprašali smo drugače, zato ne primerjamo",
}  # fmt: skip

Records = list[dict[str, Any]]


def _options(n: int) -> Records:
    return [{"option": f"a{at}", "count": 118 - at} for at in range(n)]


def _wishes(n: int) -> Records:
    return [
        {
            "activity": f"a{at}",
            "picked": 60 - at,
            "use": at % 5,
            "band": at // 4,
            "dots": None if at == 2 else 104 - 9 * at % 104,
        }
        for at in range(n)
    ]


def _coverage(n: int) -> Records:
    verdicts = ("missing", "fair", "unknown")
    return [
        {
            "group": f"a{at}",
            "verdict": verdicts[at % 3],
            "place_share": None if at % 3 == 2 else 0.2 + at / 60,
            "answer_share": at / 42,
        }
        for at in range(n)
    ]


def _districts(n: int) -> Records:
    verdicts = ("enough_to_start", "enough_for_group", "no_need", "too_few")
    return [
        {
            "district": f"a{at}",
            "verdict": verdicts[at % 4],
            "answers": at or None,
            "polygon": [[[x + 0.1 * (at % 7), y + 0.1 * (at // 7)] for x, y in SQUARE]],
        }
        for at in range(n)
    ]


def _week(n: int) -> Records:
    """Weeks of as many groups as n rows of cells need; the third of them may not be shown."""
    return [
        {"group": f"a{at}", "day": day, "part": part, "count": None if at == 2 or day == "sun" else at + len(part)}
        for at in range(max(n // 3, 1))
        for day in DAYS
        for part in PARTS
    ]


def three_days() -> pd.DataFrame:
    """Working days in parts, both others as one, and in how many rooms nothing takes place."""
    cells = (
        ("mon", "am", 59, 2),
        ("mon", "pm", 67, 12),
        ("mon", "eve", 95, 0),
        ("sat", "", 68, 1),
        ("sun", "", None, 0),
    )
    return pd.DataFrame([dict(zip(("day", "part", "count", "rooms"), c, strict=True)) for c in cells], dtype=object)


def _intervals(n: int) -> Records:
    return [
        {"option": f"a{at}", "share": None, "low": None, "high": None}
        if at % 7 == 2
        else {"option": f"a{at}", "share": 1 - at / 41, "low": max(0.9 - at / 41, 0), "high": min(1, 1.1 - at / 41)}
        for at in range(n)
    ]


def _likert(n: int) -> Records:
    return [
        {"item": f"a{at}", "counts": None if at % 7 == 2 else [at % 5, at, 4, 21, 9 - at % 9], "blank": at % 4}
        for at in range(n)
    ]


def _slope(n: int) -> Records:
    return [
        {
            "item": f"a{at}",
            "round": year,
            "share": None if year == 2028 and at % 7 == 2 else (at * 7 % 42 + year % 5) / 50,
            "broken": year == 2028 and at % 2 == 1,
        }
        for at in range(n)
        for year in (2024, 2026, 2028)
    ]


def _matrix(n: int) -> Records:
    """Every third activity has nobody; with many activities there are more providers than columns have room."""
    ready = ("interested", "named", "agreed", "fixed", None)
    return [
        {"activity": f"a{at}", "provider": provider, "readiness": ready[(at + of) % 5] if provider else None}
        for at in range(n)
        for of, provider in enumerate([None] if at % 3 == 2 else ["šola", f"dom {at // 3}", f"a{at}"][: 2 + n // 42])
    ]


MAKERS: dict[str, Callable[[int], Records]] = {
    "need": _options,
    "features": _options,
    "hear": _options,
    "wishes": _wishes,
    "coverage": _coverage,
    "districts": _districts,
    "week": _week,
    "intervals": _intervals,
    "likert": _likert,
    "dumbbell": _coverage,
    "slope": _slope,
    "matrix": _matrix,
}


def table(name: str, n: int) -> pd.DataFrame:
    """Make the table of a chart with about n rows; empty places stay None."""
    return pd.DataFrame(MAKERS[name](n), dtype=object)
