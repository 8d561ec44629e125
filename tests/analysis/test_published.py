"""Figures of pages as statements, term by term."""

import pytest

from analysis.audit import Protected, Statement, audit
from analysis.published import Table, others

TABLE = Table("choir", {"district": ("breg", "gaj"), "option": ("yes", "no")})
YES, NO = ("choir", "gaj", "yes"), ("choir", "gaj", "no")
GAJ = {"district": "gaj"}
SAID_YES = {"district": "gaj", "option": "yes"}


def test_what_a_figure_does_not_name_is_added_up() -> None:
    assert TABLE.count("page", GAJ, 30) == Statement("page", ((YES, 1), (NO, 1)), 30, 30)
    assert TABLE.between("page", {"option": ["yes"]}, 3, None) == Statement(
        "page", ((("choir", "breg", "yes"), 1), (YES, 1)), 3, None
    )
    assert len(TABLE.cells()) == 4


def test_a_rounded_share_says_two_things() -> None:
    """From 7.5 to 12.5 per cent of Gaj: 200 yes ≤ 25 all and 200 yes ≥ 15 all."""
    above, below = TABLE.share("page", SAID_YES, GAJ, 10, 5)
    assert above == Statement("page", ((YES, 175), (NO, -25)), None, 0)
    assert below == Statement("page", ((YES, 185), (NO, -15)), 0, None)


def test_a_share_is_in_whole_per_cents_unless_told_otherwise() -> None:
    above, below = TABLE.share("page", SAID_YES, GAJ, 10)
    assert (above.terms, below.terms) == (((YES, 179), (NO, -21)), ((YES, 181), (NO, -19)))


def test_a_part_may_be_the_whole() -> None:
    assert TABLE.share("page", GAJ, GAJ, 100)[0].terms == ((YES, -1), (NO, -1))


def test_a_share_in_tens_can_be_audited() -> None:
    """At 95 per cent a yes weighs as much as its limit, so its factor is nothing."""
    said = [*TABLE.share("page", SAID_YES, GAJ, 95, 10), TABLE.count("page", GAJ, 40)]
    found = audit(said, [TABLE.protect("gaj:yes", SAID_YES, 3)]).ranges[0]
    assert (found.low, found.high) == (36, 40)


def test_what_is_protected_keeps_its_code_and_its_threshold() -> None:
    assert TABLE.protect("gaj:yes", SAID_YES, 5) == Protected("gaj:yes", (YES,), 5)


def test_all_but_one_or_several() -> None:
    places = ("breg", "gaj", "log")
    assert others(places, "gaj") == ("breg", "log")
    assert others(places, ("gaj", "log")) == ("breg",)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"district": ("vrh", "log", "gaj")}, "choir is not divided by district log, vrh"),
        ({"language": ()}, "choir is not divided by language"),
    ],
)
def test_a_word_that_the_table_does_not_know_is_named(where: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}$"):
        TABLE.cells(where)
