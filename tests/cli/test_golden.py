"""From a file of answers to R's own figures, through the command line and every room of the house."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.cube import Cube
from analysis.estimates import shares
from survey.questionnaire.codebook import codebook
from survey.store import rounds, tally
from survey.store.base import Store

DATA = Path(__file__).parent / "data"
ANSWERS = Path(__file__).parents[1] / "analysis" / "data"


@pytest.mark.slow_on_postgres
@pytest.mark.usefixtures("assessment")
def test_imported_answers_give_the_shares_and_standard_errors_of_r(store: Store, soseska) -> None:
    done = soseska("import", ANSWERS / "nbhd_a_respondents.csv", "--map", DATA / "map_a.yaml")
    assert done.exit_code == 0, done.stderr
    assert "1,011 answers were brought in." in done.stdout
    assert soseska("tally", "verify").exit_code == 0

    gold = pd.read_csv(ANSWERS / "gold_nbhd_a_r.csv")
    for slug, number in (("first", 1), ("second", 2)):
        figures = gold[gold["id"] == f"nbhd_a_r{number}_d0_acts"].set_index(["term", "quantity"])["value"]
        cube = cube_of(store, slug)
        for activity in ("garden", "youth", "sport", "repair", "choir", "walk"):
            share = shares(cube, f"acts.{activity}").iloc[0]
            for ours, theirs in (("estimate", "estimate"), ("se", "se")):
                expected = float(figures[(f"act_{activity}", theirs)])
                assert share[ours] == pytest.approx(expected, rel=1e-9), (slug, activity, ours)


def cube_of(store: Store, slug: str) -> Cube:
    with store.read() as session:
        round_ = rounds.round_by_slug(session, slug)
        assert round_ is not None
        asked = rounds.questionnaire(session, rounds.current_version(session, round_))
        return Cube.from_rows(tally.rows(session, round_.id), tally.cells(session, round_.id), codebook(asked, "en"))
