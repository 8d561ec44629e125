"""In which order the districts stand: chosen by a link in each column's head, kept in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from unicodedata import combining, normalize

from flask import url_for

from survey.i18n import gettext as _
from survey.sentences.districts import Line

USUAL = "-answers"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEEDS = ("check", "half", "ring", "dashed")
_Key = Callable[[Line], object]


@dataclass(frozen=True)
class Column:
    """One head of the table: its words, where its link leads, and how the table is sorted by it now."""

    code: str
    word: str
    href: str
    sorted: str
    numeric: bool = False


def ordered(lines: list[Line], order: str) -> list[Line]:
    """The lines in the chosen order; a word that is no column counts as the usual one."""
    wanted, down = _chosen(order)
    by_name = sorted(lines, key=lambda line: letters(line.name))
    by_key = sorted(by_name, key=_keys()[wanted], reverse=down)  # type: ignore[arg-type]
    return sorted(by_key, key=lambda line: line.outside)


def columns(slug: str, order: str) -> list[Column]:
    """The heads; the link of the one that is chosen turns the order round."""
    wanted, down = _chosen(order)
    return [_column(slug, code, wanted, down=down) for code in _keys()]


def _column(slug: str, code: str, wanted: str, *, down: bool) -> Column:
    usual_down = code in ("answers", "told")
    turned = not down if code == wanted else usual_down
    href = url_for("dashboard.round_", slug=slug, order=f"-{code}" if turned else code)
    now = ("descending" if down else "ascending") if code == wanted else ""
    return Column(code, _word(code), href, now, numeric=code == "answers")


def _chosen(order: str) -> tuple[str, bool]:
    code = order.removeprefix("-")
    if code not in _keys():
        order, code = USUAL, USUAL.removeprefix("-")
    return code, order.startswith("-")


def _keys() -> dict[str, _Key]:
    return {
        "name": lambda line: letters(line.name),
        "answers": lambda line: line.answers,
        "need": lambda line: _NEEDS.index(line.stamp.mark) if line.stamp else len(_NEEDS),
        "warning": lambda line: (not line.warning, letters(line.warning)),
        "stage": lambda line: line.stage.place,
        "told": lambda line: line.told_at or _LONG_AGO,
    }


def _word(code: str) -> str:
    return {
        "name": _("District"),
        "answers": _("Have answered"),
        "need": _("Is there a need?"),
        "warning": _("Warning"),
        "stage": _("How far it is"),
        "told": _("Residents last told"),
    }[code]


def letters(words: str) -> tuple[str, str]:
    """Words as a dictionary has them: č behind c, however the computer counts letters."""
    folded = normalize("NFKD", words.casefold())
    return "".join(letter for letter in folded if not combining(letter)), folded
