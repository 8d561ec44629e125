"""Settings: what an installation may say, and that nonsense is refused in a sentence."""

from pathlib import Path

import pytest

from survey.config import BadSettings, Settings, settings_from_environment
from survey.i18n import use_language

KEY = "k" * 40


def read(folder: Path, **environ: str) -> Settings:
    return settings_from_environment({"SOSESKA_SECRET_KEY": KEY} | environ, folder)


def test_without_settings_everything_lives_in_the_data_folder(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database == f"sqlite:///{tmp_path / 'data' / 'soseska.db'}"
    assert (settings.port, settings.https) == (8000, False)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "soseska.toml").write_text('port = 9000\nhttps = true\ndata = "elsewhere"\n')
    settings = read(tmp_path, SOSESKA_PORT="9001")
    assert (settings.port, settings.https, settings.data) == (9001, True, tmp_path / "elsewhere")


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first = settings_from_environment({}, tmp_path)
    assert settings_from_environment({}, tmp_path).secret_key == first.secret_key
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    settings_from_environment({}, tmp_path)
    (tmp_path / "data" / "secret_key").chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        settings_from_environment({}, tmp_path)


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    settings_from_environment({}, tmp_path)
    (tmp_path / "data" / "secret_key").write_bytes(b"\xff\xfe" * 40)
    with pytest.raises(BadSettings, match="secret_key"):
        settings_from_environment({}, tmp_path)


@pytest.mark.parametrize("data", ["taken", "taken/data"])
def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, data: str) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BadSettings, match="taken"):
        settings_from_environment({"SOSESKA_DATA": data}, tmp_path)


def test_a_database_that_everybody_can_read_is_refused_unless_its_folder_is_closed(tmp_path: Path) -> None:
    settings = read(tmp_path)
    settings.data.mkdir()
    settings.data.chmod(0o755)
    database = settings.data / "soseska.db"
    database.touch()
    database.chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        read(tmp_path)
    settings.data.chmod(0o700)
    assert read(tmp_path) == settings


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_every_spelling_of_a_postgres_address_means_the_same(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, SOSESKA_DATABASE=url).database == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"SOSESKA_PORT": "http"}, "SOSESKA_PORT"),
        ({"SOSESKA_PORT": "70000"}, "SOSESKA_PORT"),
        ({"SOSESKA_PORT": "٨٠"}, "SOSESKA_PORT"),
        ({"SOSESKA_HTTPS": "maybe"}, "SOSESKA_HTTPS"),
        ({"SOSESKA_DATABASE": "mysql://somewhere"}, "SOSESKA_DATABASE"),
        ({"SOSESKA_DATABASE": "postgresql://[::1/x"}, "SOSESKA_DATABASE"),
        ({"SOSESKA_DATABASE": "sqlite:///"}, "SOSESKA_DATABASE"),
        ({"SOSESKA_DATABASE": "sqlite:///:memory:"}, "SOSESKA_DATABASE"),
        ({"SOSESKA_SECRET_KEY": "short"}, "SOSESKA_SECRET_KEY"),
    ],
)
def test_nonsense_is_refused_by_the_name_of_the_setting(tmp_path: Path, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSettings, match=sentence):
        read(tmp_path, **environ)


@pytest.mark.parametrize(
    ("text", "sentence"), [("prot = 1\n", "Write port"), ("port = \n", "soseska"), ("x = 1\n", "»x«")]
)
def test_a_bad_file_is_named_with_what_to_do(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "soseska.toml").write_text(text)
    with use_language("en"), pytest.raises(BadSettings, match=sentence):
        read(tmp_path)


@pytest.mark.parametrize("given", ["https://soseska.example.org", "https://soseska.example.org/"])
def test_the_address_that_people_know_ends_with_a_slash(tmp_path: Path, given: str) -> None:
    assert read(tmp_path, SOSESKA_ADDRESS=given).address == "https://soseska.example.org/"
    assert read(tmp_path).address == ""


@pytest.mark.parametrize("given", ["soseska.example.org", "https://x/path", "javascript:x", "https://a@b", "https://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(BadSettings, match="SOSESKA_ADDRESS"):
        read(tmp_path, SOSESKA_ADDRESS=given)


def test_r14_earlier_keys_are_read_from_their_file_or_the_environment(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    kept = tmp_path / "data" / "earlier_keys"
    kept.write_text("one earlier key\n\n another \n")
    kept.chmod(0o600)
    assert settings_from_environment({}, tmp_path).earlier_keys == ("one earlier key", "another")
    kept.chmod(0o644)
    with pytest.raises(BadSettings, match="earlier_keys"):
        settings_from_environment({}, tmp_path)
    told = {"SOSESKA_EARLIER_KEYS": "from the environment"}
    assert settings_from_environment(told, tmp_path).earlier_keys == ("from the environment",)
