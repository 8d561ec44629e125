"""Every module that has tables, so that whoever needs the whole schema sees it whole."""

from survey.store import (
    accounts,
    audit,
    codings,
    contacts,
    counting,
    districts,
    documents,
    drafts,
    edits,
    jobs,
    judgements,
    mappings,
    offerings,
    places,
    releases,
    rounds,
    snapshots,
    stakeholders,
    versions,
    vocabulary,
)
from survey.store.base import Base

MODULES = (
    accounts,
    audit,
    codings,
    contacts,
    counting,
    districts,
    documents,
    drafts,
    edits,
    jobs,
    judgements,
    mappings,
    offerings,
    places,
    releases,
    rounds,
    snapshots,
    stakeholders,
    versions,
    vocabulary,
)
METADATA = Base.metadata
