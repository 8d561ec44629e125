"""The schema's history: only forwards, one numbered file for each change."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from survey.store.base import Store, hold
from survey.store.errors import NewerDatabase


def upgrade(store: Store) -> None:
    """Bring the database to the schema of this program, as a whole or not at all; safe to repeat."""
    with store.write() as session:
        hold(session, "migrations")
        _refuse_newer(session)
        config = _config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")


def head() -> str:
    """The newest schema that this program knows."""
    newest = _scripts().get_current_head()
    if newest is None:
        raise LookupError("The folder of migrations is empty.")
    return newest


def current(session: Session) -> str | None:
    """The schema that the database has; nothing when it is new."""
    return MigrationContext.configure(session.connection()).get_current_revision()


def is_current(store: Store) -> bool:
    """Whether the program may start on this database; one from a later version is refused."""
    with store.read() as session:
        _refuse_newer(session)
        return current(session) == head()


def _refuse_newer(session: Session) -> None:
    found = current(session)
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(found)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
