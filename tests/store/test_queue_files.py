"""What a tablet has saved as a file is brought in once, whole or not at all."""

import json
import uuid
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from survey.store.queue_files import NotAQueue, OtherServer, merge
from survey.store.workshop_items import WorkshopItem
from tests.store.conftest import Town
from tests.store.evening import evening, record_of

pytestmark = pytest.mark.slow_on_postgres


def written(*parts: tuple[Any, list[Any]]) -> bytes:
    workshops = [{"workshop": str(workshop), "items": items} for workshop, items in parts]
    return json.dumps({"soseska": "queue", "workshops": workshops}).encode()


@pytest.fixture
def key(town: Town, staff: dict[str, int]) -> uuid.UUID:
    with town.store.write() as session:
        return evening(session, town, staff["town"]).id


def brought(town: Town, content: bytes, **told: Any) -> Counter[str]:
    with town.store.write() as session:
        return merge(session, content, None, **told)


def kept(town: Town) -> int:
    with town.store.read() as session:
        return session.scalar(select(func.count()).select_from(WorkshopItem)) or 0


def test_a_file_brought_in_twice_changes_nothing_the_second_time(town: Town, key: uuid.UUID) -> None:
    content = written((key, [record_of() for _ in range(30)]))
    assert brought(town, content) == {"kept": 30}
    assert brought(town, content) == {"known": 30}
    assert kept(town) == 30


@pytest.mark.parametrize("cut", [0, 1, 20, 200, -1])
def test_a_file_that_was_cut_off_is_refused_whole(town: Town, key: uuid.UUID, cut: int) -> None:
    with pytest.raises(NotAQueue):
        brought(town, written((key, [record_of() for _ in range(3)]))[:cut])
    assert kept(town) == 0


@pytest.mark.parametrize(
    "said", ["null", "[]", '{"soseska": "board"}', '{"soseska": "queue", "workshops": [1]}', "{" * 9]
)
def test_another_file_is_refused(town: Town, said: str) -> None:
    with pytest.raises(NotAQueue):
        brought(town, said.encode())


def test_a_workshop_of_another_server_stops_all_of_the_file(town: Town, key: uuid.UUID) -> None:
    content = written((key, [record_of()]), (uuid.uuid4(), [record_of()]))
    with pytest.raises(OtherServer):
        brought(town, content)
    with pytest.raises(OtherServer):
        brought(town, written((key, [record_of()])), seen={uuid.uuid4()})
    assert kept(town) == 0
