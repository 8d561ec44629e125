"""Writing many rows at once: add what is new, add up what is there. The one place that knows both databases' words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table
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
    statement = _insert(session, table_of(model)).on_conflict_do_nothing().returning(key)
    return session.execute(statement, row).first() is not None


def insert_row(session: Session, model: type[Base], row: dict[str, Any]) -> None:
    """Insert a row that must be new."""
    session.execute(table_of(model).insert(), row)


def add_up(session: Session, model: type[Base], sums: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows of (key…, sums…) to a table by its primary key, in few statements however many rows."""
    table = table_of(model)
    columns = [*table.primary_key, *(table.c[name] for name in sums)]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        if session.get_bind().dialect.name == "postgresql":
            source, values = _arrays(session, columns), tuple(map(list, zip(*part, strict=True)))
        else:
            source, values = _marks(len(columns), len(part)), tuple(value for row in part for value in row)
        session.connection().exec_driver_sql(_adding(session, table, columns, sums, source), values)


def _arrays(session: Session, columns: Sequence[Column[Any]]) -> str:
    """The rows as one array for each column, which PostgreSQL reads many times faster than single values."""
    types = (column.type.compile(session.get_bind().dialect) for column in columns)
    return f"SELECT * FROM unnest({', '.join(f'%s::{name}[]' for name in types)})"  # noqa: S608 - our own types


def _marks(columns: int, rows: int) -> str:
    one = f"({', '.join('?' * columns)})"
    return f"VALUES {', '.join([one] * rows)}"


def _adding(session: Session, table: Table, columns: Sequence[Column[Any]], sums: Sequence[str], source: str) -> str:
    """The statement as text of our own names: building it from parts takes longer than running it."""
    quote = session.get_bind().dialect.identifier_preparer.quote
    name = quote(table.name)
    keys = ", ".join(quote(column.name) for column in table.primary_key)
    into = ", ".join(quote(column.name) for column in columns)
    added = ", ".join(f"{quote(column)} = {name}.{quote(column)} + excluded.{quote(column)}" for column in sums)
    return f"INSERT INTO {name} ({into}) {source} ON CONFLICT ({keys}) DO UPDATE SET {added}"


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements about many rows."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table


def _insert(session: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(table)
