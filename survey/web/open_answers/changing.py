"""One change of the list of themes, as a form sends it; codes stay, so that nothing that was sorted is lost."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from analysis.code_frame import LANGUAGES, CodeFrame, Theme
from survey.i18n import gettext as _
from survey.store.codings import starting_themes

Form = MultiDict[str, str]
LONGEST_NAME = 120
MOST_WORDS = 60
MOST_THEMES = 100
_SIGNS = str.maketrans({"đ": "d", "ß": "ss", "ł": "l", "ø": "o"})


class Wrong(ValueError):
    """A change that cannot be made; the sentence says what to do."""


def typed_theme(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of a theme as they were typed, so that they stand there again."""
    fields = [f"{part}.{language}" for part in ("name", "words") for language in LANGUAGES]
    return {field: form.get(field, "") for field in fields}


def changed(frame: CodeFrame, step: str, form: Form) -> tuple[CodeFrame, str]:
    """The list after one step, and the sentence that says so; an impossible step is `Wrong`."""
    make = _STEPS.get(step)
    if make is None:
        raise Wrong(_("Choose what shall change."))
    return make(frame, form)


def _add(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    names = _names(form)
    if len(frame.themes) >= MOST_THEMES:
        raise Wrong(_("There are very many themes already. Join some first."))
    new = Theme(_code(frame, names), names, _words(form))
    return frame.with_theme(new), _("»%(name)s« is on the list.", name=_first(names))


def _rename(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    names = _names(form)
    theme = replace(_theme(frame, form.get("code", "")), names=names, words=_words(form))
    return frame.with_theme(theme), _("Saved: »%(name)s«.", name=_first(names))


def _join(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    one, other = _theme(frame, form.get("code", "")), form.get("into", "")
    if not other or other == one.code:
        raise Wrong(_("Choose the theme that it shall become part of."))
    into = _theme(frame, other)
    sentence = _("»%(one)s« is part of »%(other)s« now.", one=_first(one.names), other=_first(into.names))
    return frame.merged(one.code, into.code), sentence


def _remove(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    gone = _theme(frame, form.get("code", ""))
    if any(gone.code in theme.into for theme in frame.themes):
        raise Wrong(_("Another theme became part of this one, so it stays. Join it with another one instead."))
    left = tuple(theme for theme in frame.themes if theme.code != gone.code)
    return CodeFrame(left), _("»%(name)s« is no longer on the list.", name=_first(gone.names))


def _up(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    return _moved(frame, form, -1)


def _down(frame: CodeFrame, form: Form) -> tuple[CodeFrame, str]:
    return _moved(frame, form, 1)


def _moved(frame: CodeFrame, form: Form, by: int) -> tuple[CodeFrame, str]:
    """Change places with the neighbour in use; former themes in between keep theirs."""
    theme, current = _theme(frame, form.get("code", "")), list(frame.current())
    at = current.index(theme)
    if not 0 <= at + by < len(current):
        return frame, _("»%(name)s« stands there already.", name=_first(theme.names))
    swap = {theme.code: current[at + by], current[at + by].code: theme}
    moved = CodeFrame(tuple(swap.get(one.code, one) for one in frame.themes))
    return moved, _("Moved: »%(name)s«.", name=_first(theme.names))


def _start(frame: CodeFrame, _form: Form) -> tuple[CodeFrame, str]:
    if frame.themes:
        raise Wrong(_("There is a list already. Change it below."))
    return starting_themes(), _("The first list is there. Change it as you like.")


_STEPS: Mapping[str, Callable[[CodeFrame, Form], tuple[CodeFrame, str]]] = {
    "add": _add,
    "rename": _rename,
    "join": _join,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "start": _start,
}


def _theme(frame: CodeFrame, code: str) -> Theme:
    found = next((theme for theme in frame.current() if theme.code == code), None)
    if found is None:
        raise Wrong(_("This theme is not on the list any more."))
    return found


def _names(form: Form) -> dict[str, str]:
    names = {language: " ".join(form.get(f"name.{language}", "").split()) for language in LANGUAGES}
    if not any(names.values()):
        raise Wrong(_("Write a name in at least one language."))
    if any(len(name) > LONGEST_NAME for name in names.values()):
        raise Wrong(_("This name is too long. A few words are enough."))
    return {language: name for language, name in names.items() if name}


def _words(form: Form) -> dict[str, tuple[str, ...]]:
    """Words that suggest the theme, with commas between them."""
    typed = {language: re.split(r"[,;\n]", form.get(f"words.{language}", "")) for language in LANGUAGES}
    tidy = {
        language: tuple(dict.fromkeys(word for one in listed if (word := " ".join(one.split())[:LONGEST_NAME])))
        for language, listed in typed.items()
    }
    return {language: listed[:MOST_WORDS] for language, listed in tidy.items() if listed}


def _first(names: Mapping[str, str]) -> str:
    return next(iter(names.values()), "")


def _code(frame: CodeFrame, names: Mapping[str, str]) -> str:
    """A code that no theme has or had, from the English name where there is one."""
    name = unicodedata.normalize("NFKD", (names.get("en") or _first(names)).lower().translate(_SIGNS))
    plain = re.sub(r"[^a-z0-9]+", "_", "".join(sign for sign in name if not unicodedata.combining(sign)))
    start = re.sub(r"^[^a-z]+", "", plain).strip("_")[:50] or "theme"
    known = {theme.code for theme in frame.themes}
    return next(code for at in range(1, 10_000) if (code := start if at == 1 else f"{start}_{at}") not in known)
