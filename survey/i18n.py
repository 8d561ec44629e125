"""Languages: catalogues, the reader's choice, texts of questionnaires, numbers and dates, in one place."""

import datetime
import gettext as _gettext
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("sl", "hr", "en")
"""Every language the pages speak, the first one being what we fall back to."""


@dataclass(frozen=True)
class Further:
    """A language beyond the three: its own name, and whether somebody who speaks it has read all of its texts."""

    name: str
    reviewed: bool = False


FURTHER: Mapping[str, Further] = {
    "it": Further("Italiano"),
    "hu": Further("Magyar"),
    "de": Further("Deutsch"),
    "sq": Further("Shqip"),
    "uk": Further("Українська"),
    "bs": Further("Bosanski"),
    "sr-Latn": Further("Srpski"),
    "ar": Further("العربية"),
}
"""They cover the resident's pages only, and residents can choose one from the day it is marked as reviewed."""

LANGUAGE_NAMES = {
    "sl": "Slovenščina",
    "hr": "Hrvatski",
    "en": "English",
    **{code: further.name for code, further in FURTHER.items()},
}
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"

_current: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


@contextmanager
def use_language(code: str) -> Iterator[str]:
    """Speak this language for as long as the block runs, also when blocks are nested."""
    mark = _current.set(known(code))
    try:
        yield _current.get()
    finally:
        _current.reset(mark)


def set_language(code: str) -> str:
    """Speak this language until told otherwise: for a web request, which starts from a clean slate."""
    _current.set(known(code))
    return _current.get()


def language() -> str:
    """The language spoken now."""
    return _current.get()


def known(code: str | None) -> str:
    """The code itself when we speak it, else the language we fall back to."""
    return code if code is not None and speaks(code) else LANGUAGES[0]


def speaks(code: str) -> bool:
    """Whether texts can be shown in a language at all, reviewed or not."""
    return code in LANGUAGES or code in FURTHER


def reviewed(code: str) -> bool:
    """Whether a language may be offered to residents."""
    return code in LANGUAGES or (code in FURTHER and FURTHER[code].reviewed)


def offered(languages: Iterable[str] = ()) -> tuple[str, ...]:
    """What residents can choose: the three, and those of the named ones that are reviewed."""
    return (*LANGUAGES, *(code for code in languages if code not in LANGUAGES and reviewed(code)))


def choose(asked: str | None, accept_header: str | None, offered: Iterable[str] = LANGUAGES) -> str:
    """What somebody asked for wins, then what the browser prefers, then the first on offer."""
    offered = tuple(offered) or LANGUAGES
    if asked in offered:
        return asked
    return negotiate_locale(_preferred(accept_header or ""), offered, sep="-") or offered[0]


def _preferred(header: str) -> list[str]:
    """Language tags of an Accept-Language header, best first; anything odd in it is passed over."""
    weighed = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if tag and 0 < weight <= 1:
            weighed.append((-weight, place, tag.strip()))
    return [tag for _, _, tag in sorted(weighed)]


@cache
def catalogue(code: str, domain: str = "messages") -> _gettext.NullTranslations:
    """The texts of one language, read once from its .po file; English is the source and needs none."""
    path = TRANSLATIONS / code.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return _gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def gettext(message: str, **values: object) -> str:
    """A sentence in the reader's language, with %(name)s filled in where values are given."""
    return _filled(catalogue(language()).gettext(message), values)


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """A sentence that depends on a count; %(num)s is the count as the language writes it."""
    return _filled(catalogue(language()).ngettext(one, many, count), {"num": number(count), **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """A word that means different things in different places, told apart by its context."""
    return _filled(catalogue(language()).pgettext(context, message), values)


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    return sentence % values if values else sentence


def text(texts: Mapping[str, str] | str | None, code: str | None = None) -> str:
    """A text of a questionnaire in one language; where it is missing, in the first that has it."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    found = _found(texts, code or language())
    return texts[found] if found else ""


def _found(texts: Mapping[str, str], code: str) -> str | None:
    return next((candidate for candidate in (code, *LANGUAGES, *texts) if texts.get(candidate)), None)


class Foreign(str):
    """A text in another language than the page around it, which has to say so for people who listen to it."""

    __slots__ = ("language",)
    language: str


def in_language(words: str, code: str) -> str:
    """Words with their language, where that is not the one spoken now."""
    if code == language():
        return words
    foreign = Foreign(words)
    foreign.language = code
    return foreign


def language_of(words: str) -> str:
    """The language of a text on a page."""
    return words.language if isinstance(words, Foreign) else language()


def worded(texts: Mapping[str, str] | str | None) -> str:
    """A text of a questionnaire for a page; one that falls back to another language knows which."""
    found = None if texts is None or isinstance(texts, str) else _found(texts, language())
    return in_language(text(texts), found) if found else text(texts)


def locale(code: str | None = None) -> Locale:
    """The rules of a language; English is read in Europe, so its days come before its months."""
    chosen = code or language()
    return Locale.parse("en_GB" if chosen == "en" else chosen, sep="_" if chosen == "en" else "-")


def direction(code: str | None = None) -> str:
    """Which way the language is written: ltr or rtl."""
    return locale(code).text_direction


def number(value: float, code: str | None = None) -> str:
    """A number as the language writes it."""
    return format_decimal(value, locale=locale(code))


def percent(share: float, code: str | None = None) -> str:
    """A share as whole per cent."""
    return format_percent(share, locale=locale(code))


def date(day: datetime.date, code: str | None = None) -> str:
    """A day in words, without its year: "13 December", as it stands inside a sentence."""
    return _day_in_words(day, _DAY, code or language())


def full_date(day: datetime.date, code: str | None = None) -> str:
    """A day in words with weekday and year, as it opens a sentence."""
    written = _day_in_words(day, _FULL_DAY, code or language())
    return written[:1].upper() + written[1:]


def _day_in_words(day: datetime.date, patterns: Mapping[str, str], code: str) -> str:
    """Slovenian days are written in the genitive, which Babel's month names lack."""
    if code != "sl":
        return format_date(day, patterns.get(code, patterns["hr"]), locale=locale(code))
    return format_date(day, patterns[code].replace("MMMM", f"'{_MONTHS_SL[day.month - 1]}'"), locale=locale(code))


def time(moment: datetime.datetime | datetime.time, code: str | None = None) -> str:
    """Hour and minute on 24 hours, with the language's own mark."""
    return format_time(moment, _HOUR.get(code or language(), _HOUR["hr"]), locale=locale(code))


def date_time(moment: datetime.datetime, code: str | None = None) -> str:
    """Day and hour in words: "Sunday, 22 November 2026, 18:04"."""
    return f"{full_date(moment.date(), code)}, {time(moment, code)}"


def join_list(items: Iterable[str], code: str | None = None) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return format_list(list(items), style="standard", locale=locale(code))


_DAY = {"sl": "d. MMMM", "hr": "d. MMMM", "en": "d MMMM"}
_FULL_DAY = {"sl": "EEEE, d. MMMM y", "hr": "EEEE, d. MMMM y.", "en": "EEEE, d MMMM y"}
_MONTHS_SL = (
    "januarja",
    "februarja",
    "marca",
    "aprila",
    "maja",
    "junija",
    "julija",
    "avgusta",
    "septembra",
    "oktobra",
    "novembra",
    "decembra",
)
_HOUR = {"sl": "HH.mm", "hr": "HH:mm", "en": "HH:mm"}
