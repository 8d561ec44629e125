"""What on a sheet has to be looked at once more, and the rule that decides when the sheet says no more than that."""

from collections.abc import Mapping

from survey.i18n import gettext as _
from survey.i18n import ngettext, number, text
from survey.questionnaire.answers import read
from survey.questionnaire.question_type import field_name
from survey.questionnaire.settled import BLANK, ELSEWHERE, PLACE, TOO_MANY, TWO, UNCLEAR, UNREADABLE
from survey.questionnaire.types import type_of
from survey.store.typed_in import Written

Notes = Mapping[str, list[str]]


def look_at(written: Written) -> dict[str, list[str]]:
    """Sentences by question: on a sheet what is not clear, on the telephone whatever can still be asked."""
    if not written.gone:
        return read(written.asked, written.fields, written.context).faults
    flags = written.settled().flags
    consent = {name: [_no_consent()] for name in flags if _consents(written, name)}
    unclear = {name: [_sentence(written, name, flag) for flag in said] for name, said in flags.items()}
    return consent | {name: kept for name, said in unclear.items() if name not in consent and (kept := _filter(said))}


def soft(notes: Notes, written: Written) -> bool:
    """Whether the rule can decide: all but consent, which nobody gives for somebody else."""
    return written.gone and not any(_consents(written, name) for name in notes)


def decided(written: Written, flags: Notes) -> list[str]:
    """What was decided by the rule, a line for each question; what was only left blank needs no line."""
    lines = []
    for name, said in flags.items():
        if set(said) - {BLANK, PLACE}:
            lines.append(
                _("»%(question)s«: left blank or cut, because it was not clear.", question=_label(written, name))
            )
        elif PLACE in said:
            lines.append(_("Where the person lives was left blank: counted for %(place)s.", place=written.place.name))
    return lines


def _label(written: Written, name: str) -> str:
    return text(written.asked.question(name).label)


def _consents(written: Written, name: str) -> bool:
    return type_of(written.asked.question(name)).gives_consent


def _filter(said: list[str]) -> list[str]:
    return [sentence for sentence in said if sentence]


def _no_consent() -> str:
    return _("The box of consent is not crossed here. Look at the sheet: without that cross nothing of it can be kept.")


def _sentence(written: Written, name: str, flag: str) -> str:
    """One flag in words; what is only blank says nothing, because the sheet says nothing."""
    question = written.asked.question(name)
    if flag == TOO_MANY:
        return _too_many(len(written.fields.get(field_name(question), [])), getattr(question, "at_most", 0))
    return {
        TWO: _(
            "Two boxes are crossed where one counts. A box that was filled in was a mistake: if the sheet shows which"
            " was meant, leave only that one."
        ),
        UNCLEAR: _("These crosses rule each other out. If the sheet shows which were meant, leave only those."),
        UNREADABLE: _("This cannot be read as an answer here. Compare it with the sheet."),
        ELSEWHERE: _("One of these was not to be chosen on this sheet. Compare it with the sheet."),
    }.get(flag, "")


def _too_many(ticks: int, most: int) -> str:
    return ngettext(
        "%(ticks)s boxes are crossed, %(num)s counts. If the sheet shows which were meant, leave only those.",
        "%(ticks)s boxes are crossed, %(num)s count. If the sheet shows which were meant, leave only those.",
        most,
        ticks=number(ticks),
    )
