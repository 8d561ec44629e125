"""How far a project has come: the steps in their order, each done or not, and what comes next."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store import versions
from survey.store.districts import Assessment
from survey.store.edits import last
from survey.store.founding import current_names
from survey.store.rounds import current_of
from survey.web.manage.rights import At
from survey.web.setup.later import Step, later


@dataclass(frozen=True)
class Way:
    """All steps of a project, those that may wait, and the change that can be taken back."""

    steps: tuple[Step, ...]
    later: tuple[Step, ...]
    undo: int | None
    undo_part: str

    @property
    def next(self) -> Step | None:
        """The first step that is not done yet."""
        return next((step for step in self.steps if not step.done), None)

    def number(self, code: str) -> int:
        """Which step a page is."""
        return next(at for at, step in enumerate(self.steps, start=1) if step.code == code)


def way(session: Session, at: At) -> Way:
    """Read how far a project has come."""
    newest = last(session, at.assessment.id)
    return Way(
        (
            _project(at.assessment),
            _districts(session, at),
            _questionnaire(session, at),
            _days(at),
        ),
        later(session, at),
        newest.id if newest else None,
        part_name(newest.part) if newest else "",
    )


def part_name(part: str) -> str:
    """What was changed, in words."""
    return {
        "project": _("The project"),
        "districts": _("The districts"),
        "days": _("The days"),
        "map": _("The map"),
        "streets": _("The streets"),
        "census": _("Who lives there"),
        "activities": _("Activities of the districts"),
    }[part]


def _project(mine: Assessment) -> Step:
    said = _("Help-line: %(phone)s", phone=mine.help_phone) if mine.help_phone else _("No help-line yet")
    return Step("project", _("The project"), said, True)


def _districts(session: Session, at: At) -> Step:
    names = current_names(session, at.assessment)
    said = ngettext("%(num)s district", "%(num)s districts", len(names)) if names else _("None yet")
    return Step("districts", _("The districts"), said, bool(names))


def _questionnaire(session: Session, at: At) -> Step:
    draft = versions.draft_of(session, at.round)
    asked = current_of(session, at.round.id)
    waiting = _("Chosen, not published yet") if draft else _("None yet")
    said = _("Published") if asked else waiting
    return Step("questionnaire", _("The questionnaire"), said, bool(draft or asked))


def _days(at: At) -> Step:
    return Step("days", _("The days, and open"), _state(at.round.state), at.round.state != "draft")


def _state(state: str) -> str:
    return {"draft": _("Not open yet"), "open": _("Open for answers"), "closed": _("Closed")}[state]
