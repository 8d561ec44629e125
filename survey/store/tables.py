"""Every module that has tables, so that whoever needs the whole schema sees it whole."""

from survey.store import (
    accounts,
    audit,
    contacts,
    districts,
    drafts,
    jobs,
    offerings,
    responses,
    rounds,
    snapshots,
    stakeholders,
    tally,
)
from survey.store.base import Base

MODULES = (
    accounts,
    audit,
    contacts,
    districts,
    drafts,
    jobs,
    offerings,
    responses,
    rounds,
    snapshots,
    stakeholders,
    tally,
)
METADATA = Base.metadata
