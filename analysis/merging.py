"""Places and groups that are too small for the public become part of a larger one, instead of a gap (standard library).

A gap can be filled by subtraction, and it says to a small place that it does not count. Merged, its people are in.
"""

from collections.abc import Collection, Iterable, Mapping

from analysis.disclosure import Group, merge_small

UNSAID = ""
"""The code of people who did not say their age or gender."""


def merge_places(answers: Mapping[str, int], neighbours: Mapping[str, str | None], minimum: int) -> tuple[Group, ...]:
    """Join each place under `minimum` answers with the neighbour that was named for it, until all may be shown.

    `answers`: people per place, in the order of the page. `neighbours`: the place that a small one joins; one without
    a name, or that is its own neighbour by now, joins the smallest other one, since a place that is only left out can
    be found by taking all others from the town. Nobody at all in a place is nobody to protect: it stays as it is.
    Fewer than `minimum` people in the whole town give an empty tuple.
    """
    if sum(answers.values()) < minimum:
        return ()
    merged = [Group((code,), n) for code, n in answers.items()]
    while small := [group for group in merged if 0 < group.n < minimum]:
        group = min(small, key=lambda one: one.n)
        rest = [one for one in merged if one is not group]
        at = rest.index(_named(group, rest, neighbours) or min(rest, key=lambda one: (one.n == 0, one.n)))
        rest[at] = Group((*rest[at].codes, *group.codes), rest[at].n + group.n)
        merged = rest
    return tuple(merged)


def _named(group: Group, rest: Iterable[Group], neighbours: Mapping[str, str | None]) -> Group | None:
    wanted = [neighbours.get(code) for code in group.codes]
    return next((one for code in wanted for one in rest if code in one.codes), None)


def merge_groups(people: Mapping[str, int], order: Collection[str], minimum: int) -> tuple[Group, ...]:
    """Join the small groups of one breakdown; what is not in `order`, such as "other" and "not said", is one group.

    `people`: how many of each group answered the question. `order`: the groups with a natural order (ages from young
    to old, women and men); the rest comes last and joins its neighbour while it is small. Groups that nobody belongs
    to are left out. Too few people altogether give an empty tuple.
    """
    named = [(code, people[code]) for code in order if people.get(code)]
    rest = sorted(code for code in people if code not in order and people[code])
    joined = Group(tuple(rest), sum(people[code] for code in rest))
    groups = merge_small([*named, *([(UNSAID, joined.n)] if rest else [])], minimum)
    return tuple(Group(tuple(_spelled(group.codes, joined.codes)), group.n) for group in groups)


def _spelled(codes: Iterable[str], rest: tuple[str, ...]) -> list[str]:
    return [one for code in codes for one in (rest if code == UNSAID else (code,))]
