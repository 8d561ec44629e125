"""The job that prepares a release: count, audit, draw, and leave it to be looked through; nothing is public yet."""

from typing import cast

from survey.released import Released
from survey.store import proposals
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.store.proposals import Proposal
from survey.store.releases import Release, release_count
from survey.store.rounds import Round
from survey.store.tally import fold
from survey.worker.progress import JobFailed, step
from survey.worker.release import Prepared, prepare
from survey.worker.release_pictures import as_document, draw_release


def prepare_release(store: Store, job: Job) -> Document | None:
    """Prepare a release of the round that the job names."""
    with store.write() as session:
        fold(session)
    step(store, job, 10, "audit")
    with store.read() as session:
        round_ = session.get_one(Round, job.payload["round"])
        number = release_count(session, round_) + 1
        ready = prepare(session, round_)
    pictures: Document = {}
    if ready.document and not ready.refusal:
        step(store, job, 60, "pictures")
        pictures = as_document(draw_release(store, round_.id, ready.document))
    step(store, job, 95, "keeping")
    with store.write() as session:
        made = _proposal(ready, job, number, pictures)
        if not proposals.keep(session, made):
            raise JobFailed("proposed_already")
        return {"proposal": made.id}


def _proposal(ready: Prepared, job: Job, number: int, pictures: Document) -> Proposal:
    told = ready.document if not ready.refusal else None
    return Proposal(
        round_id=job.payload["round"],
        number=number,
        state="refused" if ready.refusal else "ready",
        made_by=job.user_id,
        document=cast(Document | None, told),
        basis=cast(Document, ready.basis) if told else {},
        snapshots=list(ready.snapshots),
        findings=_findings(ready),
        pictures=pictures,
    )


def _findings(ready: Prepared) -> Document:
    """What the audit said; in codes, which the page puts into words."""
    leaks = [{"code": leak.code, "sources": list(leak.sources)} for leak in ready.leaks]
    return {
        "refusal": ready.refusal,
        "held": list(ready.held),
        "leaks": leaks,
        "wait": list(ready.wait),
        "new": ready.new,
    }


def complete(store: Store, release_id: int) -> None:
    """Draw a release that came out without its pictures, as from the command line."""
    with store.read() as session:
        made = session.get_one(Release, release_id)
        round_id, document = made.round_id, cast(Released, made.document)
    pictures = draw_release(store, round_id, document)
    with store.write() as session:
        session.get_one(Release, release_id).pictures = as_document(pictures)
