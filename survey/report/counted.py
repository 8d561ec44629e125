"""The figures of a report without their words: what a new version is compared with, and what tests compare."""

from collections.abc import Iterator, Mapping

from survey.figures import Figure, Live, Settled

Key = tuple[str, str, str]
"""Place, question, code."""

Counted = Mapping[Key, tuple[int, int | None]]
"""How many people, and of how many; None where nobody knows of how many."""

ANSWERS, WAYS, GROUPS = "answers", "ways", "groups"
"""What is no question: how many answered at all, in which way they were asked, and who they were."""


def counted(place: str, live: Live, settled: Settled | None) -> dict[Key, tuple[int, int | None]]:
    """Every count of one place that may be shown."""
    found: dict[Key, tuple[int, int | None]] = {(place, ANSWERS, ""): (live["answers"], live["people"])}
    for row in live["answered"]["ways"]:
        found[place, WAYS, row["code"]] = (row["n"] or 0, live["answers"])
    for group in settled["groups"] if settled else []:
        found[place, GROUPS, group["code"]] = (group["answers"], group["people"])
    found |= dict(_wishes(place, live))
    for figure in _figures(live, settled):
        found |= dict(_rows(place, figure))
    return found


def _wishes(place: str, live: Live) -> Iterator[tuple[Key, tuple[int, int]]]:
    wishes = live["wishes"]
    if wishes is None or wishes["form"] == "none":
        return
    for row in wishes["rows"]:
        yield (place, wishes["question"], row["code"]), (row["picked"], row.get("base", wishes["base"]))


def _figures(live: Live, settled: Settled | None) -> Iterator[Figure]:
    plain = (live["features"], live["times"], live["distance"], live["willing"], live["hear"], live["missed"])
    apart = (settled["access"], settled["loneliness"], settled["mobility"]) if settled else ()
    need = live["need"]
    for figure in (need["intent"] if need else None, *plain, *apart):
        if figure is not None and figure["form"] != "none":
            yield figure


def _rows(place: str, figure: Figure) -> Iterator[tuple[Key, tuple[int, int]]]:
    for row in figure["rows"]:
        if row["n"] is not None:
            yield (place, figure["question"], row["code"]), (row["n"], row.get("base", figure["base"]))


def kept(found: Counted) -> list[list[object]]:
    """As it is stored beside a finished report."""
    return [[*key, *value] for key, value in sorted(found.items())]


def read(stored: list[list[object]]) -> dict[Key, tuple[int, int | None]]:
    """What was stored."""
    return {(str(p), str(q), str(c)): (int(str(n)), None if of is None else int(str(of))) for p, q, c, n, of in stored}
