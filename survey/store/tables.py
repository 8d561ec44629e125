"""Every module that has tables, so that whoever needs the whole schema sees it whole."""

from survey.store import (
    accounts,
    audit,
    contacts,
    counting,
    districts,
    documents,
    drafts,
    jobs,
    offerings,
    rounds,
    snapshots,
    stakeholders,
    vocabulary,
)
from survey.store.base import Base

MODULES = (
    accounts,
    audit,
    contacts,
    counting,
    districts,
    documents,
    drafts,
    jobs,
    offerings,
    rounds,
    snapshots,
    stakeholders,
    vocabulary,
)
METADATA = Base.metadata
