"""What is done now and then: protocols frozen, old drafts, jobs and drawings that nothing names cleared away."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store import drafts, entries
from survey.store.base import Document, Store
from survey.store.jobs import sweep_jobs
from survey.store.proposals import Proposal
from survey.store.protocols import freeze_due
from survey.store.releases import Release
from survey.store.snapshots import Snapshot, drop_charts


def sweep(store: Store) -> None:
    """Clear away in one short transaction; whoever reads a page meanwhile still sees its drawings."""
    with store.write() as session:
        if drafts.sweep(session) + entries.sweep(session):
            session.info["erases"] = True
        freeze_due(session)
        sweep_jobs(session, datetime.now(UTC))
        drop_charts(session, keep=set(_named(session)))


def _named(session: Session) -> Iterator[str]:
    """The keys of all drawings that some figures or a release still name."""
    for figures in session.scalars(select(Snapshot.figures)):
        yield from _keys(figures.get("charts", {}))
    for kept in (Release.pictures, Proposal.pictures):
        for places in session.scalars(select(kept)):
            for charts in places.values():
                yield from _keys(charts)


def _keys(charts: Document) -> Iterator[str]:
    for chart in charts.values():
        for sizes in chart["keys"].values():
            yield from sizes.values()
