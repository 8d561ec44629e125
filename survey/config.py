"""One frozen settings object, read once at the start; whoever starts with nonsense is told in a sentence."""

import os
import re
import secrets
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from survey.i18n import gettext as _

_NAMES = ("database", "data", "secret_key", "earlier_keys", "port", "https", "address", "hall")
_YES = ("1", "true", "yes", "on")
_NO = ("", "0", "false", "no", "off")
_SHORTEST_KEY = 32


class BadSettings(Exception):
    """The settings cannot be used; the message says which one and how to mend it."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations."""

    database: str
    data: Path
    secret_key: str
    port: int = 8000
    https: bool = False
    address: str = ""
    """Under which address people reach it, with a slash at its end; empty: whatever their browsers say."""
    earlier_keys: tuple[str, ...] = ()
    """Keys that were in use before: what was sealed with one of them is still read."""
    hall: bool = False
    """Whether this is a laptop in a hall, with one workshop in it and no other page."""


def settings_from_environment(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The environment wins over soseska.toml, and that over the defaults, so that a container needs no file."""
    folder = folder or Path.cwd()
    given = _from_file(folder / "soseska.toml") | _from_environment(os.environ if environ is None else environ)
    data = (folder / given.get("data", "data")).resolve()
    return Settings(
        database=_database(given.get("database", ""), data),
        data=data,
        secret_key=_secret_key(given.get("secret_key"), data),
        port=_port(given.get("port", "8000")),
        https=_yes_or_no(given.get("https", ""), "SOSESKA_HTTPS"),
        address=_address(given.get("address", "")),
        earlier_keys=_earlier_keys(given.get("earlier_keys"), data),
        hall=_yes_or_no(given.get("hall", ""), "SOSESKA_HALL"),
    )


def settings_of_hall(folder: Path, port: int) -> Settings:
    """The settings of a laptop in a hall, whatever is set on it otherwise."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return settings_from_environment(_environ_of_hall(folder, port), folder)


def be_a_hall(folder: Path, port: int) -> None:
    """Let the processes that are started from here read the settings of the hall, too, and no others."""
    for name in _NAMES:
        os.environ.pop(f"SOSESKA_{name.upper()}", None)
    os.chdir(folder)  # another soseska.toml must not speak of this one
    os.environ.update(_environ_of_hall(folder, port))


def _environ_of_hall(folder: Path, port: int) -> dict[str, str]:
    return {"SOSESKA_DATA": str(folder), "SOSESKA_PORT": str(port), "SOSESKA_HALL": "1"}


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    keys = {f"SOSESKA_{name.upper()}": name for name in _NAMES}
    return {name: environ[key].strip() for key, name in keys.items() if environ.get(key, "").strip()}


def _from_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadSettings(
            _("%(file)s cannot be read: %(fault)s. Mend that line or remove the file.", file=path.name, fault=fault)
        ) from fault
    for key in found:
        if key not in _NAMES:
            names = ", ".join(get_close_matches(key, _NAMES, n=1) or _NAMES)
            sentence = _(
                "%(file)s has an unknown setting »%(key)s«. Write %(names)s.", file=path.name, key=key, names=names
            )
            raise BadSettings(sentence)
    return {key: str(value).strip() for key, value in found.items()}


def _database(url: str, data: Path) -> str:
    if not url:
        return _sqlite(f"sqlite:///{data / 'soseska.db'}")
    if url.startswith("sqlite:///"):
        return _sqlite(url)
    if re.match(r"postgres(ql)?(\+psycopg)?://", url):
        return _postgres(re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url))
    raise BadSettings(_("SOSESKA_DATABASE must begin with sqlite:/// or postgresql://. Leave it out to use SQLite."))


def _sqlite(url: str) -> str:
    if url.removeprefix("sqlite:///") in ("", ":memory:"):
        raise BadSettings(_("SOSESKA_DATABASE names no file. Write sqlite:/// and the path of one, or leave it out."))
    _refuse_open_file(Path(url.removeprefix("sqlite:///")))
    return url


def _postgres(url: str) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        make_url(url)
    except (ArgumentError, ValueError) as fault:
        # Not quoted: a password may stand in it.
        sentence = _("SOSESKA_DATABASE is no address. Write it like postgresql://user:password@host/database.")
        raise BadSettings(sentence) from fault
    return url


def _refuse_open_file(database: Path) -> None:
    """A copy that was brought back from elsewhere may have become readable for everybody."""
    try:
        readable = database.stat().st_mode & 0o004 and database.parent.stat().st_mode & 0o001
    except OSError:
        return  # there is none yet, or opening it will say what is wrong
    if readable:
        sentence = _("Others on this computer can read %(path)s. Close it with: chmod 600 %(path)s", path=database)
        raise BadSettings(sentence)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise BadSettings(_("SOSESKA_PORT is »%(text)s«. Give a number from 1 to 65535.", text=text))


def _yes_or_no(text: str, setting: str) -> bool:
    if text.lower() in _YES + _NO:
        return text.lower() in _YES
    raise BadSettings(_("%(setting)s is »%(text)s«. Write 1 for yes or 0 for no.", setting=setting, text=text))


def _address(text: str) -> str:
    """Only where the site is: everything behind it belongs to our pages."""
    if not text:
        return ""
    if re.fullmatch(r"https?://[A-Za-z0-9.-]{1,253}(:\d{1,5})?/?", text):
        return text.rstrip("/") + "/"
    raise BadSettings(_("SOSESKA_ADDRESS is »%(text)s«. Write it like https://soseska.example.org.", text=text))


def _secret_key(given: str | None, data: Path) -> str:
    key = given if given is not None else _kept_key(data)
    if len(key) < _SHORTEST_KEY:
        sentence = _(
            "SOSESKA_SECRET_KEY is too short. Give %(least)s characters or more that nobody can guess.",
            least=_SHORTEST_KEY,
        )
        raise BadSettings(sentence)
    return key


def _earlier_keys(given: str | None, data: Path) -> tuple[str, ...]:
    """One on each line; a key is changed by moving the old one here, never by throwing it away."""
    path = data / "earlier_keys"
    if given is None and not path.exists():
        return ()
    lines = (_read_key(path) if given is None else given).splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _kept_key(data: Path) -> str:
    """Made on first use and kept beside the data: without it no receipt and no sealed text can be read again."""
    path = data / "secret_key"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make_key(path)
        return _read_key(path)
    except OSError as fault:
        sentence = _("The data folder %(path)s cannot be used: %(fault)s.", path=data, fault=fault.strerror)
        raise BadSettings(sentence) from fault


def _make_key(path: Path) -> None:
    """Complete before it gets its name, so that a process starting beside us never reads half a key."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)


def _read_key(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise BadSettings(_("Others on this computer can read %(path)s. Close it with: chmod 600 %(path)s", path=path))
    try:
        return path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError as fault:
        raise BadSettings(_("%(path)s holds no key. Bring it back from a backup.", path=path)) from fault
