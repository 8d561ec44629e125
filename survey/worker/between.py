"""Which districts of a round differ from which, from what their own pages show."""

from collections.abc import Mapping

from analysis.between import told_apart
from survey.across import Between
from survey.figures import Figure, Live, Need

HELPS = "yes"
Shares = dict[str, tuple[int, int]]


def between(lives: Mapping[str, Live]) -> dict[str, Between]:
    """Compare regulars, helpers and every wish over all districts; what a page may not show is not compared."""
    found = shares(lives)
    return {name: _between(found[name]) for name in found if len(found[name]) > 1 and not name.startswith("feature:")}


def shares(lives: Mapping[str, Live]) -> dict[str, Shares]:
    """What each district's own page shows, by what was asked: people and of how many."""
    found: dict[str, Shares] = {}
    for code, live in lives.items():
        for name, pair in counted(live["need"], live["willing"], live["features"]).items():
            found.setdefault(name, {})[code] = pair
        wishes = live["wishes"]
        for row in wishes["rows"] if wishes else ():
            pair = (row["picked"], row.get("base", wishes["base"] if wishes else 0))
            found.setdefault(f"activity:{row['code']}", {})[code] = pair
    return {name: {code: pair for code, pair in places.items() if pair[1]} for name, places in found.items()}


def counted(need: Need | None, willing: Figure | None, features: Figure | None) -> dict[str, tuple[int, int]]:
    """The plain questions of one place by what they measure."""
    found = {}
    if need:
        found["regulars"] = need["regulars"], need["intent"]["base"]
    if willing:
        helping = sum(row["n"] or 0 for row in willing["rows"] if row["code"] == HELPS)
        found["helpers"] = helping, willing["base"]
    return found | ticked(features, "feature")


def ticked(figure: Figure | None, name: str) -> dict[str, tuple[int, int]]:
    """The answers of a multiple choice."""
    rows = figure["rows"] if figure else []
    base = figure["base"] if figure else 0
    return {f"{name}:{row['code']}": (row["n"], row.get("base", base)) for row in rows if row["n"] is not None}


def _between(shares: Shares) -> Between:
    found = told_apart(shares)
    at = {code: place for place, code in enumerate(found.compared)}
    return Between(districts=list(found.compared), apart=[[at[one], at[other]] for one, other in found.apart])
