"""All that the tablet says, in every language at once: in the hall there is nobody to ask for another one."""

from collections.abc import Mapping
from typing import Any

from survey.i18n import LANGUAGE_NAMES, LANGUAGES, use_language
from survey.i18n import gettext as _
from survey.plural_forms import ngettext
from survey.workshop.steps import registry

Words = Mapping[str, Any]


def every_language() -> dict[str, Any]:
    """The texts of the application and of its steps, by language."""
    return {"languages": LANGUAGES, "names": LANGUAGE_NAMES, "texts": {code: _spoken(code) for code in LANGUAGES}}


def _spoken(code: str) -> dict[str, Any]:
    with use_language(code):
        parts = (
            _frame,
            _pairing,
            _evening,
            _undoing,
            _sending,
            _asides,
            _ready,
            _refusals,
            _own,
            _wall,
            _phones,
            _writing,
        )
        said = {name: words for part in parts for name, words in part().items()}
        return {**said, "steps": {name: dict(kind.words()) for name, kind in sorted(registry().items())}}


def _frame() -> Words:
    return {
        "title": _("Workshop"),
        "language": _("Language"),
        "tablet": _("This tablet"),
        "back": _("Back"),
        "example": _("Rehearsal: nothing of it counts"),
    }


def _pairing() -> Words:
    return {
        "pair_title": _("Connect this tablet with a workshop"),
        "pair_how": _(
            "The project lead opens the page of the workshop and shows a code. Take a picture of it with this "
            "tablet, or type it here. This once, a network is needed."
        ),
        "pair_code": _("Code"),
        "pair_go": _("Connect"),
        "pair_unknown": _(
            "There is no such code. Look whether every sign is right; a code works once and for 15 minutes. "
            "Nothing was changed."
        ),
        "pair_wait": _("Too many wrong codes were typed. Wait ten minutes, then try again. Nothing was changed."),
        "pair_offline": _(
            "There is no network at the moment. Connecting needs one, just this once. Nothing was changed."
        ),
        "pair_empty": _("Type the code that the project lead shows you."),
        "pair_ended": _("The lead has ended the permission of this tablet, or its 14 hours are over."),
    }


def _evening() -> Words:
    return {
        "steps": _("Steps of the evening"),
        "minutes": ngettext("%(num)s minute", "%(num)s minutes", 0),
        "spent": _("%(passed)s of %(minutes)s min"),
        "next": _("Next: %(step)s"),
        "last": _("To the beginning"),
        "say": _("To say aloud"),
        "unknown_step": _(
            "This tablet does not know this step yet. Do it on paper; connect once to the network to load it."
        ),
    }


def _undoing() -> Words:
    return {
        "undo": _("Take back"),
        "redo": _("Put back"),
        "undone": _("Taken back: %(what)s"),
        "actions": _("Earlier actions"),
        "none": _("Nothing has been entered yet."),
    }


def _sending() -> Words:
    waiting = ngettext(
        "*%(num)s entry waits to be sent.* It is kept on this tablet.",
        "*%(num)s entries wait to be sent.* They are kept on this tablet.",
        0,
    )
    return {
        "waiting": waiting,
        "sent": ngettext("%(num)s entry is on the server.", "%(num)s entries are on the server.", 0),
        "nothing": _("Nothing waits to be sent."),
        "offline": _("No network."),
        "strange": _("The network answers, but not our server: perhaps it wants a login first."),
        "ended": _("The permission of this tablet has ended. What it sends is kept apart for the project lead."),
        "unknown": _(
            "The server does not know this tablet any more. Save what waits as a file and give it to the project lead."
        ),
        "old": _(
            "Something has been waiting for more than a day. Bring this tablet into a network, or save a file "
            "and give it to the project lead."
        ),
        "aside": ngettext(
            "%(num)s entry could not be taken and is kept apart for the project lead.",
            "%(num)s entries could not be taken and are kept apart for the project lead.",
            0,
        ),
        "send_now": _("Send now"),
        "save_file": _("Save what waits as a file"),
        "save_why": _(
            "When no network comes: give the file to the project lead, who can bring it in. Nothing is removed "
            "from this tablet by that."
        ),
    }


def _asides() -> Words:
    return {
        "aside_title": _("Kept apart"),
        "aside_ended": _("It came after the permission of this tablet had ended."),
        "aside_over": _("It came after the workshop had been closed."),
        "aside_deleted": _("The workshop was deleted meanwhile."),
        "aside_differs": _("Another entry with the same number had come before."),
        "aside_altered": _("It was changed on the way."),
        "aside_closed": _("The survey takes no answers any more."),
        "aside_other": _("The server could not read it."),
    }


def _ready() -> Words:
    return {
        "ready_title": _("Are you ready?"),
        "ready_go": _("Begin"),
        "ready_hall": _(
            "This application comes from the laptop in the hall. Stay in its network, and do not close this page: what "
            "you enter is kept here until the laptop has it."
        ),
        "ready_app": _("This application is kept on the tablet and works without a network."),
        "ready_app_not": _("The application is not kept on the tablet yet. Stay in the network for a moment."),
        "ready_languages": _("All languages are on board: %(list)s."),
        "ready_store": _("What you enter is kept when the tablet is switched off."),
        "ready_store_not": _(
            "The browser may clear its memory when the tablet runs full, so the workshop does not begin by itself. "
            "Put this page on the tablet's first screen and open it from there, or promise below."
        ),
        "ready_promise": _("I shall send everything this evening, or save it as a file"),
        "ready_space": _("There is little room left on this tablet. Remove something before you begin."),
        "ready_day": _("The tablet says that today is %(day)s."),
        "ready_day_not": _(
            "The tablet says that today is %(day)s, but the workshop is on %(other)s. Nothing breaks; the server "
            "keeps its own day."
        ),
        "ready_clock": _("The clock of this tablet is wrong. Nothing breaks, because the server keeps its own day."),
        "ready_battery": _("The battery is at %(num)s per cent."),
        "ready_battery_low": _("The battery is at %(num)s per cent. Plug the tablet in."),
        "ready_plug": _("Is the battery charged, and the charger with you?"),
        "ready_paper": _("Are the sheets, cards and pens with you?"),
        "ready_projector": _("Is the projector on, if you have one?"),
        "ready_people": _("Let 12 invented people come in"),
        "ready_wipe": _("Wipe the rehearsal from this tablet"),
    }


def _refusals() -> Words:
    return {
        "cannot": _("The workshop cannot run in this browser"),
        "no_secure": _(
            "The address has to begin with https, or be that of this very computer. Otherwise the browser gives "
            "no means to keep anything safe."
        ),
        "no_storage": _(
            "This browser keeps nothing: perhaps it is a private window, or storage is forbidden in its "
            "settings. Open the page in an ordinary window. The evening can also be run on paper."
        ),
        "blocked": _(
            "Soseska is open in another window of this browser that is older. Close the other window; then this "
            "page goes on by itself. Nothing is lost."
        ),
        "older": _("This page is older than the one in another window. Load it again; everything entered is kept."),
        "full": _(
            "This could not be saved: the tablet's memory is full. Nothing of what was saved before is lost. Do "
            "not hand the tablet on; remove something from the tablet, then try again."
        ),
        "not_saved": _(
            "This could not be saved. Nothing of what was saved before is lost. Do not hand the tablet on; load the "
            "page again and look at the numbers."
        ),
        "update": _("A new version of this application is ready. Everything entered is kept."),
        "update_go": _("Take it over"),
        "reload": _("Load again"),
    }


def _own() -> Words:
    return {
        "own_until": _("This tablet may send until %(time)s."),
        "own_number": _("Tablet %(num)s of this workshop"),
        "own_leave": _("Connect with another workshop"),
        "own_send_only": _(
            "This tablet sends what is entered on it. What other tablets have entered does not come to it."
        ),
    }


def _wall() -> Words:
    return {
        "wall": _("On the wall"),
        "wall_open": _("Open the window for the projector"),
        "wall_why": _(
            "It is a second window of this device, for a projector or a second screen. It follows the step you are at, "
            "and shows a result only when you say so."
        ),
        "wall_show": _("Show the result"),
        "wall_hide": _("Hide the result again"),
        "wall_cover": _("Cover the wall"),
        "wall_uncover": _("Uncover the wall"),
        "wall_is_covered": _("The wall is covered"),
    }


def _phones() -> Words:
    return {
        "phones": _("Phones in the hall"),
        "phones_why": _(
            "Where there is a network, people can vote, lay dots and write ideas with their own phones. Nobody needs "
            "it: slips and cards count the same."
        ),
        "phones_open": _("Let phones in"),
        "phones_offline": _("There is no network at the moment. Letting phones in needs one."),
        "phones_how": _("People take a picture of this code, or open the address and type the six digits:"),
        "phones_wall": _("For a projector on another computer: this address follows the tablet."),
    }


def _writing() -> Words:
    return {
        "write_keep": _("Write it down"),
        "write_mended": _("Keep the change"),
        "write_leave": _("Leave it as it was"),
        "write_mend": _("Change"),
        "write_left": ngettext("%(num)s more character", "%(num)s more characters", 0),
        "write_first": _("There is nothing to keep yet: the most important field is empty."),
    }
