"""A laptop as the server of one hall: the file that sets it up, its running, and the file that it hands on."""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey.config import Settings, be_a_hall, settings_from_environment, settings_of_hall
from survey.i18n import full_date, ngettext, text
from survey.i18n import gettext as _

if TYPE_CHECKING:
    from survey.store.base import Store

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
PORT = 8080
EVERYWHERE = "0.0.0.0"  # noqa: S104 - tablets and phones of the hall have to reach it


@click.command("hall-file")
@click.argument("workshop")
def hall_file(workshop: str) -> None:
    """Write the file with which a laptop serves one workshop, named by its key: soseska hall-file KEY > FILE."""
    from survey.cli import Told, opened
    from survey.store import hall_files
    from survey.store.workshops import Workshop

    with opened(settings_from_environment()).write() as session:
        found = session.get(Workshop, _key(workshop))
        if found is None or found.state == "deleted":
            raise Told(
                _(
                    "There is no workshop »%(key)s«. Its key stands at the end of the address of its page.",
                    key=workshop[:60],
                )
            )
        content = hall_files.hall_file(session, None, found)
    click.echo(content)


def _key(said: str) -> uuid.UUID:
    """The key of a workshop, also where somebody took the whole address of its page."""
    try:
        return uuid.UUID(said.rstrip("/").rpartition("/")[2])
    except ValueError:
        return uuid.UUID(int=0)  # nothing is ever called so


@click.command("hall-out")
@click.argument("file", type=FILE)
def hall_out(file: Path) -> None:
    """Write what the hall of a file has taken, for the main server: soseska hall-out FILE > EVENING."""
    from survey.cli import Told

    folder = _folder(file, _said(file))
    if not (folder / "soseska.db").exists():
        raise Told(_("No evening was held with this file here. Start it with: soseska run --hall %(file)s", file=file))
    click.echo(_evening(settings_of_hall(folder, PORT)))


def _said(file: Path) -> dict[str, Any]:
    from survey.store.hall_load import read

    return read(file.read_bytes())


def _folder(file: Path, said: dict[str, Any]) -> Path:
    """Beside the file, by the workshop: a later file of the same evening finds what is there already."""
    return file.resolve().parent / f"hall-{uuid.UUID(said['workshop']['id'])}"


def _evening(settings: Settings) -> bytes:
    from survey.cli import opened
    from survey.store import hall_out

    with opened(settings).read() as session:
        return hall_out.hall_out(session)


def run_hall(file: Path, port: int | None, workers: int | None) -> None:
    """Serve the workshop of a file to the hall until somebody stops it; then write the evening beside the file."""
    from survey.serve import _refuse_taken_port, serve

    said, chosen = _said(file), port or PORT
    _refuse_taken_port(EVERYWHERE, chosen)  # before the one that runs already loses its password
    kept = file.resolve().with_name(f"{file.stem}-evening.json")
    folder = _folder(file, said)
    settings = settings_of_hall(folder, chosen)
    lines = [*_opened(settings, said), *_where(chosen), *_next_steps()]
    be_a_hall(folder, chosen)
    serve(settings, EVERYWHERE, chosen, workers or 0, lambda: click.echo("\n".join(lines)), drawing=False)
    _save(kept, _evening(settings))
    click.echo(_("The evening is saved: %(file)s", file=kept))
    click.echo(_("Take this file to the main server, on a stick or by mail, and bring it in there."))


def _opened(settings: Settings, said: dict[str, Any]) -> list[str]:
    """Set the database up where there is none yet, and say what it holds and who may log in."""
    from survey.cli import opened
    from survey.store import hall_load
    from survey.store.hall_records import number_to_pass_on

    store = _fresh(opened(settings), settings, said)
    with store.write() as session:
        new = hall_load.load(session, said)
        password = hall_load.password_of(session)
        number = number_to_pass_on(session)
    store.close()
    lines = [_what(said), *_clock(said)]
    if not new:
        lines.append(ngettext("It goes on with %(num)s entry.", "It goes on with %(num)s entries.", number))
    account = _("Name: %(name)s   Password: %(password)s", name=hall_load.ACCOUNT, password=password)
    return [*lines, account, _("The password is new at every start. Nobody outside this laptop knows it.")]


def _fresh(store: "Store", settings: Settings, said: dict[str, Any]) -> "Store":
    """A later file of the same evening replaces one from which nothing has come yet; otherwise the evening goes on."""
    from survey.cli import opened
    from survey.store import hall_load

    with store.read() as session:
        again = hall_load.replaced(session, said)
    if not again:
        return store
    store.close()
    for path in settings.data.glob("soseska.db*"):
        path.unlink()
    return opened(settings)


def _clock(said: dict[str, Any]) -> list[str]:
    """Said at once, while somebody can still set the clock; nothing depends on it."""
    from datetime import date

    from survey.clock import today

    day = date.fromisoformat(said["workshop"]["day"])
    if day == today():
        return []
    words = {"laptop": full_date(today()), "day": full_date(day)}
    return [_("The clock of this laptop says %(laptop)s; the workshop is on %(day)s. Nothing breaks by that.", **words)]


def _what(said: dict[str, Any]) -> str:
    from datetime import date

    evening, town = said["workshop"], said["town"]
    place = next((one["name"] for one in town["districts"] if one["code"] == evening["district"]), "")
    day = full_date(date.fromisoformat(evening["day"]))
    return _("This laptop serves one workshop: %(place)s, %(day)s.", place=text(place), day=day)


def _where(port: int) -> list[str]:
    """The addresses by which it is reached, in plain words."""
    from survey.addresses import own_addresses

    lines = [_("On this laptop: %(address)s", address=f"http://localhost:{port}/")]
    others = [f"http://{one}:{port}/" for one in own_addresses()]
    if not others:
        return [*lines, _("No network was found. Switch the hotspot on, then start this again.")]
    return [*lines, *(_("On tablets and phones in its network: %(address)s", address=one) for one in others)]


def _next_steps() -> list[str]:
    return [
        _("1. Open the first address on this laptop, log in, and press »Connect a tablet«."),
        _("2. On the tablet, open one of the addresses followed by tablet/, and type the code."),
        _("3. At the end press »Save the evening«. Stopping here with Ctrl+C saves it beside the file, too."),
    ]


def _save(path: Path, content: bytes) -> None:
    """Whole or not at all, so that a full stick leaves the file of before."""
    half = path.with_name(f"{path.name}.part")
    half.touch(mode=0o600)
    half.write_bytes(content)
    half.replace(path)
