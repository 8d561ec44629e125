"""What differs between districts, in words: only what chance would hardly make, and never who is first and who last."""

from collections.abc import Mapping, Sequence

from survey.across import Between
from survey.i18n import gettext as _
from survey.i18n import join_list, number, percent
from survey.sentences import words

COMPARED_FROM = 30


def differing(between: Between | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """The differences among some districts (code → name), what cannot be told apart, and who has too few answers."""
    known = between["districts"] if between else []
    compared = [code for code in names if code in known]
    few = [names[code] for code in names if code not in known]
    said = [*_apart(between, compared, names)] if between else []
    if few:
        said.append(_("Too few answers to compare: %(list)s.", list=join_list(few)))
    return tuple(said)


def _apart(between: Between, compared: Sequence[str], names: Mapping[str, str]) -> list[str]:
    if len(compared) < 2:
        return []
    at = between["districts"]
    pairs = [(at[one], at[other]) for one, other in between["apart"] if {at[one], at[other]} <= set(compared)]
    smaller = {code: [names[other] for one, other in pairs if one == code] for code in compared}
    said = [
        _("Larger share: %(one)s. Smaller share: %(list)s.", one=f"*{names[code]}*", list=join_list(others))
        for code, others in smaller.items()
        if others
    ]
    if not said:
        return [_("Cannot be told apart: %(list)s.", list=join_list(names[code] for code in compared))]
    every = len(compared) * (len(compared) - 1) // 2
    return said if len(pairs) == every else [*said, _("All other differences are too small to be told apart.")]


def share(n: int, base: int) -> str:
    """So many of so many, and in per cent where these are enough for one."""
    of = words.amount(n, base)
    return f"{of} ({percent(n / base)})" if base >= COMPARED_FROM else of


def method() -> tuple[str, ...]:
    """How differences are found."""
    return (
        _(
            "Every district of the round is compared with every other one, all of them at once. A difference is named "
            "only where chance would hardly make one as large."
        ),
        _("Districts are compared from %(num)s answers on.", num=number(COMPARED_FROM)),
        _(
            "This is no ranking: people decided themselves whether to answer, and in each district other people may "
            "have done so."
        ),
    )
