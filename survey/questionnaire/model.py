"""What a questionnaire is, once every shorthand of its file has been written out."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SerializeAsAny, StrictBool, StrictInt

Text = dict[str, str]
"""One text in every language of the questionnaire."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
OUTSIDE = "outside"
"""The district of somebody who lives elsewhere."""


class Frozen(BaseModel):
    """A published questionnaire never changes, so neither does its model."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Option(Frozen):
    """One thing that can be chosen; `refusal` is "rather not say", `exclusive` stands alone."""

    code: Id
    label: Text
    hint: Text | None = None
    exclusive: StrictBool = False
    refusal: StrictBool = False
    local: StrictBool = False
    sensitive: StrictBool = False
    like: Id | None = None
    """The common activity that one of the district's own is compared as."""
    show_if: str | None = None

    @property
    def stands_alone(self) -> bool:
        """Whether choosing it rules out every other option."""
        return self.exclusive or self.refusal


class Activity(Option):
    """An option of the shared catalogue, with what it gives people: I, S, Z or A."""

    powers: tuple[Literal["I", "S", "Z", "A"], ...] = ()


class Rule(Frozen):
    """What an answer has to agree with, and what is said to a person whose answer does not."""

    condition: str
    message: Text


class Question(Frozen):
    """What every question has; each type adds its own fields."""

    id: Id
    type: str
    label: Text
    hint: Text | None = None
    required: StrictBool = False
    measures: Id | None = None
    sensitive: StrictBool = False
    stratum: Literal["age", "gender"] | None = None
    show_if: str | None = None
    require: tuple[Rule, ...] = ()
    locked: StrictBool = False
    """Whether every district asks it in the same way, so that answers can be compared."""
    # What the question needs to know of the rest of the questionnaire; filled once, when the whole is put together.
    _pool: "tuple[Option, ...]" = PrivateAttr(default=())
    _source: "Question | None" = PrivateAttr(default=None)

    @property
    def pool(self) -> tuple[Option, ...]:
        """The activities a district may add to the options."""
        return self._pool

    @property
    def source(self) -> "Question | None":
        """The question whose picks this one goes on from."""
        return self._source

    def connect(self, *, pool: tuple[Option, ...] = (), source: "Question | None" = None) -> None:
        """Lend the question a part of the rest; only while a questionnaire is being put together."""
        self._pool, self._source = pool, source


class Section(Frozen):
    """One page of the questionnaire."""

    id: Id
    title: Text | None = None
    hint: Text | None = None
    optional: StrictBool = False
    show_if: str | None = None
    questions: tuple[SerializeAsAny[Question], ...] = ()


class Questionnaire(Frozen):
    """A self-contained questionnaire: nothing in it refers to another file."""

    id: Id = Field(alias="questionnaire")
    title: Text
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], ...] = Field(min_length=1)
    minimum_age: Annotated[StrictInt, Field(ge=0, le=120)] = 15
    purpose: Literal["survey", "contact", "provider", "registration", "home_visit", "offering", "feedback"] = "survey"
    sections: tuple[Section, ...] = ()
    pairs: tuple[tuple[Id, Id], ...] = ()
    activities: dict[Id, Activity] = Field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the pages."""
        for section in self.sections:
            yield from section.questions

    def question(self, identifier: str) -> Question:
        """Find one question; a `KeyError` names it."""
        for question in self.questions():
            if question.id == identifier:
                return question
        raise KeyError(f"no question {identifier!r} in questionnaire {self.id!r}")

    def section_of(self, identifier: str) -> Section:
        """Find the page a question stands on."""
        for section in self.sections:
            if any(question.id == identifier for question in section.questions):
                return section
        raise KeyError(f"no question {identifier!r} in questionnaire {self.id!r}")
