"""Style sheets and scripts under addresses that change with their content, so that browsers may keep them for good."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request

FOLDER = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent."""

    mark: str
    kind: str
    body: bytes
    packed: bytes


def read_files(folder: Path) -> dict[str, StaticFile]:
    """Every file below the folder by its name; they are few and small, so they stay in memory."""
    return {
        path.relative_to(folder).as_posix(): kept(path.name, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def kept(name: str, body: bytes) -> StaticFile:
    """A file with what its name says it is, and the mark of its content."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return StaticFile(hashlib.sha256(body).hexdigest()[:12], kind, body, gzip.compress(body, 9, mtime=0))


def register(app: Flask) -> None:
    """Serve the files and let templates name them: static('soseska.css')."""
    files = read_files(FOLDER)
    app.extensions["static_files"] = files

    def address(name: str) -> str:
        # Written by hand: the error page needs it even where the request named an impossible host.
        return f"{request.script_root}/static/{files[name].mark}/{name}"

    @app.get("/static/<mark>/<path:name>")
    def static_file(mark: str, name: str) -> Response:
        file = files.get(name) or abort(404)
        # A page from before an update still gets its file, but nobody may keep it under the old mark.
        return response_of(file, FOR_GOOD if mark == file.mark else "no-cache")

    app.jinja_env.globals["static"] = address


def response_of(file: StaticFile, cache: str) -> Response:
    """A file as an answer, packed where the browser can unpack it."""
    packed = request.accept_encodings["gzip"] > 0 and len(file.packed) < len(file.body)
    response = Response(file.packed if packed else file.body, mimetype=file.kind)
    response.headers["Cache-Control"] = cache
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response
