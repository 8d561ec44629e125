"""What a page of the survey asks the database."""

import gzip
import re
from types import SimpleNamespace

from sqlalchemy import event

from tests.web.conftest import Resident


def test_the_districts_are_read_once_for_a_page(resident: Resident, town: SimpleNamespace) -> None:
    resident.begin()
    lists: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        # The list is the one question for districts that asks for their outlines in order.
        if "FROM district" in statement and "ORDER BY" in statement:
            lists.append(statement)

    store = resident.client.application.extensions["store"]
    event.listen(store.engine, "before_cursor_execute", note)
    page = resident.press(q_r2="often")
    event.remove(store.engine, "before_cursor_execute", note)
    assert "What would you come to?" in page.text
    assert "garden" in page.text
    assert len(lists) == 1


def test_the_first_page_with_all_it_needs_is_small(resident: Resident) -> None:
    page = resident.page.text
    files = re.findall(r'(?:href|src|data-conditions)="(/static/[^"]+)"', page)
    assert len(files) >= 3
    sent = [resident.client.get(file, headers={"Accept-Encoding": "gzip"}).data for file in files]
    assert len(gzip.compress(page.encode())) + sum(map(len, sent)) <= 15_000
