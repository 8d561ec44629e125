"""What a lead typed about a district: read back field by field, with a sentence beside each fault and nothing lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from analysis.gate import Gate
from analysis.inventory import Tried
from survey.i18n import gettext as _
from survey.i18n import number
from survey.store.judgements import EARLIEST, LATEST, MOST_WEIGHT, QUESTIONS, USUAL, Judged, dimension_of

Form = MultiDict[str, str]
LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Typed:
    """What stands in the fields, right or wrong, and what is wrong with it by field."""

    gates: Mapping[str, Mapping[str, str]]
    years: Mapping[str, tuple[str, str]]
    weights: Mapping[str, str]
    groups: tuple[str, ...]
    faults: Mapping[str, str] = field(default_factory=dict)

    def gate(self, activity: str, question: str) -> str:
        """The answer that is ticked."""
        return self.gates.get(activity, {}).get(question, "unknown")

    def year(self, activity: str, which: int) -> str:
        """The first (0) or last (1) year."""
        return self.years.get(activity, ("", ""))[which]


def kept(judged: Judged) -> Typed:
    """The fields as they are before anybody types."""
    return Typed(
        gates={activity: vars(gate) for activity, gate in judged.gates.items()},
        years={activity: (str(tried.first), _last(tried)) for activity, tried in judged.tried.items()},
        weights={part: str(weight) for part, weight in judged.weights.items()},
        groups=judged.groups,
    )


def _last(tried: Tried) -> str:
    return "" if tried.last == tried.first else str(tried.last)


def typed(form: Form, activities: Iterable[str], judged: Judged) -> Typed:
    """What was sent; what is not on the page, such as an activity that nobody asks for now, stays as it was."""
    before, listed = kept(judged), list(activities)
    usual = "usual" in form
    sent = Typed(
        gates={**before.gates, **{code: _answers(form, code) for code in listed}},
        years={**before.years, **{code: _years(form, code) for code in listed}},
        weights={part: str(USUAL[part]) if usual else _plain(form, f"weight.{part}") for part in USUAL},
        groups=() if usual else tuple(form.getlist("group")),
    )
    return Typed(sent.gates, sent.years, sent.weights, sent.groups, dict(_faults(sent)))


def _answers(form: Form, code: str) -> dict[str, str]:
    return {question: form.get(f"gate.{code}.{question}", "unknown") for question in QUESTIONS}


def _years(form: Form, code: str) -> tuple[str, str]:
    return _plain(form, f"tried.{code}.first"), _plain(form, f"tried.{code}.last")


def _plain(form: Form, name: str) -> str:
    return form.get(name, "").strip()[:LONGEST_NUMBER]


def _faults(sent: Typed) -> Iterable[tuple[str, str]]:
    for activity, years in sent.years.items():
        if fault := _year_fault(*years):
            yield f"tried.{activity}", fault
    for part, weight in sent.weights.items():
        if _number(weight) is None or not 0 <= (_number(weight) or 0) <= MOST_WEIGHT:
            yield f"weight.{part}", _("Write a whole number from 0 to %(most)s.", most=number(MOST_WEIGHT))
    if all(_number(weight) == 0 for weight in sent.weights.values()):
        yield "weight.demand", _("At least one of the numbers must be more than 0.")
    if sent.groups and dimension_of(sent.groups) is None:
        yield "group", _("Choose either ages or women and men, not both.")
    elif _number(sent.weights["equity"]) and not sent.groups:
        yield "group", _("Choose whom to set first, or write 0 above.")


def _year_fault(first: str, last: str) -> str:
    if not first and not last:
        return ""
    begun, ended = _number(first), _number(last or first)
    if begun is None or ended is None or not all(EARLIEST <= year <= LATEST for year in (begun, ended)):
        return _("Write a year with four digits, for example 2023, or leave both fields empty.")
    return "" if begun <= ended else _("The first year cannot be after the last one.")


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() else None


def judgement(of: Typed, revision: int) -> Judged:
    """What is kept when nothing is wrong; an answer that no page of ours offers is refused."""
    try:
        gates = {activity: Gate(**answers) for activity, answers in of.gates.items()}  # type: ignore[arg-type]
    except ValueError as error:
        raise BadRequest from error
    return Judged(
        gates=gates,
        weights={part: int(weight) for part, weight in of.weights.items()},
        tried={code: Tried(int(first), int(last or first)) for code, (first, last) in of.years.items() if first},
        groups=of.groups,
        revision=revision,
    )
