"""A written-out document turned into the model, with every fault told in our own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from survey.i18n import gettext as _
from survey.questionnaire.faults import Faults, Path, unknown_key, unknown_word
from survey.questionnaire.model import Activity, Option, Question, Questionnaire, Section
from survey.questionnaire.question_type import QuestionType
from survey.questionnaire.types import registry, type_of

HARMLESS = frozenset({"label", "hint", "required", "measures", "stratum", "sensitive", "show_if", "require", "locked"})
"""Parts that do not change what can be answered."""


@dataclass(frozen=True)
class Written:
    """A question as it was written, and the model made of it where that was possible."""

    path: Path
    data: Mapping[str, Any]
    question: Question | None
    wrong: frozenset[str] = frozenset()
    """Its parts that are faulty; what depends on one of them is not judged."""
    sound: Question | None = None
    """The model made of the rest, so that one fault hides no other; the question itself where all is well."""

    @property
    def id(self) -> str:
        """The id as written, even when the question is faulty in other ways."""
        return str(self.data.get("id", ""))

    @property
    def answerable(self) -> bool:
        """Whether it is known what can be answered, even if something else is wrong."""
        return self.sound is not None and self.wrong <= HARMLESS

    @property
    def kind(self) -> QuestionType[Any] | None:
        """The type as written, if there is such a type."""
        name = self.data.get("type")
        return registry().get(name) if isinstance(name, str) else None


def build(document: Any, faults: Faults) -> tuple[Questionnaire | None, list[Written]]:
    """Make the model of a document; None where its frame is faulty, but every question is looked at."""
    sections = document.get("sections") if isinstance(document, dict) else None
    frame = {**document, "sections": ()} if isinstance(document, dict) else document
    shell = validate(Questionnaire, frame, (), faults)
    if not isinstance(sections, list) or not sections:
        faults.at(("sections",), _("there are no sections; write »sections:« and under it a list of pages"))
        return None, []
    written = list(_questions(sections, faults))
    made = {w.path: w.question for w in written if w.question}
    pages = [_section(section, ("sections", i), made, faults) for i, section in enumerate(sections)]
    # Also where something is wrong: what the rest is worth depends on what may be offered.
    connect((w.sound for w in written if w.sound), shell.activities if shell else _activities(document))
    if shell is None or faults.found:
        return None, written
    return shell.model_copy(update={"sections": tuple(page for page in pages if page)}), written


def _activities(document: Mapping[str, Any]) -> dict[str, Activity]:
    """The activities of a questionnaire whose frame is faulty."""
    listed = document.get("activities")
    return {code: Activity.model_validate(said) for code, said in (listed if isinstance(listed, dict) else {}).items()}


def connect(questions: Iterable[Question], activities: Mapping[str, Activity]) -> None:
    """Lend each question what it needs from those before it and from the catalogue."""
    earlier: dict[str, Question] = {}
    for question in questions:
        type_of(question).connect(question, earlier, activities)
        earlier[question.id] = question


def _questions(sections: list[Any], faults: Faults) -> Iterator[Written]:
    """Look at every question, page by page."""
    for place, section in enumerate(sections):
        questions = section.get("questions") if isinstance(section, dict) else None
        for index, question in enumerate(questions if isinstance(questions, list) else []):
            path: Path = ("sections", place, "questions", index)
            yield _written(question, path, faults)


def _written(data: Any, path: Path, faults: Faults) -> Written:
    made = _question(data, path, faults)
    if not isinstance(data, dict):
        return Written(path, {}, None)
    unread = {str(inside[len(path)]) for inside in faults.covered if inside[: len(path)] == path and inside != path}
    if made is not None:
        return Written(path, data, made, frozenset(unread), made)
    kind = data.get("type")
    model = registry()[kind].Model if isinstance(kind, str) and kind in registry() else None
    sound, wrong = salvaged(model, data) if model else (None, frozenset({"type"}))
    return Written(path, data, None, wrong | unread, sound)


def salvaged(model: type[Question], data: Mapping[str, Any]) -> tuple[Question | None, frozenset[str]]:
    """Make a model of what is sound in a faulty question; also the names of its parts that are not."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        places = [fault["loc"] for fault in error.errors(include_url=False, include_input=False)]
        wrong = {str(place[0]) for place in places if not _is_wording(place)} & set(model.model_fields)
        sound = {key: value for key, value in data.items() if key in model.model_fields and key not in wrong}
        for place in filter(_is_wording, places):
            sound["options"] = _reworded(sound.get("options"), place)
        return _or_none(model, {"id": "x", "label": {}, **sound}), frozenset(wrong)
    return None, frozenset()


def _is_wording(place: tuple[int | str, ...]) -> bool:
    """Whether only the words of one option are faulty."""
    return len(place) > 2 and place[0] == "options" and place[2] in ("label", "hint")


def _reworded(options: Any, place: tuple[int | str, ...]) -> Any:
    """The options with other words at a place where theirs are faulty."""
    return [{**option, "label": {}, "hint": None} if number == place[1] else option for number, option in
            enumerate(options or ())]  # fmt: skip


def _or_none(model: type[Question], data: Mapping[str, Any]) -> Question | None:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _question(data: Any, path: Path, faults: Faults) -> Question | None:
    if not isinstance(data, dict):
        faults.at(path, _("a question should stand here; write »id:«, »type:« and »label:«"))
        return None
    kind = data.get("type")
    if kind is None:
        faults.at(path, _("»%(key)s« is missing; add it", key="type"))
        return None
    if not isinstance(kind, str) or kind not in registry():
        faults.at((*path, "type"), unknown_word(str(kind), registry()))
        return None
    made: Question | None = validate(registry()[kind].Model, data, path, faults)
    return made


def _section(data: Any, path: Path, made: Mapping[Path, Question], faults: Faults) -> Section | None:
    """A page with those of its questions that could be made."""
    if not isinstance(data, dict):
        faults.at(path, _("a page should stand here; write »id:« and »questions:«"))
        return None
    section = validate(Section, {**data, "questions": ()}, path, faults)
    questions = data.get("questions")
    if not isinstance(questions, list) or not questions:
        faults.at((*path, "questions"), _("the page has no questions; write »questions:« and under it a list"))
        return None
    found = tuple(made[p] for i in range(len(questions)) if (p := (*path, "questions", i)) in made)
    return section.model_copy(update={"questions": found}) if section else None


def validate(model: type[BaseModel], data: Any, path: Path, faults: Faults) -> Any:
    """Make one model; None when its data has faults, which are noted at their places."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        for fault in found:
            if not _counts_only_what_fits(fault, found) and not _said_of_any_number(fault, found):
                _note(model, fault, path, faults)
        return None


def _counts_only_what_fits(fault: Any, found: Sequence[Any]) -> bool:
    """Whether a list seems short only because its faulty parts, which are told of anyway, were left out."""
    place = fault["loc"]
    return fault["type"] == "too_short" and any(f["loc"][: len(place)] == place and f is not fault for f in found)


def _said_of_any_number(fault: Any, found: Sequence[Any]) -> bool:
    """Whether »a whole number should stand here« only repeats »a number should stand here«."""
    *place, kind = fault["loc"] or ("",)
    return kind == "int" and any(f["loc"] == (*place, "float") for f in found)


def _note(model: type[BaseModel], fault: Any, path: Path, faults: Faults) -> None:
    """Translate one of pydantic's faults by its kind, because its words change between versions."""
    loc: Path = (*path, *fault["loc"])
    kind = fault["type"]
    if loc[-1:] == ("[key]",):
        faults.at_key(loc[:-1], _bad_id(loc[-2]))
    elif faults.is_covered(loc) or faults.is_covered(loc[:-1]):
        return
    elif kind == "missing":
        faults.at(loc[:-1], _("»%(key)s« is missing; add it", key=loc[-1]))
    elif kind == "extra_forbidden":
        faults.at_key(loc, unknown_key(str(loc[-1]), _keys(model, fault["loc"])))
    else:
        faults.at(loc, _sentence(kind, fault))


def _keys(model: type[BaseModel], loc: Path) -> set[str]:
    """The keys that may stand where an unknown one was found."""
    if len(loc) > 1:
        return set(Option.model_fields)
    names = {field.alias or name for name, field in model.model_fields.items()}
    return (
        names | ({"lists", "blocks"} if model is Questionnaire else set()) | ({"none"} if "other" in names else set())
    )


def _bad_id(word: Any) -> str:
    return _("»%(word)s« is not an id; begin with a small letter a–z, then small letters, digits and _", word=word)


def _sentence(kind: str, fault: Any) -> str:
    """Say what should stand in a place, and how to write it."""
    context, given = fault.get("ctx", {}), str(fault["input"])[:40]
    if kind == "string_pattern_mismatch":
        return _bad_id(given)
    if kind == "literal_error":
        return _("»%(word)s« is not known here; write one of: %(choices)s", word=given, choices=context["expected"])
    return _limit(kind, context) or _expected(kind, given)


def _limit(kind: str, context: Mapping[str, Any]) -> str | None:
    """Say by how much something is too small or too large."""
    sentences = {
        "greater_than_equal": ("ge", _("the number is too small; the least is %(limit)s")),
        "less_than_equal": ("le", _("the number is too large; the most is %(limit)s")),
        "too_short": ("min_length", _("too little stands here; the least is %(limit)s")),
        "too_long": ("max_length", _("too much stands here; the most is %(limit)s")),
        "string_too_long": ("max_length", _("the word is too long; the most is %(limit)s letters")),
    }
    if kind not in sentences:
        return None
    key, sentence = sentences[kind]
    return sentence % {"limit": context[key]}


def _expected(kind: str, given: str) -> str:
    """Say which kind of value was expected."""
    sentences = {
        "string_type": _("a text should stand here, not »%(given)s«; put quotes round it"),
        "dict_type": _("a text in every language should stand here; write {sl: …, hr: …, en: …}"),
        "bool_type": _("true or false should stand here, not »%(given)s«"),
        "int_type": _("a whole number should stand here, not »%(given)s«"),
        "float_type": _("a number should stand here, not »%(given)s«"),
        "tuple_type": _("a list should stand here; write its parts in brackets or one to a line with a dash"),
    }
    unknown = _("»%(given)s« does not fit here; look at the example in the README")
    return sentences.get(kind, unknown) % {"given": given}
