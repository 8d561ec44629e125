"""The main figures of a place with and without the answers that bear a sign: counts only, made once a day.

The worker writes them, the page of doubtful answers reads them; what may not be shown is not in here.
"""

from typing import TypedDict


class Beside(TypedDict):
    """One figure twice: `n` of `base` people among all answers, and without the marked ones."""

    code: str
    n: int
    base: int
    n_without: int
    base_without: int


class Apart(TypedDict):
    """`answers` in all and `without` the marked ones; who would come regularly; the wishes named most in either."""

    answers: int
    without: int
    regulars: Beside | None
    wishes: list[Beside]
