"""The same file has the same faults everywhere: `soseska check`, `soseska publish --dry-run` and the page."""

import html
import io
import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from flask.testing import FlaskClient

from survey.cli import main
from survey.config import Settings
from tests.choir import FORM
from tests.manage.conftest import Enter, send

LISTED = re.compile(r"<li><bdi>(?:\S*/)?(\w+\.yaml:\d+:\d+: .*?)</bdi></li>")
COUNTED = re.compile(r"\d+ (?:things?|texts?) (?:is|are|has|have) [^.<]*\.")

CARDS = """      - {id: picks, type: multiple, label: {sl: a, hr: a}, at_most: 2, options: {choir: {sl: a, hr: a, en: a}, walk: {sl: a, hr: a, en: a}}}
      - {id: more, type: cards, of: picks, label: {sl: a, hr: a, en: a}, columns: [{id: often, label: {sl: a, hr: a, en: a}, options: {x: {sl: a, hr: a, en: a}}}]}
      - {id: tail, type: note, label: {sl: a, hr: a, en: a}, show_if: picks has chor}
"""  # noqa: E501 - a question is a line
MORE = "      - {id: more, type: multiple, label: {sl: a, hr: a, en: a}, options: %s}\n"
FILES = {
    "a wrong type": FORM.replace("type: single", "type: singel"),
    "texts to come": FORM.replace(', hr: "Odgovaram bez imena."', "").replace('hr: "Još nešto?", ', ""),
    "one language": re.sub(r'sl: "[^"]*", hr: "[^"]*", ', "", FORM).replace("[sl, hr, en]", "[en]"),
    "a placeholder of nothing": FORM.replace("Would you come?", "Would {nobody} come?")
    .replace("Bi prišli?", "Bi {nobody} prišel?")
    .replace("Biste li došli?", "Bi li {nobody} došao?"),
    "a further language": FORM.replace("[sl, hr, en]", "[sl, hr, en, de]"),
    "a question with a gap, and what hangs on it": FORM + CARDS,
    "another basis": FORM.replace("public_task:", "consent:"),
    "a trap": FORM.replace("never:", "no:"),
    "a shared list": FORM + MORE % "AGEE",
    "an activity": FORM + MORE % "{activities: [gardn]}",
    "nothing": "",
    "UTF-16": FORM.encode("utf-16"),
    "cut off": FORM[:700],
    "sound": FORM,
}  # fmt: skip


def told(text: str) -> tuple[list[str], list[str]]:
    """The lines of a terminal that name a place, without the folder, and the sentence that counts them."""
    lines = [line.rpartition("/")[2] if ".yaml:" in line.split(" ")[0] else line for line in text.splitlines()]
    return [line for line in lines if re.match(r"\w+\.yaml:\d+:\d+: ", line)], COUNTED.findall(text)


Told = tuple[list[str], list[str]]


@dataclass
class Doors:
    """The page and the two commands, each asked about the same file."""

    client: FlaskClient
    environment: dict[str, str | None]
    folder: Path

    def page(self, raw: bytes) -> Told:
        """What is listed, whether the draft was refused or kept."""
        answer = send(self.client, "draft", file=(io.BytesIO(raw), "choir.yaml"))
        refused = re.search(r'<div class="errors".*?</div>', answer.text, re.DOTALL)
        shown = html.unescape(refused[0] if refused else self.client.get("/manage/walk").text)
        return LISTED.findall(shown), COUNTED.findall(shown)

    def command(self, *words: str) -> tuple[Told, int]:
        done = CliRunner(env=self.environment).invoke(main, [*words, str(self.folder / "choir.yaml")])
        return told(done.output), done.exit_code


def test_a_file_has_the_same_faults_at_every_door(enter: Enter, settings: Settings, tmp_path: Path) -> None:
    environment = {"SOSESKA_DATABASE": settings.database, "SOSESKA_SECRET_KEY": settings.secret_key, "LANG": "en"}
    doors = Doors(enter(), {**environment, "SOSESKA_DATA": str(settings.data)}, tmp_path)
    for name, content in FILES.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "choir.yaml").write_bytes(raw)
        on_page = doors.page(raw)
        checked, looked = doors.command("check"), doors.command("publish", "--round", "walk", "--dry-run")
        assert looked == (on_page, name != "sound"), name
        # Only a town knows on which basis it asks.
        assert name == "another basis" or checked[0] == on_page, name
        assert bool(on_page[0]) == (name != "sound"), name
