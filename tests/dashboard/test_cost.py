"""A page costs the same however many have answered, and never reads what anybody said."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from survey.store.base import Store
from tests.conftest import SECRET_KEY
from tests.dashboard.conftest import Enter

ROOT = Path(__file__).resolve().parents[2]
# One of them looks for the newest workshop of the district.
MOST_QUERIES = 11
ANSWERS = re.compile(r"\b(response|sensitive_answer|open_answer|draft|contact|count|cell|pending)\b[. ]", re.IGNORECASE)


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Everything the database is asked meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path", ["/lead/lipovje", "/lead/lipovje/polje", "/lead/lipovje/podgorica", "/lead/lipovje/polje/first"]
)
def test_a_page_asks_the_database_a_few_times_and_never_for_an_answer(enter: Enter, store: Store, path: str) -> None:
    client = enter()
    client.get(path)
    with statements(store) as asked:
        assert client.get(path).status_code == 200
    assert 0 < len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement) and not only_quotes(statement)] == []


def only_quotes(statement: str) -> bool:
    """The one question about somebody's words: a few that two people have approved, with what is hidden hidden."""
    return "open_answer.redacted" in statement and "open_answer.text" not in statement and "LIMIT" in statement


def test_two_hundred_answers_cost_as_many_questions_as_seven(enter: Enter, store: Store) -> None:
    client = enter()
    found = []
    for place in ("polje", "podgorica"):
        client.get(f"/lead/lipovje/{place}")
        with statements(store) as asked:
            client.get(f"/lead/lipovje/{place}")
        found.append(len(asked))
    assert found[0] == found[1]


PROGRAM = """
import sys
from pathlib import Path
from flask import session
from survey import create_app
from survey.config import Settings
from survey.store.accounts import user_named
app = create_app(Settings(database=sys.argv[1], data=Path("."), secret_key=sys.argv[2]))
client = app.test_client()
with app.extensions["store"].read() as reading:
    user = user_named(reading, "lipovje-lead")
with app.test_request_context(), client.session_transaction() as kept:
    import time
    kept.update(user=user.id, key=user.session_key, began=int(time.time()), seen=int(time.time()))
for page in ("/lead/lipovje/polje", "/open-answers/lipovje/read?word=otrok", "/open-answers/lipovje/words"):
    assert client.get(page).status_code == 200
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_showing_a_page_loads_no_statistics(store: Store, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(store.engine.url), SECRET_KEY]
    environ = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environ)
    assert not {"pandas", "numpy", "matplotlib", "scipy"} & set(done.stdout.split())
