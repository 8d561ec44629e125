"""Taking the example out again, with everything that hangs on it and nothing else."""

from sqlalchemy import ColumnElement, Table, delete, or_, select
from sqlalchemy.orm import Session

from survey.store.tables import METADATA
from survey.store.tally import fold


def remove(session: Session, assessment: str) -> None:
    """Delete an assessment and every row that depends on it, found by following the tables' own references."""
    session.info["erases"] = True
    fold(session)  # what still waits to be counted names rounds and districts that are about to go
    for table in reversed(METADATA.sorted_tables):
        mine = _belongs(table, assessment)
        if mine is not None:
            session.execute(delete(table).where(mine))


def _belongs(table: Table, assessment: str) -> ColumnElement[bool] | None:
    """The condition that a row belongs to the assessment, by any of its references; None for tables that never do."""
    if table.name == "assessment":
        return table.c.code == assessment
    links = []
    for key in table.foreign_keys:
        parent = key.column.table
        theirs = None if parent is table else _belongs(parent, assessment)
        if theirs is not None:
            links.append(key.parent.in_(select(key.column).where(theirs)))
    return or_(*links) if links else None
