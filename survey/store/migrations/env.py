"""Alembic asks here which database to work on: always the connection that the store lends."""

from alembic import context

from survey.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
