"""A small assessment and the command line itself, run in this process on a database of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.config import Settings
from survey.questionnaire.load import load
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round, publish
from tests.cli.small_file import CENSUS, CODEBOOK, HEAD, ROWS

DATA = Path(__file__).parent / "data"

Soseska = Callable[..., Result]
Run = Callable[..., Result]


@pytest.fixture
def soseska(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Soseska:
    """`soseska("import", "file.csv")` as somebody would type it, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    environ = {
        "SOSESKA_DATABASE": settings.database,
        "SOSESKA_DATA": str(settings.data),
        "SOSESKA_SECRET_KEY": settings.secret_key,
        "LANGUAGE": "en",
    }

    def run(*words: object, **more: str) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], env=environ | more, catch_exceptions=False)

    return run


@pytest.fixture
def assessment(store: Store) -> Assessment:
    """Eight districts and two open rounds that ask the questionnaire of the synthetic survey."""
    with store.write() as session:
        town = Municipality(name="Test town")
        session.add(town)
        session.flush()
        made = Assessment(code="test", name={"en": "Test"}, municipality_id=town.id, minimum_age=15)
        session.add(made)
        session.flush()
        codes = [f"d{number:02}" for number in range(1, 9)]
        session.add_all(District(assessment_id=made.id, code=code, name=code.upper()) for code in codes)
        asked = load(DATA / "survey_a.yaml")
        for slug in ("first", "second"):
            round_ = Round(assessment_id=made.id, slug=slug, name={"en": slug}, state="open")
            session.add(round_)
            session.flush()
            publish(session, round_, asked)
        session.expunge_all()
        return made


@pytest.fixture
def analyse_small(soseska: Soseska, tmp_path: Path) -> Run:
    """Analyse files written on the spot; bytes or texts."""

    def command(*words: object, data: object = None, codebook: str = CODEBOOK, census: object = CENSUS) -> Result:
        given = "\n".join([HEAD, *ROWS]) if data is None else data
        (tmp_path / "data.csv").write_bytes(given if isinstance(given, bytes) else str(given).encode())
        (tmp_path / "codebook.yaml").write_text(codebook)
        (tmp_path / "census.csv").write_bytes(census if isinstance(census, bytes) else str(census).encode())
        return soseska("analyse", "data.csv", "--codebook", "codebook.yaml", "--out", "out.csv", *words)

    return command
