"""The application on the tablet: one page, its files under one mark, and the worker that keeps them for the hall."""

import hashlib
import json
from dataclasses import dataclass

from flask import Response, abort, current_app, render_template

from survey.web.static_files import FOR_GOOD, StaticFile, kept, response_of
from survey.web.tablet.blueprint import bp
from survey.web.tablet.words import every_language

_WORKER = "tablet/worker.js"
_TEXTS = "texts.json"
_PARTS = ("tablet/", "steps/")
_SHARED = ("soseska.css", "condition.js")


@dataclass(frozen=True)
class App:
    """Everything the tablet needs but its board: the files by name, and the mark of them all together."""

    mark: str
    files: dict[str, StaticFile]


def app_files() -> App:
    """The application as this server has it; made once."""
    made: App | None = current_app.extensions.get("tablet_files")
    if made is None:
        made = current_app.extensions["tablet_files"] = _gathered(current_app.extensions["static_files"])
    return made


def _gathered(files: dict[str, StaticFile]) -> App:
    mine = {name: file for name, file in files.items() if name.startswith(_PARTS) or name in _SHARED}
    mine[_TEXTS] = kept(_TEXTS, json.dumps(every_language(), ensure_ascii=False).encode())
    marks = "".join(f"{name} {file.mark}\n" for name, file in sorted(mine.items()))
    return App(hashlib.sha256(marks.encode()).hexdigest()[:12], mine)


@bp.get("/tablet/")
def start() -> Response:
    """The one page; it says nothing about anybody, so every tablet may keep it."""
    page = Response(render_template("tablet/shell.html", mark=app_files().mark))
    page.headers["Cache-Control"] = "no-cache"
    return page


@bp.get("/tablet/files/<mark>/<path:name>")
def file(mark: str, name: str) -> Response:
    """A file of the application; never one of another version, which might not fit the others."""
    app = app_files()
    found = app.files.get(name) if mark == app.mark else None
    return response_of(found or abort(404), FOR_GOOD)


@bp.get("/tablet/worker.js")
def worker() -> Response:
    """What serves the application without a network, with the list of what it has to keep."""
    app = app_files()
    names = sorted(name for name in app.files if name != _WORKER)
    about = json.dumps({"mark": app.mark, "files": [f"/tablet/files/{app.mark}/{name}" for name in names]})
    body = f"const APP = {about};\n".encode() + app.files[_WORKER].body
    return response_of(kept("worker.js", body), "no-cache")


@bp.get("/tablet/app.webmanifest")
def manifest() -> Response:
    """What lets people put the application on the tablet's first screen."""
    base = f"/tablet/files/{app_files().mark}/tablet"
    icons = [{"src": f"{base}/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
    about = {
        "name": "Soseska", "short_name": "Soseska", "id": "/tablet/", "start_url": "/tablet/", "scope": "/tablet/",
        "display": "standalone", "background_color": "#F4F7F1", "theme_color": "#F4F7F1", "icons": icons,
    }  # fmt: skip
    body = json.dumps(about).encode()
    return response_of(StaticFile("", "application/manifest+json", body, body), "no-cache")
