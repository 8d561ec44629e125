"""A sheet as a page of its own: the same one on the screen, from the printer and in the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from survey import i18n
from survey.i18n import gettext as _
from survey.paper.drawn import Drawn, drawn
from survey.paper.items import Item, Part, parts
from survey.qr import qr
from survey.questionnaire.context import Context
from survey.questionnaire.model import Questionnaire
from survey.spoken import lang
from survey.store.serials import spaced
from survey.store.sheets import qr_text

FOLDER = Path(__file__).resolve().parent / "templates"
LOOK = FOLDER.parent.parent / "web" / "static" / "sheet.css"


@dataclass(frozen=True)
class About:
    """What all sheets of a batch have in common; empty where nobody has said it."""

    asked: Questionnaire
    context: Context
    language: str
    version: str = ""
    town: str = ""
    name: str = ""
    phone: str = ""
    return_to: str = ""
    closes: date | None = None
    address: str = ""
    """Where answers are looked at, changed and taken back by their code."""
    large: bool = False


@dataclass(frozen=True)
class One:
    """One sheet: its number, which order it has, and the code of its strip; a specimen has neither."""

    serial: str = ""
    order: int = 1
    code: str = ""


@dataclass(frozen=True)
class Section:
    """One section with each question and how it is set."""

    title: str
    hint: str
    skip: str
    items: tuple[tuple[Item, Drawn], ...]


@dataclass(frozen=True)
class Copy:
    """One sheet in words, as the template prints it."""

    serial: str
    number: str
    code: str
    qr: Markup
    title: str
    town: str
    name: str
    phone: str
    where: str
    until: str
    keep: str
    parts: tuple[Section, ...]


@dataclass(frozen=True)
class Look:
    """Letters of 18 points or not; `css` for a program that fetches nothing."""

    large: bool = False
    css: Markup | str = ""


def html(
    about: About, sheets: Sequence[One], *, styles: Sequence[str] = (), css: str = "", bar: Markup | str = ""
) -> str:
    """The page with these sheets, in the language of the batch.

    `styles` are the addresses of stylesheets, `css` rules that stand in the page; `bar` is only seen on a screen.
    """
    with i18n.use_language(about.language):
        copies = [_copy(about, one) for one in sheets]
        return environment().get_template("sheet.html").render(
            copies=copies, title=_title(about, sheets), language=i18n.interface(), direction=i18n.direction(),
            styles=styles, look=Look(about.large, Markup(css)), bar=bar,  # noqa: S704 - our own rules
        )  # fmt: skip


def _title(about: About, sheets: Sequence[One]) -> str:
    title = i18n.text(about.asked.title)
    named = [spaced(one.serial) for one in sheets if one.serial]
    if not named:
        return title
    return f"{title} – {named[0]}" if len(named) == 1 else f"{title} – {named[0]} … {named[-1]}"


@cache
def environment() -> Environment:
    """Where everything on paper is drawn."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(_=i18n.gettext, ngettext=i18n.ngettext)
    made.filters.update(lang=lang, number=i18n.number, dated=_dated)
    return made


def _dated(day: date) -> str:
    """A day at the end of a sentence, which has a full stop of its own."""
    return i18n.dated(day).rstrip(".")


@cache
def look() -> str:
    """The rules of every sheet."""
    return LOOK.read_text(encoding="utf-8")


def _copy(about: About, one: One) -> Copy:
    return Copy(
        serial=one.serial,
        number=spaced(one.serial),
        code=one.code,
        qr=qr(qr_text(one.serial, about.version, about.language)) if one.serial else Markup(""),
        title=i18n.worded(about.asked.title),
        town=about.town,
        name=about.name,
        phone=about.phone,
        where=_where(about),
        until=_("Please by %(day)s.", day=_dated(about.closes)) if about.closes else "",
        keep=_keep(about),
        parts=tuple(_section(part, about) for part in parts(about.asked, about.context, one.order)),
    )


def _section(part: Part, about: About) -> Section:
    items = tuple((item, drawn(item, about.context, large=about.large)) for item in part.items)
    return Section(part.title, part.hint, part.skip, items)


def _where(about: About) -> str:
    if about.return_to:
        return _("Hand the sheet in here: %(place)s", place=about.return_to)
    return _("Give the sheet back to whoever gave it to you.")


def _keep(about: About) -> str:
    """What the code is good for; it works from the day on which the sheet has been typed in."""
    said = [
        _(
            "Once your sheet has been typed in, you can look at your answers with this code, change them while the "
            "survey runs, and take them back whenever you like."
        )
    ]
    if about.address:
        said.append(_("On the web: %(address)s", address=about.address))
    if about.phone:
        said.append(_("By phone: %(phone)s", phone=about.phone))
    return " ".join(said)


def foot(about: About, one: One) -> str:
    """What stands on every page of a sheet: number, version, language, the same as in its code."""
    return " · ".join((spaced(one.serial), about.version[:8], about.language.upper()))
