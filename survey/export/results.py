"""The figures of a round as one table, the same in every format."""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy.orm import Session

from survey.clock import local, now
from survey.export.codebook import codebook_table
from survey.export.lines import COUNTS, PERCENT, TOO_FEW, Line, lines
from survey.export.table import Book, Column, Table
from survey.export.taken import Taken, Whole
from survey.i18n import date_time, dated, join_list
from survey.i18n import gettext as _
from survey.store.rounds import questionnaire


def results(whole: Whole) -> Table:
    """Every number of every place, in the order of the pages."""
    rows = [tuple(line) for place in whole.places for line in lines(place)]
    return Table("results", _("Results"), columns(whole.places), rows)


def results_book(session: Session, whole: Whole) -> Book:
    """The figures with the codebook of their questionnaire and what has to be read first."""
    beside = tuple(codebook_table(questionnaire(session, version), whole.language) for version in _versions(whole))
    return Book(results(whole), whole.language, notes(whole), beside[:1])


def _versions(whole: Whole) -> list[str]:
    """The questionnaires that the figures were counted with; while a new one is published these may be two."""
    return list(dict.fromkeys(place.live["version"] for place in whole.places))


def columns(places: Iterable[Taken]) -> tuple[Column, ...]:
    """What each column of the figures holds."""
    names = tuple((place.district.code, place.name) for place in places)
    told = {
        "place": (_("Place, as a code"), ""),
        "place_name": (_("Place"), ""),
        "section": (_("Section of the page"), join_list(f"{code} = {said}" for code, said in _sections())),
        "question": (_("Question, as a code"), _("Groups of people have the code age or gender here.")),
        "question_text": (_("Question"), ""),
        "code": (_("Answer, as a code"), _codes()),
        "label": (_("Answer"), ""),
        "group": (_("Only these people"), _("Empty: everybody who answered.")),
        "people": (_("People"), _("How many people; empty where too few answered to show it.")),
        "of": (_("Of how many"), _("How many people answered the question and could give this answer.")),
        "percent": (_("Per cent"), _("Only from 30 people on; whole numbers.")),
        "form": (_("How it may be shown"), join_list(f"{code} = {said}" for code, said in _forms())),
        "word": (
            _("In words"),
            _(
                "The verdict, how often something is wanted, what follows for an activity, or what a "
                "list says of a room or an offer."
            ),
        ),
        "lives_here": (_("Live here"), _("As far as somebody counted them; empty where nobody knows.")),
        "percent_lives_here": (_("Per cent of those who live here"), ""),
        "things": (_("Things"), _("How many rooms, activities that run, or organisations; never people.")),
        "since": (_("Since version"), _("Answers to earlier versions of the questionnaire are not counted here.")),
        "as_of": (_("As of"), _("The moment at which the figures were counted.")),
        "snapshot": (_("Number of the figures"), _("Figures with the same number are the same figures.")),
    }
    numeric = {"people", "of", "percent", "lives_here", "percent_lives_here", "things", "since", "snapshot"}
    chosen = {"place": names, "section": _sections(), "form": _forms()}
    return tuple(
        Column(
            name,
            told[name][0],
            "number" if name in numeric else "choice" if name in chosen else "text",
            chosen.get(name, ()),
            explained=told[name][1],
        )
        for name in Line._fields
    )


def _sections() -> tuple[tuple[str, str], ...]:
    return (
        ("answered", _("Who answered")),
        ("need", _("Is there a need?")),
        ("wishes", _("What kind of space and which activities?")),
        ("existing", _("What exists and what could be offered?")),
        ("first", _("What to do first")),
        ("helping", _("Who would help, and how?")),
        ("hearing", _("How people hear about events")),
        ("missing", _("Who is missing")),
        ("together", _("Ways of telling that together reach most people")),
        ("confidence", _("Asked in confidence")),
    )


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        (COUNTS, _("numbers of people only")),
        (PERCENT, _("numbers and per cent")),
        (TOO_FEW, _("too few to show")),
    )


def _codes() -> str:
    return _(
        "A code that begins with an underscore is no answer but something counted beside them. After a dot stands what "
        "those people know of the activity, how often they would come, or what there is for it."
    )


def notes(whole: Whole) -> tuple[tuple[str, str], ...]:
    """What has to be read before the figures."""
    as_of = date_time(local(whole.as_of)) if whole.as_of else _("No figures yet.")
    return (
        (_("What this is"), _("The answers of residents, counted by place: »%(round)s«, %(town)s.",
                              round=whole.name, town=whole.town)),
        (_("As of"), as_of),
        (_("Places"), join_list(place.name for place in whole.places)),
        (_("How to read it"), _("Each line is one number: so many people, of so many who answered this question. "
                                "People decided themselves whether to answer. So this is a count, not an estimate for "
                                "everybody.")),
        (_("What is not in it"), _("Figures of too few people, contacts, and what people wrote in their own words.")),
        *cite(whole),
    )  # fmt: skip


def cite(whole: Whole) -> tuple[tuple[str, str], ...]:
    """How to name the source, and who says what may be done with it."""
    day = dated(local(whole.as_of).date() if whole.as_of else now().date())
    named = _("%(town)s: %(round)s. Figures of %(day)s, counted with Soseska %(version)s.",
              town=whole.town, round=whole.name, day=day, version=program())  # fmt: skip
    return (
        (_("How to cite it"), named),
        (
            _("What may be done with it"),
            _("%(town)s decides on that; ask there before you publish it.", town=whole.town),
        ),
        (_("Made with"), f"Soseska {program()}"),
    )


@cache
def program() -> str:
    """The version of this program."""
    try:
        return version("soseska")
    except PackageNotFoundError:
        return "0"
