"""The answers of a place by age, by gender or by way of asking: only where every group is large enough to be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from analysis.cube import Cube
from analysis.demand import demand
from analysis.disclosure import LEAD_MINIMUM, Group, may_show, merge_small
from analysis.merging import merge_groups
from survey.figures import Figure, Part, PartKind, Row, Wish, Wishes
from survey.worker import questions
from survey.worker.live import need_of, picks_allowed, wishes_of
from survey.worker.place import Place
from survey.worker.reaching import GROUPS, groups_of

PLAIN = ("features", "times", "distance", "willing", "hear", "missed")


def parts(place: Place) -> dict[PartKind, list[Part]]:
    """Divide a place in three ways, one at a time; a kind in which everybody is one group is left out."""
    found: dict[PartKind, list[Part]] = {
        "age": _by_group(place, "age"),
        "gender": _by_group(place, "gender"),
        "channel": _by_way(place),
    }
    return {kind: _shown(made) for kind, made in found.items() if len(made) > 1}


def _by_group(place: Place, kind: str) -> list[Part]:
    inside = dict(groups_of(place.cube, kind))
    people = {group: place.cube.slice(**{kind: list(codes)}).total() for group, codes in inside.items()}
    return _divided(place, kind, merge_groups(people, tuple(GROUPS[kind]), LEAD_MINIMUM), inside)


def _by_way(place: Place) -> list[Part]:
    """The ways of asking by size, so that the smallest are merged with one another."""
    people = {str(way): n for way, n in place.cube.people("channel").items()}
    ways = sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))
    return _divided(place, "channel", merge_small(ways, LEAD_MINIMUM), {way: (way,) for way in people})


def _divided(place: Place, kind: str, groups: Iterable[Group], inside: Mapping[str, tuple[str, ...]]) -> list[Part]:
    chosen = [(group, [code for one in group.codes for code in inside[one]]) for group in groups]
    return [_part(replace(place, cube=place.cube.slice(**{kind: codes})), group.codes) for group, codes in chosen]


def _part(place: Place, groups: Iterable[str]) -> Part:
    cube: Cube = place.cube
    return Part(
        groups=list(groups),
        answers=cube.total(),
        need=need_of(cube),
        wishes=wishes_of(place, demand(cube, picks_allowed(place))),
        features=questions.multiple(cube, "feature"),
        times=questions.multiple(cube, "time"),
        distance=questions.single(cube, "distance"),
        willing=questions.single(cube, "willingness"),
        hear=questions.multiple(cube, "channel"),
        missed=questions.single(cube, "missed"),
    )


def _shown(made: list[Part]) -> list[Part]:
    """Only what can be shown of every group: who was left out of one would be found by taking the others away."""
    need = [part["need"]["intent"] if part["need"] else None for part in made]
    wishes = [part["wishes"] for part in made]
    names = [name for name in PLAIN if _enough([cast(Figure | None, part[name]) for part in made])]  # type: ignore[literal-required]
    common = {name: _common(row for part in made for row in [_codes(part[name])]) for name in names}  # type: ignore[literal-required]
    picked = _common({row["code"] for row in one["rows"]} if one else set() for one in wishes)
    return [
        Part(
            groups=part["groups"],
            answers=part["answers"],
            need=part["need"] if _enough(need) else None,
            wishes=_wishes(part["wishes"], picked) if _enough(wishes) else None,
            **{name: _only(part[name], common[name]) if name in names else None for name in PLAIN},  # type: ignore[literal-required, typeddict-item]
        )
        for part in made
    ]


def _enough(figures: Iterable[Figure | Wishes | None]) -> bool:
    """Whether a question may be shown of every group, none of which may be found from the rest."""
    bases = [figure["base"] if figure and figure["form"] != "none" else 0 for figure in figures]
    total = sum(bases)
    return all(may_show("breakdown", questions.AUDIENCE, base, total=total) for base in bases)


def _codes(figure: Figure) -> set[str]:
    return {row["code"] for row in figure["rows"] if row["n"] is not None}


def _common(sets: Iterable[set[str]]) -> set[str]:
    listed = list(sets)
    return set.intersection(*listed) if listed else set()


def _only(figure: Figure, codes: set[str]) -> Figure:
    rows = [row if row["code"] in codes else _hidden(row) for row in figure["rows"]]
    return Figure(**{**figure, "rows": rows})


def _hidden(row: Row) -> Row:
    return Row(**{**row, "n": None})


def _wishes(wishes: Wishes | None, codes: set[str]) -> Wishes | None:
    if wishes is None:
        return None
    rows = [_plainly(row) for row in wishes["rows"] if row["code"] in codes]
    return Wishes(**{**wishes, "rows": rows})


def _plainly(row: Wish) -> Wish:
    """Without what only those were asked who picked something: of one group that soon is one person."""
    plain = row.copy()
    plain["goes"] = plain["unsuitable"] = plain["missing"] = plain["unknown"] = plain["unserved"] = 0
    return plain
