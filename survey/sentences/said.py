"""What people said in their own words: themes with their counts, a few quotes, and what still waits to be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.redaction import KINDS
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, number, text
from survey.sentences.labels import Labels
from survey.sentences.parts import DotRow, Picture, Section, Table
from survey.store.said import Figures, ItemSaid, ThemeSaid

MOST_THEMES = 5
NAMED = 3
MOST_DOTS = 100
LEAST = 5
_MARK = re.compile(rf"\[({'|'.join(KINDS)})\]")


@dataclass(frozen=True)
class Bit:
    """A piece of an answer: words as they were written, or a mark in the place of what is hidden."""

    words: str
    hidden: bool = False


@dataclass(frozen=True)
class Quote:
    """An answer that may be quoted, in the language it was written in."""

    bits: tuple[Bit, ...]
    language: str


@dataclass(frozen=True)
class Said:
    """The section of a district's page, with the question of the list behind it and how many answers that has."""

    section: Section
    quotes: tuple[Quote, ...] = ()
    item: str = ""
    read: int = 0


def question_name(labels: Labels, item: str) -> str:
    """A question that takes own words; the field beside »something else« is told from the list it belongs to."""
    head, _dot, rest = item.partition(".")
    name = labels.question_or(head, item)
    return _("%(question)s In own words", question=_ended(name)) if rest else name


def _ended(name: str) -> str:
    return name if name.endswith(("?", ".", "!", "…")) else f"{name}:"


def mark(kind: str) -> str:
    """What stands in the place of something hidden."""
    return {
        "name": _("a name"),
        "number": _("a number"),
        "email": _("an e-mail address"),
        "phone": _("a phone number"),
        "address": _("an address"),
        "date": _("a date"),
        "plate": _("a number plate"),
        "handle": _("a user name"),
        "link": _("a web link"),
        "text": _("something personal"),
    }[kind]


def bits(redacted: str) -> tuple[Bit, ...]:
    """An answer as it may be shown, with its marks in the reader's words."""
    found, at = [], 0
    for hidden in _MARK.finditer(redacted):
        found += [Bit(redacted[at : hidden.start()]), Bit(mark(hidden[1]), hidden=True)]
        at = hidden.end()
    return tuple(bit for bit in (*found, Bit(redacted[at:])) if bit.words)


def section(figures: Figures | None, approved: list[tuple[str, str]], labels: Labels) -> Said:
    """The sentences of a district's page; nothing is told of what nobody has read."""
    title = _("What they said")
    if figures is None or not figures["items"]:
        return Said(Section("said", title, say=_("Nobody has written anything in their own words yet.")))
    main = _main(figures)
    quotes = tuple(Quote(bits(words), language) for words, language in approved)
    say, notes = _told(main, figures)
    told = Section(
        "said",
        title,
        say=say,
        notes=notes,
        quiet=_waiting(figures) if main["read"] else (),
        how=_how(labels, main) if main["themes"] else (),
        pictures=(_picture(main),) if main["themes"] else (),
    )
    return Said(told, quotes, main["item"], main["read"])


def _main(figures: Figures) -> ItemSaid:
    """The question that most is known of: sorted, read, written."""
    return max(figures["items"], key=lambda one: (one["sorted"], one["read"], one["written"]))


def _told(main: ItemSaid, figures: Figures) -> tuple[str, tuple[str, ...]]:
    """The sentence first, and what it rests on."""
    if not sum(one["read"] for one in figures["items"]):
        return _unread(figures), (_("A data keeper reads them first and hides names and numbers."),)
    top = [theme for theme in main["themes"] if theme["n"]][:NAMED]
    if not top:
        few = _("Themes are counted as soon as at least %(num)s answers are sorted.", num=number(LEAST))
        return _read(figures), (few,)
    named = join_list(f"*{_name(theme)}* ({number(theme['n'])})" for theme in top)
    said = ngettext(
        "Of the %(num)s person whose answer is sorted, most spoke of: %(list)s.",
        "Of the %(num)s people whose answers are sorted, most spoke of: %(list)s.",
        main["sorted"],
        list=named,
    )
    return said, _left(main)


def _left(main: ItemSaid) -> tuple[str, ...]:
    """How much of what was written the themes rest on."""
    if main["sorted"] == main["written"]:
        return (_("These are all who wrote something."),)
    return (
        ngettext(
            "%(some)s of %(num)s person who wrote something is sorted so far.",
            "%(some)s of %(num)s people who wrote something are sorted so far.",
            main["written"],
            some=number(main["sorted"]),
        ),
    )


def _unread(figures: Figures) -> str:
    """How many wait while nothing was read."""
    return ngettext(
        "*%(num)s answer* in own words waits to be read.",
        "*%(num)s answers* in own words wait to be read.",
        sum(one["waiting"] for one in figures["items"]),
    )


def _read(figures: Figures) -> str:
    return ngettext(
        "*%(num)s answer* in own words has been read.",
        "*%(num)s answers* in own words have been read.",
        sum(one["read"] for one in figures["items"]),
    )


def _waiting(figures: Figures) -> tuple[str, ...]:
    waiting = sum(one["waiting"] for one in figures["items"])
    if not waiting:
        return ()
    return (
        ngettext(
            "%(num)s answer still waits for a data keeper, who reads it first.",
            "%(num)s answers still wait for a data keeper, who reads them first.",
            waiting,
        ),
    )


def _name(theme: ThemeSaid) -> str:
    return text(theme["names"]) or theme["code"]


def theme_table(rows: list[tuple[str, int, int]], base: int) -> Table:
    """Themes with how many people spoke of them, and about how many more those who sorted differ."""
    head = (_("Theme"), _("People"), _("Sorted differently"))
    people = ((name, _("%(num)s of %(all)s", num=number(n), all=number(base)), apart) for name, n, apart in rows)
    return Table(head, tuple((name, n, number(apart) if apart else "") for name, n, apart in people))


def _picture(main: ItemSaid) -> Picture:
    rows = [(_name(theme), theme["n"], theme["disputed"]) for theme in main["themes"]]
    table = theme_table(rows, main["sorted"])
    caption = ngettext(
        "%(num)s person whose answer is sorted.", "%(num)s people whose answers are sorted.", main["sorted"]
    )
    if main["sorted"] > MOST_DOTS:
        return Picture(caption=caption, table=table)
    dots = tuple(DotRow(name, n, "a") for name, n, _apart in rows[:MOST_THEMES])
    return Picture(dots=dots, caption=_("One dot is one person. %(more)s", more=caption), table=table)


def _how(labels: Labels, main: ItemSaid) -> tuple[str, ...]:
    return (
        _("The question was: »%(question)s«", question=question_name(labels, main["item"])),
        _("A data keeper read each answer first; a person sorted it into themes. One answer can have several."),
        _("Quotes are shown as they were written, with names and numbers hidden. A second person approved them."),
    )


def reasons() -> Mapping[str, str]:
    """Why an answer is kept back, in the words of the page."""
    return {
        "points_to_somebody": _("It points to somebody, even without a name"),
        "insults": _("It insults somebody"),
        "not_about_this": _("It is about something else, or it is an advertisement"),
        "other": _("Another reason"),
    }
