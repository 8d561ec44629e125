"""Writing many rows at once: add what is new, add up what is there. The one place that knows both databases' words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from survey.store.base import Base

ROWS_AT_ONCE = 1000


def insert_new(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet; somebody else may insert the same at this moment."""
    if rows:
        session.execute(_insert(session, table_of(model)).on_conflict_do_nothing(), rows)


def insert_one(session: Session, model: type[Base], row: dict[str, Any]) -> bool:
    """Insert a row and say whether it is new: asking the database afterwards, never before."""
    key = next(iter(table_of(model).primary_key))
    statement = _insert(session, table_of(model)).values(row).on_conflict_do_nothing().returning(key)
    return session.execute(statement).first() is not None


def add_up(session: Session, model: type[Base], sums: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows of (key…, sums…) to a table by its primary key, in few statements however many rows."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        statement = _adding(session, table_of(model), sums, len(part))
        session.connection().exec_driver_sql(statement, tuple(value for row in part for value in row))


def _adding(session: Session, table: Table, sums: Sequence[str], rows: int) -> str:
    """The statement as text of our own names: building it from parts takes longer than running it."""
    dialect = session.get_bind().dialect
    quote = dialect.identifier_preparer.quote
    keys = [quote(column.name) for column in table.primary_key]
    added = [quote(name) for name in sums]
    name = quote(table.name)
    mark = "?" if dialect.name == "sqlite" else "%s"
    one = f"({', '.join([mark] * (len(keys) + len(added)))})"
    return (
        f"INSERT INTO {name} ({', '.join(keys + added)}) VALUES {', '.join([one] * rows)} "  # noqa: S608
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET "
        + ", ".join(f"{column} = {name}.{column} + excluded.{column}" for column in added)
    )


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements about many rows."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table


def _insert(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)
