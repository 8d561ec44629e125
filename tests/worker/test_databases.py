"""The worker's whole round on both databases."""

from survey.store.base import Store
from survey.worker import run_once
from tests.worker.conftest import answers_to, build, snapshot_of


def test_answers_become_figures_and_drawings_on_every_database(store: Store) -> None:
    answer = answers_to(build(store))
    for _ in range(5):
        answer(r2="weekly", r3={"picked": ["social_cafe"]}, age="a65_74")
    assert run_once(store) == 2
    live, settled = (snapshot_of(store, "breg", kind) for kind in ("live", "settled"))
    assert live is not None
    assert settled is not None
    assert (live.answers, live.figures["need"]["regulars"]) == (5, 5)
    assert live.figures["charts"].keys() == {"wishes"}
    assert run_once(store) == 0
