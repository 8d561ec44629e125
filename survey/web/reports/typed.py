"""What was typed for a report, read back with a sentence beside each fault; nothing typed is lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from survey.i18n import LANGUAGES, ngettext
from survey.i18n import gettext as _
from survey.report import contents
from survey.report.choices import FORMATS, Choices

Form = MultiDict[str, str]
LONGEST_TEXT = 5000
LONGEST_LINE = 200
MOST_LINES = 60


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, right or wrong, and what is wrong with it by field. `day` as it was written."""

    choices: Choices
    day: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def shown(choices: Choices) -> Typed:
    """The fields before anybody types."""
    return Typed(choices, choices.day.isoformat() if choices.day else "")


def what(form: Form, before: Choices) -> Typed:
    """Languages, kinds of files and chapters."""
    sent = replace(
        before,
        languages=_ticked(form, "language", LANGUAGES),
        formats=_ticked(form, "format", FORMATS),
        chapters=_ticked(form, "chapter", contents.EVERY),
    )
    faults = {}
    if not sent.languages:
        faults["language"] = _("Choose at least one language.")
    if not sent.formats:
        faults["format"] = _("Choose at least one kind of file.")
    if not sent.chapters:
        faults["chapter"] = _("Choose at least one chapter.")
    return replace(shown(sent), faults=faults)


def _ticked(form: Form, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What is ticked, in our order; a value that no page of ours offers is refused."""
    sent = form.getlist(name)
    if set(sent) - set(known):
        raise BadRequest
    return tuple(one for one in known if one in sent)


def own(form: Form, before: Choices, slots: Iterable[str]) -> Typed:
    """The authors' own words; those of chapters that are not ticked now stay as they were."""
    texts = {slot: dict(known) for slot, known in before.own.items()}
    faults = {}
    for slot in slots:
        for code in before.languages:
            name = f"own.{slot}.{code}"
            text = form.get(name, "").replace("\r\n", "\n").strip()
            texts.setdefault(slot, {})[code] = text
            if len(text) > LONGEST_TEXT:
                faults[name] = _too_long(LONGEST_TEXT)
    filled = {slot: {code: text for code, text in known.items() if text} for slot, known in texts.items()}
    return replace(shown(replace(before, own={slot: known for slot, known in filled.items() if known})), faults=faults)


def _too_long(most: int) -> str:
    return ngettext("Write at most %(num)s character here.", "Write at most %(num)s characters here.", most)


def cover(form: Form, before: Choices) -> Typed:
    """The title page, who signs, and who receives it."""
    titles = {code: _line(form, f"title.{code}") for code in before.languages}
    kept = {code: text for code, text in before.title.items() if code not in titles}
    sent = replace(
        before,
        title={**kept, **{code: text for code, text in titles.items() if text}},
        author=_line(form, "author"),
        signatories=_lines(form, "signatories"),
        distribution=_lines(form, "distribution"),
    )
    written = _line(form, "day")
    day, fault = _day(written)
    faults = dict(_cover_faults(sent))
    if fault:
        faults["day"] = fault
    return Typed(replace(sent, day=day), written, faults)


def _line(form: Form, name: str) -> str:
    return " ".join(form.get(name, "").split())


def _lines(form: Form, name: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in form.get(name, "").splitlines())
    return tuple(line for line in lines if line)


def _day(written: str) -> tuple[date | None, str]:
    if not written:
        return None, ""
    try:
        return date.fromisoformat(written), ""
    except ValueError:
        return None, _("Write the day like 2026-11-23, or leave the field empty.")


def _cover_faults(sent: Choices) -> Iterator[tuple[str, str]]:
    for code, text in sent.title.items():
        if len(text) > LONGEST_LINE:
            yield f"title.{code}", _too_long(LONGEST_LINE)
    if len(sent.author) > LONGEST_LINE:
        yield "author", _too_long(LONGEST_LINE)
    for name in ("signatories", "distribution"):
        lines = getattr(sent, name)
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            yield (
                name,
                _("Write at most %(lines)s lines with %(most)s characters each.", lines=MOST_LINES, most=LONGEST_LINE),
            )
