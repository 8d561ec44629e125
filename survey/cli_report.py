"""`soseska report`: the finished report of a district or of a round, as files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.i18n import LANGUAGES, join_list
from survey.i18n import gettext as _
from survey.report.choices import FORMATS, ROUND, Choices

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from survey.store.rounds import Round
    from survey.worker.report import Written

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--round", "slug", required=True, help="The round, as in its address.")
@click.option("--district", "code", default="", help="One district; else every district of the round.")
@click.option("--language", "languages", default="sl", show_default=True, help="sl, hr, en, or several: sl,en.")
@click.option("--format", "formats", default="html", show_default=True, help="html, pdf, docx, or several: html,pdf.")
@click.option("--out", "folder", type=FOLDER, required=True, help="The folder for the files; made where there is none.")
def report(slug: str, code: str, languages: str, formats: str, folder: Path) -> None:
    """Write the report of a district or of a whole round, ready to print and to hand on."""
    from survey.cli import Told, opened
    from survey.config import settings_from_environment
    from survey.report.source import NoFigures
    from survey.worker import run_once
    from survey.worker.report import gather, written

    choices = Choices(languages=_chosen(languages, LANGUAGES), formats=_chosen(formats, FORMATS))
    store = opened(settings_from_environment())
    with store.read() as session:
        _known(session, slug, code)
    run_once(store)
    with store.read() as session:
        try:
            found = gather(session, _known(session, slug, code), code or ROUND, choices)
        except NoFigures as fault:
            raise Told(_("There are no figures for a report yet.")) from fault
    missing = []
    for one in written(found):
        if one.why:
            missing.append(one.why)
        else:
            click.echo(_kept(folder, f"report-{slug}-{code or 'round'}-{one.language}.{one.form}", one))
    if missing:
        raise Told("\n".join(dict.fromkeys(missing)))


def _chosen(typed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What was typed, in our order; a word that is none of them is named."""
    from survey.cli import Told

    words = [word.strip() for word in typed.split(",") if word.strip()]
    odd = [word for word in words if word not in known]
    if odd or not words:
        raise Told(_("»%(word)s« is not one of %(names)s.", word=", ".join(odd), names=join_list(known)))
    return tuple(word for word in known if word in words)


def _known(session: "Session", slug: str, code: str) -> "Round":
    from survey.cli import Told
    from survey.store.districts import district
    from survey.store.rounds import round_by_slug

    asked = round_by_slug(session, slug)
    if asked is None or asked.state == "draft":
        raise Told(_("There is no round »%(slug)s«.", slug=slug))
    if code and district(session, asked.assessment_id, code) is None:
        raise Told(_("There is no district »%(code)s«.", code=code))
    return asked


def _kept(folder: Path, name: str, one: "Written") -> str:
    """Write a file that only we may read, since it says more than the public may know."""
    from survey.cli import Told

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(one.content)
    except OSError as fault:
        said = _("%(path)s cannot be written: %(fault)s.", path=folder / name, fault=fault.strerror)
        raise Told(said) from fault
    return str(folder / name)
