"""Which districts of a round differ from which, from what their own pages show."""

from collections.abc import Iterable, Mapping

from analysis.between import told_apart
from survey.figures import Between, Live

HELPS = "yes"
Shares = dict[str, tuple[int, int]]


def between(lives: Mapping[str, Live]) -> dict[str, Between]:
    """Compare regulars, helpers and every wish over all districts; what a page may not show is not compared."""
    found = {"regulars": _regulars(lives), "helpers": _helpers(lives)}
    found |= {f"activity:{code}": _wish(lives, code) for code in _activities(lives.values())}
    return {name: _between(shares) for name, shares in found.items() if len(shares) > 1}


def _between(shares: Shares) -> Between:
    found = told_apart(shares)
    at = {code: place for place, code in enumerate(found.compared)}
    return Between(districts=list(found.compared), apart=[[at[one], at[other]] for one, other in found.apart])


def _regulars(lives: Mapping[str, Live]) -> Shares:
    needs = {code: live["need"] for code, live in lives.items()}
    return {code: (need["regulars"], need["intent"]["base"]) for code, need in needs.items() if need}


def _helpers(lives: Mapping[str, Live]) -> Shares:
    figures = {code: live["willing"] for code, live in lives.items()}
    return {
        code: (sum(row["n"] or 0 for row in figure["rows"] if row["code"] == HELPS), figure["base"])
        for code, figure in figures.items()
        if figure
    }


def _activities(lives: Iterable[Live]) -> list[str]:
    return sorted({row["code"] for live in lives if live["wishes"] for row in live["wishes"]["rows"]})


def _wish(lives: Mapping[str, Live], activity: str) -> Shares:
    return {
        code: (row["picked"], row.get("base", wishes["base"]))
        for code, live in lives.items()
        if (wishes := live["wishes"])
        for row in wishes["rows"]
        if row["code"] == activity
    }
