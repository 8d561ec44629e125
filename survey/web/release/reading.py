"""Where a round stands on its way to the public: what is prepared, by whom, and what was released before."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.clock import local
from survey.released import Released
from survey.store import jobs, proposals
from survey.store.accounts import User
from survey.store.jobs import UNFINISHED, Job
from survey.store.proposals import Proposal
from survey.store.releases import Release, releases_of
from survey.store.responses import answers_of_place
from survey.store.rounds import Round
from survey.web.manage.rights import At, round_at
from survey.web.public.reading import Shown, of_proposal


@dataclass(frozen=True)
class Past:
    """One release: who proposed it and who released it; `alone` where that was one person for want of another."""

    number: int
    at: datetime
    by: str
    proposed_by: str
    alone: bool


@dataclass(frozen=True)
class Standing:
    """Everything the page of a release says; `others` may approve what this person proposes."""

    job: Job | None
    proposal: Proposal | None
    shown: Shown | None
    before: Released | None
    past: tuple[Past, ...]
    names: dict[int, str]
    others: tuple[str, ...]
    since: int
    outdated: bool

    @property
    def busy(self) -> bool:
        """Whether the worker is still at it."""
        return self.job is not None and self.job.state in UNFINISHED


def town_round(session: Session, slug: str) -> At:
    """The round, for whoever answers for the whole town; one that is not open yet has nothing to release."""
    at = round_at(session, slug)
    return at if at.round.state != "draft" else abort(404)


def standing(session: Session, round_: Round, me: int) -> Standing:
    """Read where the round stands."""
    proposal, earlier = proposals.open_proposal(session, round_), releases_of(session, round_)
    shown = shown_of(session, proposal)
    job = next((job for job in jobs.jobs_of(session, "release") if job.payload.get("round") == round_.id), None)
    names = _names(session)
    told = shown.document["town"]["answers"] if shown else 0
    return Standing(
        job=job,
        proposal=proposal,
        shown=shown,
        before=cast(Released, earlier[-1].document) if earlier else None,
        past=tuple(_past(session, round_, earlier, names)),
        names=names,
        others=tuple(proposals.others(session, round_, me)),
        since=max(0, answers_of_place(session, round_) - told) if shown else 0,
        outdated=proposal is not None and proposals.outdated(session, proposal),
    )


def shown_of(session: Session, proposal: Proposal | None) -> Shown | None:
    """What would be public, if anything is prepared."""
    if proposal is None or proposal.document is None:
        return None
    return of_proposal(session, proposal.round_id, proposal.document, proposal.pictures, proposal.number)


def _past(session: Session, round_: Round, earlier: list[Release], names: dict[int, str]) -> list[Past]:
    known = proposals.proposals_of(session, round_)
    found = []
    for made in reversed(earlier):
        way = known.get(made.id)
        proposed = names.get(way.proposed_by, "") if way and way.proposed_by else ""
        by = names.get(made.user_id, "") if made.user_id else ""
        found.append(Past(made.number, local(made.released_at), by, proposed, bool(way and way.alone)))
    return found


def _names(session: Session) -> dict[int, str]:
    return {number: name for number, name in session.execute(select(User.id, User.name))}  # noqa: C416 - as above
