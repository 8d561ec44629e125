"""From one page to the next: what a button does, given what was sent with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from survey import i18n
from survey.i18n import gettext as _
from survey.questionnaire.model import Section
from survey.web.resident.sitting import LATER, REVIEW, Sitting
from survey.web.resident.street import Address, Looked


@dataclass(frozen=True)
class Posted:
    """What a page sent: the button, the page it stood on, the questions it showed, and the fields."""

    go: str
    page: str
    shown: list[str]
    fields: Mapping[str, list[str]]
    address: Address = field(default_factory=Address)
    revision: int | None = None
    """How often the draft had been saved when the page was drawn."""

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> "Posted":
        """Read a form; a missing button means the key Enter, which goes on."""
        fields = {name: [_visible(value) for value in values] for name, values in form.lists() if name[:2] == "q_"}
        return cls(
            form.get("go", "next"),
            form.get("page", ""),
            form.getlist("shown"),
            fields,
            Address.of(form),
            form.get("revision", type=int),
        )

    def button(self) -> tuple[str, str]:
        """The verb of the button and what it points to: "edit:space" is ("edit", "space")."""
        verb, _colon, target = self.go.partition(":")
        return verb, target


def _visible(value: str) -> str:
    """NUL has no place in a page; what stands for it can be seen and mended."""
    return value.replace("\0", "\ufffd")


@dataclass(frozen=True)
class Screen:
    """What to show next."""

    sitting: Sitting
    page: str
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    notice: str = ""
    send: bool = False
    status: int = 200
    looked: Looked | None = None

    @property
    def undecided(self) -> bool:
        """Whether something else is saved for this page, and nobody has said yet which of the two counts."""
        return self.sitting.other is not None


def move(sitting: Sitting, posted: Posted) -> Screen:
    """What a button leads to; nothing is checked when somebody goes back or changes the language."""
    verb, target = posted.button()
    if sitting.other is not None:
        speak(target if verb == "lang" else "", sitting.languages)
        return Screen(sitting, posted.page, status=409)
    if verb == "lang":
        speak(target, sitting.languages)
    unchecked = {"lang": posted.page, "saved": posted.page, "later": LATER, "edit": target}
    if verb == "back":
        return Screen(sitting, sitting.before(posted.page))
    return Screen(sitting, unchecked[verb]) if verb in unchecked else forward(sitting, posted, verb)


def speak(language: str, offered: tuple[str, ...] = i18n.LANGUAGES) -> None:
    """What a language button does; a button of our pages names no other language than is offered there."""
    if language in offered:
        i18n.switch(language)


def forward(sitting: Sitting, posted: Posted, verb: str) -> Screen:
    """Go on or send: only when nothing on the way is wrong."""
    if posted.page != REVIEW:
        page = sitting.page(posted.page)
        stay = stop_at(sitting, page, posted)
        if stay or (name := sitting.after(page)) != REVIEW:
            return stay or Screen(sitting, name)
    faulty = sitting.first_fault()
    if faulty:
        return Screen(sitting, faulty.id, sitting.faults(faulty))
    wanted = verb == "send" and posted.page == REVIEW
    sitting = replace(sitting, reviewed=True)
    if wanted and posted.revision is not None and sitting.overtaken_since(posted.revision):
        return Screen(sitting, REVIEW, notice=_("Your answers were changed elsewhere. Read them once more."))
    return Screen(sitting, REVIEW, send=wanted)


def stop_at(sitting: Sitting, page: Section, posted: Posted) -> Screen | None:
    """Reasons to see the same page once more: something is wrong, or an answer has opened a further question."""
    if page.id != posted.page:
        return Screen(sitting, page.id)
    faults = sitting.faults(page)
    if faults:
        return Screen(sitting, page.id, faults)
    unseen = sitting.to_show(page) - set(posted.shown)
    if unseen & {question.id for question in page.questions}:
        return Screen(sitting, page.id, notice=_("Your answer opens one more question on this page."))
    if unseen:
        return Screen(sitting, page.id, notice=_("Your answer opens one more choice on this page."))
    return None
