"""One person's visit: what they have typed so far, the pages that follow from it, and where they go next."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from survey import i18n
from survey.questionnaire.answers import Context, Reading, order, read
from survey.questionnaire.condition import parse, questions_in
from survey.questionnaire.model import Question, Questionnaire, Section
from survey.questionnaire.path import looked_at, pages
from survey.questionnaire.question_type import field_name
from survey.questionnaire.types import type_of
from survey.web.resident.controls import Typed, offers, view
from survey.web.resident.drawn import View
from survey.web.resident.place import Place
from survey.web.resident.tokens import Ticket

REVIEW = "review"
"""The page after the last: everything said, to be read once more before it is sent."""

LATER = "later"
"""The page with the code for going on elsewhere."""


@dataclass(frozen=True)
class Sitting:
    """The state of one visit; it never changes, each step makes a new one."""

    place: Place
    questionnaire: Questionnaire
    version: str
    context: Context
    ticket: Ticket
    fields: Mapping[str, list[str]] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    reviewed: bool = False
    furthest: int = -1
    """The last page this person has come to, as its place among all pages; -1 before the first is sent."""
    at: str = ""
    """The page that was shown last, for whoever goes on elsewhere."""
    revision: int = 0
    """How often the draft had been saved when it was read."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """By page: when its answers last became others, counted like `revision`."""
    other: "Sitting | None" = None
    """What is saved, where that was typed elsewhere meanwhile and differs from what this page has sent."""
    carried: Mapping[str, Any] = field(default_factory=dict)
    """What the draft holds besides answers, such as which answer this one corrects."""

    @property
    def languages(self) -> tuple[str, ...]:
        """What can be chosen: our own languages, which always lead back, and of others what somebody has reviewed.

        A trial has every language that the questionnaire speaks.
        """
        spoken = self.questionnaire.languages
        if self.place.trial:
            return (*i18n.LANGUAGES, *(code for code in spoken if code not in i18n.LANGUAGES))
        return i18n.offered(spoken)

    @cached_property
    def reading(self) -> Reading:
        """What the fields say."""
        return read(self.questionnaire, self.fields, self.context)

    @cached_property
    def pages(self) -> list[Section]:
        """The pages this person sees."""
        return pages(self.questionnaire, self.reading.answers, self.context)

    def page(self, name: str) -> Section:
        """The page of that name, or the next one this person sees."""
        known = [section.id for section in self.questionnaire.sections]
        place = known.index(name) if name in known else 0
        later = [page for page in self.pages if known.index(page.id) >= place]
        return (later or self.pages)[0]

    def begins_at(self, name: str) -> bool:
        """Whether nothing comes before the page of that name."""
        return name in ("", self.questionnaire.sections[0].id)

    def number(self, page: Section) -> int:
        """Which page this is, counted from 1."""
        return self.pages.index(page) + 1

    def faults(self, page: Section) -> dict[str, list[str]]:
        """What is wrong on one page, in sentences by question."""
        here = {question.id for question in page.questions}
        return {name: said for name, said in self.reading.faults.items() if name in here}

    def views(self, page: Section, faults: Mapping[str, list[str]] | None = None) -> list[View]:
        """The questions of a page, drawn."""
        typed = self.typed(faults)
        return [view(question, typed) for question in page.questions if type_of(question).drawn(question)]

    def typed(self, faults: Mapping[str, list[str]] | None = None) -> Typed:
        """What the questions are drawn from."""
        return Typed(self.fields, self.reading.answers, self.context, self.ticket.secret, faults or {})

    def drawn(self, page: Section, faults: Mapping[str, list[str]] | None = None) -> list[View]:
        """The questions of a page with those, still hidden, that an answer on the same page may open."""
        typed, asked = self.typed(faults), {question.id for question in page.questions}
        whole = self.questionnaire.section_of(page.questions[0].id).questions
        return [
            view(question, typed, closed=question.id not in asked)
            for place, question in enumerate(whole)
            if type_of(question).drawn(question) and (question.id in asked or self.may_open(question, whole[:place]))
        ]

    def may_open(self, question: Question, before: Sequence[Question]) -> bool:
        """Whether an answer to a question before it on the same page may lead to this one."""
        looks_at = set(questions_in(parse(question.show_if))) if question.show_if else set()
        here = {other.id for other in before}
        return bool(looks_at & here) and type_of(question).applies(question, self.reading.answers, self.context)

    def told(self, views: Sequence[View]) -> dict[str, Any]:
        """The answers of earlier pages that conditions on this page look at."""
        questions = [self.questionnaire.question(drawn.question) for drawn in views]
        names = {name for question in questions for name in looked_at(question)} - {q.id for q in questions}
        return {name: self.reading.answers[name] for name in sorted(names) if name in self.reading.answers}

    def to_show(self, page: Section) -> set[str]:
        """What has to be seen before a page is done: its questions, and options that not everybody is offered."""
        typed = self.typed()
        return {q.id for q in page.questions}.union(*(offers(q, typed) for q in page.questions))

    def orders(self) -> dict[str, list[str]]:
        """In which order this person saw the options of shuffled questions."""
        shuffled = (q for q in self.questionnaire.questions() if type_of(q).shuffles(q))
        return {q.id: list(order(q, self.ticket.secret, self.context)) for q in shuffled}

    def after(self, page: Section) -> str:
        """The next page; somebody who comes back from the review sees only what is new or wrong."""
        following = self.pages[self.number(page) :]
        if self.reviewed:
            following = [other for other in self.pages if other != page and self.needs_a_look(other)]
        return following[0].id if following else REVIEW

    def before(self, name: str) -> str:
        """The page before; from the review the last one."""
        if name == REVIEW:
            return self.pages[-1].id
        return self.pages[max(self.number(self.page(name)) - 2, 0)].id

    def needs_a_look(self, page: Section) -> bool:
        """Whether a page has faults, or fields that were never shown."""
        unseen = any(drawn.names() - self.seen for drawn in self.views(page))
        return unseen or bool(self.faults(page))

    def first_fault(self) -> Section | None:
        """The first page on which something is wrong."""
        return next((page for page in self.pages if self.faults(page)), None)

    def with_fields(self, page: Section, shown: list[str], form: Mapping[str, list[str]], context_of: Any) -> "Sitting":
        """Take over what was sent for the questions that were shown; all else stays as it was."""
        asked = [question for question in page.questions if question.id in shown]
        kept = {name: values for name, values in self.fields.items() if not _belongs(name, asked)}
        sent = {name: values for name, values in form.items() if _belongs(name, asked)}
        fields = kept | sent
        changed = {page.id: self.revision + 1} if _filled(kept | sent) != _filled(self.fields) else {}
        taken = replace(
            self, fields=fields, context=context_of(self.questionnaire, fields), changed={**self.changed, **changed}
        )
        return taken.having_seen(taken.views(_only(page, asked)))

    def beside(self, page: Section, revision: int, before: "Sitting") -> "Sitting":
        """Notice when this page was saved elsewhere after it had been shown here, and says something else now."""
        late = self.changed != before.changed and before.changed.get(page.id, 0) > revision
        return replace(self, other=before, revision=revision) if late else self

    def overtaken_since(self, revision: int) -> bool:
        """Whether any answer became another one since a page was shown."""
        return max(self.changed.values(), default=0) > revision

    def having_seen(self, views: list[View]) -> "Sitting":
        """Remember what was shown."""
        names = frozenset(name for drawn in views for name in drawn.names())
        return replace(self, seen=self.seen | names)

    def coming_to(self, name: str) -> tuple["Sitting", list[str]]:
        """Remember how far somebody has come, and say which pages that adds; the review comes after all of them."""
        known = [section.id for section in self.questionnaire.sections]
        place = known.index(name) if name in known else len(known)
        new = [page.id for page in self.pages if self.furthest < known.index(page.id) <= place]
        return replace(self, furthest=max(place, self.furthest), at=name), new

    @property
    def corrects(self) -> uuid.UUID | None:
        """The answer that this one is to take the place of."""
        earlier = self.carried.get("corrects")
        return uuid.UUID(earlier) if earlier else None

    @property
    def let_in(self) -> bool:
        """Whether this visit may send an answer: by a code where the round asks for one, or to correct what it sent."""
        return self.place.open_link or "code" in self.carried or self.corrects is not None

    def saved(self) -> "Sitting":
        """The same, once its draft is kept."""
        return replace(self, revision=self.revision + 1)

    def document(self) -> dict[str, Any]:
        """What the draft keeps."""
        return {
            "fields": dict(self.fields),
            "seen": sorted(self.seen),
            "reviewed": self.reviewed,
            "furthest": self.furthest,
            "at": self.at,
            "changed": dict(self.changed),
            "carried": dict(self.carried),
        }


def _filled(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The fields in which something stands: an empty line says the same as none."""
    return {name: said for name, values in fields.items() if (said := [value for value in values if value])}


def _only(page: Section, questions: list[Question]) -> Section:
    return page.model_copy(update={"questions": tuple(questions)})


def _belongs(name: str, questions: list[Question]) -> bool:
    return any(name == field_name(q) or name.startswith(f"{field_name(q)}__") for q in questions)
