"""Languages: catalogues, the reader's choice, texts of questionnaires, numbers and dates, in one place."""

import datetime
import gettext as _gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
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
_CLOSING = re.compile(r"%\((\w+)\)s\.(?=\s|$)")

_current: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_interface: ContextVar[str] = ContextVar("interface", default=LANGUAGES[0])


@contextmanager
def use_language(code: str) -> Iterator[str]:
    """Speak this language for as long as the block runs, also when blocks are nested."""
    marks = _current.set(_current.get()), _interface.set(_interface.get())
    try:
        yield set_language(code)
    finally:
        _current.reset(marks[0])
        _interface.reset(marks[1])


@contextmanager
def use_texts(code: str) -> Iterator[str]:
    """Take the texts of questionnaires from this language, while our own sentences stay in theirs."""
    mark = _current.set(code)
    try:
        yield code
    finally:
        _current.reset(mark)


def set_language(code: str) -> str:
    """Speak this language until told otherwise: for a web request, which starts from a clean slate.

    Where we have no sentences of our own in it, they stay in the language spoken before.
    """
    _current.set(known(code))
    if has_sentences(_current.get()):
        _interface.set(_current.get())
    return _current.get()


def switch(code: str) -> None:
    """What somebody chose on a page: a language of ours, or one that only the questionnaire is written in."""
    if speaks(code):
        set_language(code)
    else:
        _current.set(code)


def language() -> str:
    """The language in which the texts of questionnaires are shown now."""
    return _current.get()


def interface() -> str:
    """The language of our own sentences: the same one, unless nobody has translated them to it yet."""
    return _interface.get()


@cache
def has_sentences(code: str) -> bool:
    """Whether our own sentences exist in a language."""
    return code in LANGUAGES or (TRANSLATIONS / code.replace("-", "_") / "LC_MESSAGES" / "messages.po").exists()


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
    return _filled(catalogue(interface()).gettext(message), values)


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """A sentence that depends on a count; %(num)s is the count as the language writes it."""
    return _filled(catalogue(interface()).ngettext(one, many, count), {"num": number(count), **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """A word that means different things in different places, told apart by its context."""
    return _filled(catalogue(interface()).pgettext(context, message), values)


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    """A Croatian date ends with a full stop of its own; the sentence that it closes needs no second one."""
    once = _CLOSING.sub(lambda it: it[0][: -1 if str(values.get(it[1], "")).endswith(".") else None], sentence)
    return once % values if values else sentence


def text(texts: Mapping[str, str] | str | None, code: str | None = None) -> str:
    """A text of a questionnaire in one language; where it is missing, in the first that has it."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    found = _found(texts, (code,) if code else (language(), interface()))
    return texts[found] if found else ""


def _found(texts: Mapping[str, str], wanted: tuple[str, ...]) -> str | None:
    """The first language that has the text; readers are sent to the one of the page before any other."""
    return next((candidate for candidate in (*wanted, *LANGUAGES, *texts) if texts.get(candidate)), None)


class Foreign(str):
    """A text in another language than our own sentences, which has to say so for people who listen to it."""

    __slots__ = ("language",)
    language: str


def in_language(words: str, code: str) -> str:
    """Words with their language, where that is not the one of the page around them."""
    if code == interface():
        return str(words)
    foreign = Foreign(words)
    foreign.language = code
    return foreign


def language_of(words: str) -> str:
    """The language of a text on a page."""
    return words.language if isinstance(words, Foreign) else interface()


def worded(texts: Mapping[str, str] | str | None) -> str:
    """A text of a questionnaire for a page; one that falls back to another language knows which."""
    found = None if texts is None or isinstance(texts, str) else _found(texts, (language(), interface()))
    return in_language(text(texts), found) if found else text(texts)


def locale(code: str | None = None) -> Locale:
    """The rules of a language; English is read in Europe, so its days come before its months."""
    chosen = code or interface()
    return Locale.parse("en_GB" if chosen == "en" else chosen, sep="_" if chosen == "en" else "-")


def direction(code: str | None = None) -> str:
    """Which way the language is written: ltr or rtl; a code that nobody knows counts as ours."""
    try:
        return locale(code).text_direction
    except UnknownLocaleError:
        return "ltr"


def number(value: float, code: str | None = None) -> str:
    """A number as the language writes it."""
    return format_decimal(value, locale=locale(code))


def percent(share: float, code: str | None = None) -> str:
    """A share as whole per cent."""
    return format_percent(share, locale=locale(code))


def date(day: datetime.date, code: str | None = None) -> str:
    """A day in words, without its year: "13 December", as it stands inside a sentence."""
    return _day_in_words(day, _DAY, code or interface())


def dated(day: datetime.date, code: str | None = None) -> str:
    """A day in words with its year, as it stands inside a sentence: "13 December 2026"."""
    return _day_in_words(day, _YEAR_DAY, code or interface())


def full_date(day: datetime.date, code: str | None = None) -> str:
    """A day in words with weekday and year, as it opens a sentence."""
    written = _day_in_words(day, _FULL_DAY, code or interface())
    return written[:1].upper() + written[1:]


def _day_in_words(day: datetime.date, patterns: Mapping[str, str], code: str) -> str:
    """Slovenian days are written in the genitive, which Babel's month names lack."""
    if code != "sl":
        return format_date(day, patterns.get(code, patterns["hr"]), locale=locale(code))
    return format_date(day, patterns[code].replace("MMMM", f"'{_MONTHS_SL[day.month - 1]}'"), locale=locale(code))


def time(moment: datetime.datetime | datetime.time, code: str | None = None) -> str:
    """Hour and minute on 24 hours, with the language's own mark."""
    return format_time(moment, _HOUR.get(code or interface(), _HOUR["hr"]), locale=locale(code))


def date_time(moment: datetime.datetime, code: str | None = None) -> str:
    """Day and hour in words: "Sunday, 22 November 2026, 18:04"."""
    return f"{full_date(moment.date(), code)}, {time(moment, code)}"


def join_list(items: Iterable[str], code: str | None = None, *, either: bool = False) -> str:
    """Words as a list in a sentence: "a, b and c", or "a, b or c"."""
    return format_list(list(items), style="or" if either else "standard", locale=locale(code))


_DAY = {"sl": "d. MMMM", "hr": "d. MMMM", "en": "d MMMM"}
_YEAR_DAY = {"sl": "d. MMMM y", "hr": "d. MMMM y.", "en": "d MMMM y"}
_FULL_DAY = {"sl": "EEEE, d. MMMM y", "hr": "EEEE, d. MMMM y.", "en": "EEEE, d MMMM y"}
_MONTHS_SL = (
    "januarja", "februarja", "marca", "aprila", "maja", "junija",
    "julija", "avgusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip
_HOUR = {"sl": "HH.mm", "hr": "HH:mm", "en": "HH:mm"}
