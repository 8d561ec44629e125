"""The questionnaire of the round, passed from hand to hand; its answers come sealed, not as records of the evening."""

from typing import Literal

from survey.i18n import gettext as _
from survey.plural_forms import ngettext
from survey.workshop.step import Step, StepType, Words, nothing


class PassRound(Step):
    """Who wants to, answers on the tablet, in their own language."""

    step: Literal["survey"]


def _words() -> Words:
    return _facilitator() | _person() | _giving() | _leaving()


def _facilitator() -> dict[str, str | dict[str, str]]:
    """What the facilitator reads."""
    return {
        "why": _("People answer by themselves, one after another. Nobody reads what others have answered."),
        "no_seal": _(
            "Over this address the browser seals nothing, so answers are not taken here. Pass the questionnaire round"
            " on the laptop itself, or hand out the printed sheets."
        ),
        "no_survey": _(
            "There is no questionnaire on this tablet yet. Bring the tablet into a network for a moment, or hand out"
            " the printed sheets."
        ),
        "pin": _("Choose four digits that only you know"),
        "pin_why": _(
            "With them you get out of handing round. If you forget them, it ends by itself after three hours."
        ),
        "pin_ask": _("The four digits of the facilitator"),
        "pin_back": _("Take the last digit away"),
        "pin_wrong": _("These are not the four digits."),
        "pin_wait": _("These are not the four digits. Wait half a minute, then try again."),
        "digits": ngettext("%(num)s digit", "%(num)s digits", 0),
        "leave": _("For the facilitator: end handing round"),
        "on_back": _("‹ Back"),
    }


def _person() -> dict[str, str | dict[str, str]]:
    """What people read while they answer."""
    return {
        "choose": _("Choose your language"),
        "hello": _("Would you like to answer?"),
        "hello_why": _("It takes about five minutes. We do not ask for your name."),
        "page": _("Page %(num)s"),
        "back": _("‹ Back"),
        "next": _("Next"),
        "stop": _("Stop and wipe"),
        "wrong": _("This answer does not fit the question. Answer it once more."),
    }


def _giving() -> dict[str, str | dict[str, str]]:
    """What people read when they give what they have answered."""
    return {
        "last_title": _("These were all the questions"),
        "last_why": _("When you give your answers, they are locked at once. Nobody can read them on this tablet."),
        "last_give": _("Give my answers"),
        "sheet_title": _("This was the whole sheet"),
        "sheet_why": _("When you give the sheet, it is locked at once, apart from all answers."),
        "sheet_give": _("Give the sheet"),
        "unkept": _("This could not be saved"),
        "unkept_why": _(
            "The tablet could not keep what you wrote, so it is not given yet. It is still here. Show this to the"
            " facilitator and do not hand the tablet on."
        ),
        "again": _("Try again"),
        "thanks": _("Thank you. Your answer is locked away."),
        "sheet_thanks": _("Thank you. The sheet is locked away."),
        "code": _("Your code"),
        "code_why": _(
            "Copy it on paper. With this code you can look at your answer, change it or withdraw it, as soon as this"
            " tablet has been in a network again."
        ),
        "sheet_code_why": _(
            "Copy it on paper, too. With this code you can have the sheet deleted, as soon as this tablet has been in"
            " a network again."
        ),
        "invite": _("May we invite you?"),
        "invite_why": _(
            "If you like, leave us your phone number or e-mail address. This is a *separate sheet*: who you are is not"
            " written beside your answers."
        ),
        "invite_yes": _("Yes, invite me"),
    }


def _leaving() -> dict[str, str | dict[str, str]]:
    """What stands at the end, and where somebody has gone away."""
    return {
        "hand_on": _("Hand the tablet on"),
        "idle": _("Are you still there?"),
        "idle_why": ngettext(
            "In %(num)s second what was written here is wiped.", "In %(num)s seconds what was written here is wiped.", 0
        ),
        "idle_go": _("I am still here"),
    }


TYPE = StepType("survey", PassRound, nothing, _words, phone="link")
