"""`soseska analyse` on the synthetic survey: R's own figures come out of the command line."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.analysis import survey_a
from tests.analysis.golden_public import SHARED, here, register
from tests.cli.conftest import Soseska

pytestmark = pytest.mark.one_database

DATA = survey_a.DATA
CENSUS = ("--census", DATA / "nbhd_a_census.csv")
RAKE = (*CENSUS, "--rake", "district,age,gender")
GOLD = survey_a.gold()
DISTRICTS = [f"D0{n}" for n in range(1, 9)]

WAYS = {
    "d0": (),
    "dfx": RAKE,
    "drk": (*RAKE, "--variance", "calibrated"),
    "dps": (*CENSUS, "--poststratify", "age,gender", "--variance", "calibrated"),
    "dtr": (*RAKE, "--trim", "0.3,3", "--variance", "calibrated"),
    "drg": (*RAKE, "--variance", "calibrated", "--cluster", "workshop_group"),
    "dcl": ("--weight", "w"),
    "dclst": ("--weight", "w", "--strata", "district,age,gender"),
}

Analyse = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The survey with a column of weights."""
    path = tmp_path_factory.mktemp("analyse") / "answers.csv"
    weights = survey_a.r_weights()[["id", "round", "w_district_cell"]].rename(columns={"w_district_cell": "w"})
    people = pd.read_csv(DATA / "nbhd_a_respondents.csv", dtype=str, keep_default_na=False)
    people["w"] = weights["w"].map(repr)
    assert (people["id"] == weights["id"]).all()
    people.to_csv(path, index=False)
    return path


@pytest.fixture
def analyse(soseska: Soseska, answers: Path) -> Analyse:
    """Run the command and read what it wrote."""

    def run(*words: object) -> pd.DataFrame:
        codebook = ("--codebook", DATA / "nbhd_a_codebook.yaml", "--out", "out.csv")
        done = soseska("analyse", answers, *codebook, *words)
        assert done.exit_code == 0, done.stderr
        return pd.read_csv("out.csv", keep_default_na=False, dtype={"option": str})

    return run


def figure(table: pd.DataFrame, column: str, **where: object) -> float:
    found = np.logical_and.reduce([table[name].to_numpy() == value for name, value in where.items()])
    (cell,) = table[column].to_numpy()[found]
    return float(cell)


def nine_digits(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("way", WAYS)
def test_the_towns_figures_equal_r(analyse: Analyse, way: str) -> None:
    table = analyse(*WAYS[way])
    for number in (1, 2):
        name = f"nbhd_a_r{number}_{way}"
        shares = [(a, "1", f"{name}_acts", a) for a in survey_a.ACTIVITIES]
        shares += [("importance", str(n), f"{name}_importance", f"factor(importance){n}") for n in range(1, 6)]
        for variable, option, gold, term in shares:
            for quantity in ("estimate", "se"):
                found = figure(table, quantity, round=number, variable=variable, option=option, statistic="share")
                assert found == nine_digits(GOLD[gold, term, quantity]), (gold, term, quantity)
        for quantity in ("estimate", "se", "deff"):
            found = figure(table, quantity, round=number, variable="minutes", statistic="mean")
            assert found == nine_digits(GOLD[f"{name}_minutes", "minutes", quantity])
            found = figure(table, quantity, round=number, variable="act_walk", option="1")
            assert found == nine_digits(GOLD[f"{name}_acts", "act_walk", quantity])
        found = figure(table, "estimate", round=number, variable="minutes", statistic="median")
        assert found == GOLD[f"{name}_median_minutes", "minutes@", "0.5"]
        found = figure(table, "n_eff", round=number, variable="minutes", statistic="mean")
        assert found == nine_digits(GOLD[f"{name}_kish", "n_eff", "value"])


@pytest.mark.parametrize("way", ["drk", *(pytest.param(way, marks=pytest.mark.slow) for way in WAYS if way != "drk")])
def test_the_districts_figures_equal_r(analyse: Analyse, way: str) -> None:
    table = analyse(*WAYS[way], "--by", "district", "--no-disclosure")
    for number in (1, 2):
        for district in DISTRICTS:
            here = {"round": number, "district": district}
            for ours, theirs in (("estimate", "act_garden"), ("se", "se")):
                found = figure(table, ours, variable="act_garden", **here)
                assert found == nine_digits(GOLD[f"nbhd_a_r{number}_{way}_bydist_act1", district, theirs])
            for ours, theirs in (("estimate", "minutes"), ("se", "se")):
                found = figure(table, ours, variable="minutes", statistic="mean", **here)
                assert found == nine_digits(GOLD[f"nbhd_a_r{number}_{way}_bydist_minutes", district, theirs])
            if way == "drk" and number == 1:
                for ours, theirs in (("low", "wilson_lower"), ("high", "wilson_upper"), ("n_eff", "n_eff")):
                    found = figure(table, ours, variable="act_sport", **here)
                    assert found == nine_digits(GOLD["nbhd_a_r1_kish_interval_drk_act3", district, theirs])
    assert set(table["district"]) == {"", *DISTRICTS}


@pytest.mark.parametrize(("interval", "method", "digits"), [("kg", "beta", 1e-9), ("logit", "logit", 1e-6)])
def test_other_ranges_equal_r(analyse: Analyse, interval: str, method: str, digits: float) -> None:
    table = analyse(*WAYS["drk"], "--interval", interval)
    for ours, theirs in (("low", "lower"), ("high", "upper")):
        expected = GOLD[f"nbhd_a_r1_drk_ciprop_{method}_act3", "act_sport", theirs]
        assert figure(table, ours, round=1, variable="act_sport") == pytest.approx(expected, rel=digits)


def test_the_columns_and_words_of_the_result(analyse: Analyse) -> None:
    table = analyse(*WAYS["dtr"])
    assert list(table) == [
        "round", "variable", "option", "statistic", "n", "n_eff", "estimate", "se", "low", "high", "deff", "method",
        "weighting", "suppressed", "reason",
    ]  # fmt: skip
    assert set(table["weighting"]) == {"raked_trimmed"}
    assert set(table["statistic"]) == {"share", "mean", "median"}
    assert set(table["suppressed"]) == {0}
    assert set(table[table["statistic"] != "share"]["option"]) == {""}
    assert not table.isin(["nan", "inf", "NaN", "None"]).to_numpy().any()


def test_districts_too_small_for_a_lead_are_left_empty(analyse: Analyse) -> None:
    table = analyse("--by", "district")
    small = table[(table["district"] == "D07") & (table["round"] == 1)]
    assert set(small["suppressed"]) == {1}
    assert set(small["reason"]) == {"too_few"}
    for column in ("n", "n_eff", "estimate", "se", "low", "high", "deff"):
        assert set(small[column]) == {""}
    assert set(table[table["district"] == "D04"]["suppressed"]) == {0}


def test_what_the_raking_did_is_said_beside_the_result(soseska: Soseska, answers: Path) -> None:
    codebook = ("--codebook", DATA / "nbhd_a_codebook.yaml", "--out", "out.csv")
    done = soseska("analyse", answers, *codebook, *RAKE)
    assert done.stdout == ""
    assert "Round 1: Raked in 12 sweeps; the largest miss of a margin is" in done.stderr
    assert "Round 1: Only 4 people answered from »district = D07«" in done.stderr


def test_the_same_input_gives_the_same_bytes(analyse: Analyse) -> None:
    analyse(*RAKE)
    first = Path("out.csv").read_bytes()
    analyse(*RAKE)
    assert Path("out.csv").read_bytes() == first


@pytest.mark.skipif(not here(), reason="the data sets of the R packages are not part of this repository")
def test_data_that_never_saw_our_forms(soseska: Soseska, tmp_path: Path) -> None:
    codebook = tmp_path / "health.yaml"
    codebook.write_text("id: row\nvariables: {HI_CHOL: {label: High cholesterol, measure: binary}}\n")
    words = ("--weight", "WTMEC2YR", "--strata", "SDMVSTRA", "--cluster", "SDMVPSU", "--by", "race")
    done = soseska("analyse", SHARED / "data" / "nhanes.csv", "--codebook", codebook, *words, "--out", "out.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    table = pd.read_csv("out.csv", keep_default_na=False, dtype={"race": str})
    gold = register("nh_").gold["nh_by_race"]
    for race in "1234":
        assert figure(table, "estimate", race=race) == nine_digits(gold[race, "HI_CHOL"])
        assert figure(table, "se", race=race) == nine_digits(gold[race, "se"])
