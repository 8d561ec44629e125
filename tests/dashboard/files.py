"""Asking for prepared files, fetching them, and holding them against their manifest."""

import hashlib
import io
import json
from pathlib import Path
from threading import Event
from typing import Any
from zipfile import ZipFile

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.downloads import Download
from survey.worker.jobs import run_next
from tests.dashboard.conftest import token_of

KEEPER, LEAD = "lipovje-data", "lipovje-lead"
PAGE = "/downloads/lipovje"


def ask(client: FlaskClient, kind: str = "answers", **fields: str) -> TestResponse:
    fields = {"format": "csv", "reason": "for the yearly report", **fields}
    token = token_of(client.get(f"{PAGE}/{kind}").text)
    return client.post(f"{PAGE}/{kind}", data={"csrf_token": token, **fields})


def order(client: FlaskClient, kind: str, **fields: str) -> str:
    sent = client.post(f"{PAGE}/{kind}", data={"csrf_token": token_of(client.get(PAGE).text), **fields})
    assert sent.status_code == 303
    return sent.headers["Location"]


def ready(client: FlaskClient, store: Store, data: Path, **fields: str) -> str:
    """The address of a file that has been prepared."""
    address = ask(client, **fields).headers["Location"]
    assert run_next(store, data, Event())
    return f"{address}/file"


def fetched(client: FlaskClient, address: str) -> bytes:
    """A finished file, and the file on the disk closed again."""
    with client.get(address) as sent:
        assert (sent.status_code, sent.mimetype) == (200, "application/zip")
        assert sent.headers["Cache-Control"] == "no-store"
        return sent.data


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def row(store: Store) -> Download:
    with store.read() as session:
        return session.scalars(select(Download).order_by(Download.id.desc())).first()


def record(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Audit.what).order_by(Audit.id)))


def checked(content: bytes) -> dict[str, Any]:
    """The manifest, after every file was compared with it."""
    files = parts(content)
    manifest: dict[str, Any] = json.loads(files.pop("manifest.json"))
    listed = {one["name"]: (one["bytes"], one["sha256"]) for one in manifest["files"]}
    assert listed == {name: (len(said), hashlib.sha256(said).hexdigest()) for name, said in files.items()}
    return manifest
