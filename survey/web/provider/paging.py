"""The form of an organisation page by page: nothing is kept on the way, so every page carries what the others hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from survey.questionnaire.model import Questionnaire, Section
from survey.questionnaire.path import pages
from survey.web.resident.controls import Typed
from survey.web.resident.flow import Posted

AGREED = "contact_ok"


@dataclass(frozen=True)
class Step:
    """The page to show, with its place among the others and what is wrong on it."""

    section: Section
    number: int
    of: int
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    opened: bool = False
    """Whether answers have opened questions that have not been seen yet."""

    @property
    def last(self) -> bool:
        """Whether the form is sent from here."""
        return self.number == self.of

    @property
    def stays(self) -> bool:
        """Whether something on this page keeps it from going on."""
        return self.opened or bool(self.faults)


@dataclass(frozen=True)
class Paging:
    """The pages that these answers lead to."""

    sections: list[Section]
    faults: Mapping[str, list[str]]
    shown: frozenset[str]

    @classmethod
    def of(cls, form: Questionnaire, typed: Typed, faults: Mapping[str, list[str]], shown: list[str]) -> "Paging":
        """The pages as these answers open them."""
        return cls(pages(form, typed.answers, typed.context), faults, frozenset(shown))

    def step(self, at: int, checked: bool = False) -> Step:
        """One page by its place; the nearest one where there is none."""
        place = min(max(at, 0), len(self.sections) - 1)
        section = self.sections[place]
        if not checked:
            return Step(section, place + 1, len(self.sections))
        asked = [question.id for question in section.questions]
        faults = {name: said for name, said in self.faults.items() if name in asked}
        return Step(section, place + 1, len(self.sections), faults, not faults and not set(asked) <= self.shown)

    def after(self, posted: Posted) -> Step | None:
        """What a button leads to; None when everything is right and the form may be kept."""
        verb, _target = posted.button()
        here = self._place(posted.page)
        if verb == "back":
            return self.step(here - 1)
        if verb == "lang":
            return self.step(here)
        if verb == "send" or here == len(self.sections) - 1:
            return self._first_stop()
        stop = self.step(here, checked=True)
        return stop if stop.stays else self.step(here + 1)

    def here(self, posted: Posted) -> Step:
        """The page that was sent, as it was."""
        return self.step(self._place(posted.page))

    def _first_stop(self) -> Step | None:
        every = [self.step(place, checked=True) for place in range(len(self.sections))]
        faulty = (step for step in every if step.faults)
        return next(faulty, None) or next((step for step in every if step.opened), None)

    def _place(self, name: str) -> int:
        return next((place for place, section in enumerate(self.sections) if section.id == name), 0)


def carried(step: Step, posted: Posted, agreed: bool) -> Iterator[tuple[str, str]]:
    """The fields of all other pages, to go along unseen."""
    here = {question.id for question in step.section.questions}
    for name, values in posted.fields.items():
        if name.removeprefix("q_").partition("__")[0] not in here:
            yield from ((name, value) for value in values)
    yield from (("shown", name) for name in dict.fromkeys(posted.shown) if name not in here)
    if agreed and not here & {"s10_email"}:
        yield AGREED, "y"
