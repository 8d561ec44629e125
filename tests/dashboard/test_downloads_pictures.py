"""Pictures, and everything of a round in one file."""

from pathlib import Path
from threading import Event

import pytest

from survey.store.base import Store
from survey.worker.jobs import run_next
from tests.dashboard.conftest import Enter, token_of
from tests.dashboard.files import LEAD, PAGE, checked, fetched, order, parts


def test_pictures_come_as_drawings_images_and_tables(enter: Enter, store: Store, data: Path) -> None:
    client = enter("ob-potoku-lead")
    address = order(client, "pictures")
    assert run_next(store, data, Event())
    content = fetched(client, f"{address}/file")
    files, manifest = parts(content), checked(content)
    drawn = {name.removesuffix(".svg") for name in files if name.endswith(".svg")}
    assert "ob-potoku/wishes" in drawn
    for name in drawn:
        assert b"var(" not in files[f"{name}.svg"]
        assert files[f"{name}.png"].startswith(b"\x89PNG")
        assert files[f"{name}.csv"].count(b"\n") > 1
    assert {one["place"] for one in manifest["snapshots"]} == {"ob-potoku"}


def test_another_district_cannot_be_asked_for(enter: Enter) -> None:
    client = enter("ob-potoku-lead")
    sent = client.post(f"{PAGE}/pictures", data={"csrf_token": token_of(client.get(PAGE).text), "place": "polje"})
    assert sent.status_code == 404


@pytest.mark.slow
def test_everything_of_a_round_lies_in_one_file(enter: Enter, store: Store, data: Path) -> None:
    client = enter(LEAD)
    address = order(client, "everything")
    assert run_next(store, data, Event())
    content = fetched(client, f"{address}/file")
    manifest, files = checked(content), parts(content)
    wanted = {f"{name}.{ending}" for name in ("results", "codebook") for ending in ("csv", "xlsx", "json")}
    assert wanted | {"questionnaire.json", "read_me.txt", "pictures/districts.png"} <= files.keys()
    assert len(manifest["snapshots"]) >= 6
    assert manifest["program"].startswith("Soseska ")
    assert "Lipovje" in manifest["cite"]
    assert not [name for name in files if "answers" in name or "words" in name]
