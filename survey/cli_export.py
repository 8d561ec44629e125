"""`soseska export`: the figures of a round as files, and for who keeps the data the answers themselves."""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from survey.i18n import LANGUAGES, ngettext, use_language
from survey.i18n import gettext as _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from survey.export.formats import Format
    from survey.export.taken import Whole
    from survey.store.accounts import User
    from survey.store.base import Store
    from survey.store.rounds import Round

FOLDER = click.Path(file_okay=False, path_type=Path)
ANSWERS = "answers"


def _formats(_context: click.Context, _parameter: click.Parameter, given: str) -> "list[Format]":
    """The formats that were named, each once."""
    from survey.export.formats import formats

    names = [name.strip().lower() for name in given.split(",") if name.strip()]
    unknown = [name for name in names if name not in formats()]
    if unknown or not names:
        word, known = ", ".join(unknown) or given, ", ".join(formats())
        raise click.BadParameter(_("»%(word)s« is not known; there are: %(names)s", word=word, names=known))
    return [formats()[name] for name in dict.fromkeys(names)]


@click.command()
@click.option("--round", "slug", required=True, help="The round whose figures are taken.")
@click.option("--format", "wanted", callback=_formats, default="csv", show_default=True,
              help="csv, xlsx, json, sav, parquet; several with commas between.")  # fmt: skip
@click.option("--out", "folder", type=FOLDER, required=True, help="The folder to write into; made where there is none.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of labels and notes; else that of the terminal.")
@click.option("--answers", is_flag=True, help="Also one row for each person; needs --by and --reason.")
@click.option("--by", default="", help="The account that keeps the data of the whole town; kept in the record.")
@click.option("--reason", default="", help="What the answers are needed for; kept in the record.")
def export(
    slug: str, wanted: "list[Format]", folder: Path, language: str | None, answers: bool, by: str, reason: str
) -> None:
    """Write figures and codebook as files, with a manifest of their hashes."""
    from survey.cli import Told, language_of_terminal, opened
    from survey.config import settings_from_environment
    from survey.export.formats import ExtraMissing, TooLong

    _refuse_lacking(wanted)
    if answers and not (by and reason.strip()):
        raise Told(_("Say with --by who takes the answers and with --reason what for; both are kept in the record."))
    store = opened(settings_from_environment())
    try:
        with use_language(language or language_of_terminal()) as spoken:
            _export(store, slug, wanted, folder, spoken, _Asked(by, reason.strip()) if answers else None)
    except TooLong as fault:
        said = _(
            "There are more answers than this kind of file can hold (%(num)s). Choose another one.", num=fault.most
        )
        raise Told(said) from fault
    except ExtraMissing as fault:
        raise Told(install(fault.extra, fault.extra)) from fault
    except OSError as fault:
        said = _("%(path)s cannot be written: %(fault)s.", path=folder, fault=fault.strerror)
        raise Told(said) from fault


class _Asked:
    """Who takes the answers, and what for."""

    def __init__(self, by: str, reason: str) -> None:
        self.by, self.reason = by, reason


def _refuse_lacking(wanted: "list[Format]") -> None:
    """Say every missing extra before anything is written."""
    from survey.cli import Told

    lacking = [install(one.name, one.extra) for one in wanted if not one.ready]
    if lacking:
        raise Told("\n".join(lacking))


def install(name: str, extra: str) -> str:
    """The line that brings what a format needs."""
    return _("%(format)s needs one more package: pip install 'soseska[%(extra)s]'", format=name, extra=extra)


def _export(
    store: "Store", slug: str, wanted: "list[Format]", folder: Path, language: str, asked: _Asked | None
) -> None:
    """Write everything beside, then move it into the folder, so that nothing half lies there."""
    _renew(store, slug)
    if asked:
        _permit(store, slug, asked)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".soseska-", dir=folder) as scratch:
        with store.read() as session:
            whole = _whole(session, _round(session, slug), language)
            _write(session, whole, wanted, Path(scratch), answers=asked is not None)
        paths = _move(Path(scratch), folder)
    for path in paths:
        click.echo(path)
    click.echo(ngettext("%(num)s file was written.", "%(num)s files were written.", len(paths)))


def _round(session: "Session", slug: str) -> "Round":
    from survey.cli import Told
    from survey.store.rounds import round_by_slug

    found = round_by_slug(session, slug)
    if found is None or found.state == "draft":
        raise Told(_("There is no round »%(slug)s«.", slug=slug))
    return found


def _renew(store: "Store", slug: str) -> None:
    """Count what nobody has counted yet; where the worker runs, there is nothing to do."""
    from survey.store.snapshots import latest_of_round
    from survey.worker import run_once

    with store.read() as session:
        counted = latest_of_round(session, _round(session, slug), "live")
    if not counted:
        run_once(store)


def _whole(session: "Session", round_: "Round", language: str) -> "Whole":
    """The figures of every district: whoever has the database has them all."""
    from survey.export.taken import take
    from survey.store.districts import Assessment, districts

    return take(session, round_, districts(session, session.get_one(Assessment, round_.assessment_id)), language)


def _permit(store: "Store", slug: str, asked: _Asked) -> None:
    """Only who keeps the data of the whole town takes answers, and the record says so before anything is written."""
    from survey.cli import Told
    from survey.store.accounts import may_whole_town
    from survey.store.audit import record
    from survey.store.districts import Assessment

    with store.write() as session:
        round_ = _round(session, slug)
        somebody = _user(session, asked.by)
        town = session.get_one(Assessment, round_.assessment_id)
        if not may_whole_town(session, somebody.id, "data_keeper", town):
            said = _("%(name)s does not keep the data of the whole town. Give the role with: soseska user add %(name)s "
                     "--role data_keeper", name=asked.by)  # fmt: skip
            raise Told(said)
        record(session, somebody.id, f"answers taken on the command line: {slug}; {asked.reason}"[:300])


def _user(session: "Session", name: str) -> "User":
    from survey.cli import Told
    from survey.store.accounts import user_named

    found = user_named(session, name)
    if found is None:
        raise Told(_("There is no account »%(name)s«.", name=name))
    return found


def _write(session: "Session", whole: "Whole", wanted: "list[Format]", folder: Path, *, answers: bool) -> None:
    """Figures and codebook in every format that was named; the answers in a folder of their own."""
    from survey.export.codebook import codebook_table
    from survey.export.parcel import put, read_me, write_manifest
    from survey.export.results import cite, notes, results, results_book
    from survey.export.table import Book
    from survey.store.rounds import current_version, questionnaire

    version = current_version(session, whole.round)
    codebook = codebook_table(questionnaire(session, version), whole.language)
    for format_ in wanted:
        put(folder, results_book(session, whole), format_)
        put(folder, Book(codebook, whole.language, cite(whole)), format_)
    read_me(folder, notes(whole), results(whole).columns)
    if answers:
        _write_answers(session, whole, wanted, folder / ANSWERS)
    about = {"round": whole.round.slug, "kind": "results", "language": whole.language, "questionnaire": version}
    cited = " ".join(said for _heading, said in cite(whole)[:2])
    write_manifest(folder, {**about, "snapshots": whole.snapshots, "cite": cited})


def _write_answers(session: "Session", whole: "Whole", wanted: "list[Format]", folder: Path) -> None:
    from survey.export.answers import put_answers
    from survey.store.responses import answers_of_place

    folder.mkdir(mode=0o700)
    salt, people = secrets.token_hex(16), answers_of_place(session, whole.round)
    for format_ in wanted:
        put_answers(session, whole, format_, folder, salt, _progress(people, format_.name))
    for path in folder.iterdir():
        path.chmod(0o600)


def _progress(people: int, name: str) -> Callable[[int], None]:
    """How far it is, only where somebody looks."""
    shown = sys.stderr.isatty()

    def step(done: int) -> None:
        if shown:
            click.echo(f"\r{name}: {done}/{people}", nl=done >= people, err=True)

    return step


def _move(scratch: Path, folder: Path) -> list[Path]:
    """Put every file in its place, the manifest last: what it lists is there."""
    from survey.export.parcel import MANIFEST

    found = sorted(path for path in scratch.rglob("*") if path.is_file())
    moved = []
    for path in sorted(found, key=lambda one: (one.name == MANIFEST, one)):
        place = folder / path.relative_to(scratch)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        path.replace(place)
        moved.append(place)
    return moved
