"""The figures documents of a round as statements: what a lead can read on the pages, from the documents themselves."""

from collections.abc import Iterator, Mapping
from typing import cast

from analysis.audit import Statement
from analysis.disclosure import LEAD_MINIMUM
from survey.figures import Figure, Live, Settled, Wishes
from survey.published.items import Collected, Items, Place, late, of_figure

AVAILABILITY = ("goes", "unsuitable", "missing", "unknown", "unsaid")


def of_live(items: Items, live: Live, district: str, moment: str) -> Collected:
    """The plain totals of a district: every question, the wishes with what is known of them, the ways of asking."""
    place, source = Place(district, moment, live["answers"]), f"live:{district}"
    found = Collected()
    for figure in _plain(live):
        found.add(of_figure(items, figure, place, source, LEAD_MINIMUM))
    if live["wishes"]:
        found.add(of_figure(items, _as_figure(live["wishes"]), place, source, LEAD_MINIMUM))
        found.statements += _availability(items, live["wishes"], place, source)
    found.statements += _ways(items, live, place, source)
    return found


def of_settled(items: Items, moments: Mapping[str, Settled], district: str) -> Collected:
    """The sensitive questions of a district at every moment they were shown, and the groups of those who answered."""
    found = Collected()
    moments = growing(moments)
    for moment, settled in moments.items():
        place, source = Place(district, moment, settled["answers"]), f"settled:{moment}:{district}"
        for figure in sensitive(settled):
            found.add(of_figure(items, figure, place, source, LEAD_MINIMUM))
        found.statements += _groups(items, settled, place, source)
    for role in ("access", "loneliness", "mobility"):
        shown = {moment: cast(Figure, settled[role]) for moment, settled in moments.items() if settled[role]}
        found.protected |= late(items, shown, district, LEAD_MINIMUM)
    return found


def sensitive(settled: Settled) -> tuple[Figure, ...]:
    """The sensitive questions of a settled document."""
    every = (settled["access"], settled["loneliness"], settled["mobility"])
    return tuple(figure for figure in every if figure is not None)


def growing(moments: Mapping[str, Settled]) -> dict[str, Settled]:
    """The last moments since which figures only grew: after a withdrawal, the earlier are not inside the later."""
    kept: dict[str, Settled] = {}
    for moment, settled in moments.items():
        before = list(kept.values())[-1:]
        kept = {} if before and _shrunk(_numbers(before[0]), _numbers(settled)) else kept
        kept[moment] = settled
    return kept


def _numbers(settled: Settled) -> dict[tuple[str, str], int]:
    """Every base and every answer that is shown; a hidden one is absent."""
    shown = {(f["question"], row["code"]): row["n"] for f in sensitive(settled) for row in f["rows"]}
    bases = {(f["question"], ""): f["base"] or None for f in sensitive(settled)}
    return {key: n for key, n in (bases | shown).items() if n is not None}


def _shrunk(before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]) -> bool:
    return any(key in after and after[key] < n for key, n in before.items())


def _plain(live: Live) -> Iterator[Figure]:
    need = live["need"]
    every = (need and need["intent"], *(live[name] for name in _PLAIN))  # type: ignore[literal-required]
    return (figure for figure in every if figure is not None)


_PLAIN = ("features", "times", "distance", "willing", "hear", "missed")


def _as_figure(wishes: Wishes) -> Figure:
    rows = [{"code": row["code"], "n": row["picked"]} for row in wishes["rows"]]
    kept = ("question", "form", "minimum", "base", "skipped")
    return cast(Figure, {**{name: wishes[name] for name in kept}, "rows": rows})  # type: ignore[literal-required]


def _availability(items: Items, wishes: Wishes, place: Place, source: str) -> Iterator[Statement]:
    """Whether there is what somebody picked; together these are the people who picked it."""
    where = {"district": place.district, "moment": items.until(place.moment)}
    for row in wishes["rows"]:
        table = items.of(f"{wishes['question']}.{row['code']}:have", AVAILABILITY)
        yield table.count(f"{source}:{row['code']}:picked", where, row["picked"])
        yield table.count(f"{source}:{row['code']}:unserved", where | {"option": AVAILABILITY[1:]}, row["unserved"])
        for code in AVAILABILITY[:-1]:
            said = row[code]  # type: ignore[literal-required]
            yield table.count(f"{source}:{row['code']}:{code}", where | {"option": code}, said)


def _ways(items: Items, live: Live, place: Place, source: str) -> Iterator[Statement]:
    ways = [(row["code"], row["n"] or 0) for row in live["answered"]["ways"]]
    if not ways:
        return
    table = items.of("people:channel", (code for code, _ in ways))
    for code, n in ways:
        yield table.count(f"{source}:way:{code}", {"district": place.district, "option": code}, n)


def _groups(items: Items, settled: Settled, place: Place, source: str) -> Iterator[Statement]:
    where = {"district": place.district, "moment": items.until(place.moment)}
    for kind in ("age", "gender"):
        groups = {group["code"]: group["answers"] for group in settled["groups"] if group["kind"] == kind}
        table = items.of(f"people:{kind}", (*groups, "unsaid"))
        for code, n in groups.items():
            yield table.count(f"{source}:{kind}:{code}", where | {"option": code}, n)
        if groups:
            yield table.count(f"{source}:{kind}:unsaid", where | {"option": "unsaid"}, settled["unstated"][kind])
