"""`soseska paper`: a questionnaire as a form to fill in by hand, to look at or as numbered sheets of a round."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.i18n import gettext as _
from survey.i18n import join_list, number, reviewed

if TYPE_CHECKING:
    from survey.paper.page import About, One
    from survey.questionnaire.model import Questionnaire

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("source", metavar="FILE_OR_ROUND")
@click.option("--language", default="", help="One of the questionnaire's languages; else its first.")
@click.option("--large", is_flag=True, help="Letters of 18 points.")
@click.option("--copies", default=1, help="How many numbered sheets of a round.")
@click.option("--district", "place", default="", help="The code of the district that the sheets of a round are for.")
@click.option("--return-to", default="", help="Where people hand the sheets in; printed on them.")
@click.option("--address", default="", help="The address of the server, printed beside the code to keep.")
@click.option("--out", "folder", type=FOLDER, default=Path(), help="The folder to write into; else this one.")
def paper(
    source: str, language: str, large: bool, copies: int, place: str, return_to: str, address: str, folder: Path
) -> None:
    """Print a questionnaire: a file as a form to look at, a round as numbered sheets with codes to keep."""
    if Path(source).is_file():
        of, sheets = _specimen(Path(source), language, large)
    else:
        of, sheets = _batch(source, language, large, copies, place, return_to, address)
    for path in _written(of, sheets, folder):
        click.echo(path)


def _specimen(file: Path, language: str, large: bool) -> "tuple[About, Sequence[One]]":
    """A form without a number; nothing is kept of it."""
    from survey.cli import Told
    from survey.paper.gather import specimen
    from survey.paper.page import About
    from survey.questionnaire.answers import Context
    from survey.questionnaire.load import Faulty, load

    try:
        asked = load(file)
    except Faulty as faulty:
        raise Told("\n".join(map(str, faulty.faults))) from faulty
    context = Context(minimum_age=asked.minimum_age)
    return About(asked, context, _spoken(asked, language), large=large), specimen()


def _spoken(asked: "Questionnaire", language: str) -> str:
    from survey.cli import Told

    known = [code for code in asked.languages if reviewed(code)]
    if language and language not in known:
        raise Told(_("The questionnaire does not speak »%(language)s« on paper; it speaks: %(names)s.",
                     language=language, names=join_list(known)))  # fmt: skip
    return language or known[0]


def _batch(
    slug: str, language: str, large: bool, copies: int, place: str, return_to: str, address: str
) -> "tuple[About, Sequence[One]]":
    """Sheets of a round, which have their numbers from now on and stand in its list."""
    from survey.cli import Told, opened
    from survey.config import settings_from_environment
    from survey.paper import gather
    from survey.store import sheets
    from survey.store.districts import district
    from survey.store.rounds import current_version, questionnaire, round_by_slug

    if not 0 < copies <= sheets.MOST_COPIES:
        raise Told(_("Write how many sheets, from 1 to %(most)s.", most=number(sheets.MOST_COPIES)))
    store = opened(settings_from_environment())
    with store.write() as session:
        asked = round_by_slug(session, slug)
        if asked is None or asked.state != "open":
            raise Told(_("There is neither a file nor an open round »%(name)s«.", name=slug))
        where = district(session, asked.assessment_id, place) if place else None
        if place and where is None:
            raise Told(_("There is no district »%(code)s«.", code=place))
        spoken = _spoken(questionnaire(session, current_version(session, asked)), language)
        batch = sheets.make_batch(
            session, asked, language=spoken, copies=copies, by=None, district=where, large=large, return_to=return_to
        )
        root = f"{address.rstrip('/')}/" if address else ""
        return gather.about(session, batch, root), gather.copies(store, session, batch)


def _written(of: "About", sheets: "Sequence[One]", folder: Path) -> list[Path]:
    """A PDF where one can be made, else a page to print; several PDFs where there are many sheets."""
    from survey.paper.page import html, look
    from survey.paper.pages_css import embedded, rules
    from survey.paper.parts import in_parts
    from survey.report.write import NotInstalled

    try:
        return [_kept(folder, name, content) for name, content in in_parts(of, sheets)]
    except NotInstalled as lacking:
        click.echo(str(lacking), err=True)
    css = look() + "".join(rules(of, one, embedded(of, one), counted=len(sheets) == 1) for one in sheets if one.serial)
    return [_kept(folder, f"{of.asked.id}-{of.language}.html", html(of, sheets, css=css).encode())]


def _kept(folder: Path, name: str, content: bytes) -> Path:
    """Only we may read it, since the codes of people's strips stand in it."""
    import os

    from survey.cli import Told

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as fault:
        said = _("%(path)s cannot be written: %(fault)s.", path=folder / name, fault=fault.strerror)
        raise Told(said) from fault
    return folder / name
