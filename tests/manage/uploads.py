"""Sends every file of a folder to the page of drafts and prints what was said, how long that took and how much memory.

A program of its own, so that its memory can be measured.
"""

import io
import json
import re
import sys
import time
from pathlib import Path

from flask.testing import FlaskClient

from survey import create_app
from survey.config import Settings

PAGE = "/manage/walk"
LISTED = re.compile(r"<li><bdi>(\w+\.yaml:.*?)</bdi></li>", re.DOTALL)


def main(folder: str, database: str, key: str, password: str) -> None:
    client = create_app(Settings(database=database, data=Path(folder), secret_key=key)).test_client()
    token = token_of(client, "/login")
    client.post("/login", data={"name": "lead", "password": password, "csrf_token": token})
    told = {file.stem: sent(client, file.read_bytes()) for file in sorted(Path(folder).glob("*.file"))}
    sys.stdout.write(json.dumps(told))


def token_of(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def sent(client: FlaskClient, content: bytes) -> tuple[int, float, float, list[str]]:
    """The status, the seconds of the processor, the most megabytes meanwhile, and what is listed."""
    token = token_of(client, f"{PAGE}?lang=en")
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    began = time.process_time()
    data = {"csrf_token": token, "file": (io.BytesIO(content), "form.yaml")}
    answer = client.post(f"{PAGE}/draft?lang=en", data=data)
    seconds = time.process_time() - began
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert most
    refused = re.search(r'<div class="errors".*?</div>', answer.text, re.DOTALL)
    page = refused[0] if refused else client.get(f"{PAGE}?lang=en").text
    return answer.status_code, seconds, int(most[1]) / 1024, LISTED.findall(page)


if __name__ == "__main__":
    main(*sys.argv[1:])
