"""How somebody wants to read: size of letters, space between them, colours. Carried in the address, kept nowhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask, g, request

from survey.i18n import gettext as _
from survey.i18n import language

_CODE = re.compile(r"[0-2][01][0-2]", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """What was chosen; 0 is as the page comes."""

    size: int = 0
    space: int = 0
    contrast: int = 0

    @property
    def code(self) -> str:
        """Three figures for the address; nothing where everything is as it comes."""
        return f"{self.size}{self.space}{self.contrast}" if self != Reading() else ""

    @property
    def classes(self) -> str:
        """What the style sheet knows it by."""
        return f"size-{self.size} space-{self.space} contrast-{self.contrast}"


@dataclass(frozen=True)
class Choice:
    """One button: its word, the code it leads to, whether it is chosen now."""

    word: str
    code: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    """The buttons for one thing."""

    name: str
    choices: tuple[Choice, ...]


def register(app: Flask) -> None:
    """Read what was chosen before every page, and write it into every address of ours on the page."""
    app.before_request(_hear)
    app.url_defaults(_carry)
    app.jinja_env.globals.update(reading=reading, reading_groups=groups, reading_just_chosen=just_chosen)
    app.jinja_env.globals["accessibility_address"] = accessibility_address


def reading() -> Reading:
    """What holds for this page."""
    found: Reading = g.get("reading", Reading())
    return found


def just_chosen() -> bool:
    """Whether the page is here again because something was chosen: then the choices stay open."""
    return bool(_pressed() or "aids" in request.args)


def groups() -> list[Group]:
    """What can be chosen, in words."""
    now = reading()
    sizes = (_("usual size"), _("larger"), _("largest"))
    spaces = (_("usual space"), _("more space"))
    colours = (_("usual colours"), _("black on white"), _("light on black"))
    return [
        Group(_("Size of letters"), _choices(sizes, now.size, lambda to: replace(now, size=to))),
        Group(_("Space between lines and letters"), _choices(spaces, now.space, lambda to: replace(now, space=to))),
        Group(_("Colours"), _choices(colours, now.contrast, lambda to: replace(now, contrast=to))),
    ]


def _choices(words: tuple[str, ...], now: int, to: Callable[[int], Reading]) -> tuple[Choice, ...]:
    return tuple(Choice(word, to(at).code or "000", at == now) for at, word in enumerate(words))


def _hear() -> None:
    given = _pressed() or request.args.get("read", "")
    g.reading = Reading(*map(int, given)) if _CODE.fullmatch(given) else Reading()


def _pressed() -> str:
    """What one of our buttons in a form says: the language stays, and the code stands behind it."""
    verb, _blank, code = request.form.get("go", "").partition(" ") if request.method == "POST" else ("", "", "")
    return code if verb.startswith("lang:") and _CODE.fullmatch(code) else ""


def _carry(_endpoint: str, values: dict[str, Any]) -> None:
    """Staff pages have their own session, and an address for others to follow carries nothing of one's own."""
    if reading().code and not g.get("user") and not values.get("_external"):
        values.setdefault("read", reading().code)


def accessibility_address() -> str:
    """Written by hand: the page of an error needs it even where the request named an impossible host."""
    read = f"&read={reading().code}" if reading().code else ""
    return f"{request.script_root}/accessibility?lang={language()}{read}"
