"""Letters with codes: the same articles on the page to print from and in the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.paper.gather import CODE
from survey.paper.page import LOOK, environment
from survey.paper.pdf import Step
from survey.qr import qr
from survey.report.write.pdf import joined, laid_out
from survey.store.access_codes import Letter, LetterBatch
from survey.store.districts import Assessment, Municipality
from survey.store.rounds import Round

RULES = ("letters.css", "letters_alone.css")
"""How letters look, and what they need where no other rules are."""

TOGETHER = 50
"""Letters in one PDF; more are several in a zip."""

AT_ONCE = 10
"""Letters that are set together, so that somebody hears how far it is."""


@dataclass(frozen=True)
class Sender:
    """What all letters of a batch say alike; `address` is where codes are typed in."""

    language: str
    town: str
    age: int
    closes: date | None
    phone: str
    address: str


def sender(session: Session, batch: LetterBatch, root: str) -> Sender:
    """Who writes to whom; `root` is the address of the server."""
    round_ = session.get_one(Round, batch.round_id)
    assessment = session.get_one(Assessment, round_.assessment_id)
    town = session.get_one(Municipality, assessment.municipality_id).name
    age, phone = assessment.minimum_age, assessment.help_phone
    return Sender(batch.language, town, age, round_.closes, phone, f"{root}{CODE}")


def articles(about: Sender, letters: Sequence[Letter], top: str = "h2") -> Markup:
    """The letters, each an article with four strips to tear off, in their own language; `top` is their heading."""
    drawn = [(one.number, [(code, _picture(about, code)) for code in one.codes]) for one in letters]
    with i18n.use_language(about.language):
        page = environment().get_template("letters.html").render(about=about, letters=drawn, top=top)
        return Markup(page)  # noqa: S704 - our own template


def _picture(about: Sender, code: str) -> Markup:
    """What stands after # stays in the browser: no server is told."""
    return qr(f"{about.address}#{code.replace(' ', '')}")


def in_parts(about: Sender, letters: Sequence[Letter], step: Step) -> Iterator[tuple[str, bytes]]:
    """Each PDF with its name; `step` hears how many letters are done."""
    for start in range(0, len(letters), TOGETHER):
        part, documents = letters[start : start + TOGETHER], []
        for at in range(0, len(part), AT_ONCE):
            documents.append(laid_out(_alone(about, part[at : at + AT_ONCE])))
            step(min(start + at + AT_ONCE, len(letters)))
        yield f"letters-{part[0].number}-{part[-1].number}.pdf", joined(documents)


def _alone(about: Sender, letters: Sequence[Letter]) -> str:
    """Letters as a page that fetches nothing."""
    with i18n.use_language(about.language):
        return environment().get_template("letters_page.html").render(
            language=i18n.interface(), direction=i18n.direction(), css=_look(), title=_("Letters with codes"),
            letters=articles(about, letters, top="h1"),
        )  # fmt: skip


@cache
def _look() -> Markup:
    rules = (LOOK.with_name(name).read_text(encoding="utf-8") for name in RULES)
    return Markup("".join(rules))  # noqa: S704 - our own rules
