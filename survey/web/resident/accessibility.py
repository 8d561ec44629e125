"""The statement on accessibility: what is met, what is not, what nobody has tested; from one file that tests check."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import render_template

from survey.clock import today
from survey.store import rounds
from survey.store.districts import Assessment
from survey.web.resident.place import store
from survey.web.resident.views import bp

_FILE = Path(__file__).with_name("accessibility.yaml")


@cache
def statement() -> dict[str, Any]:
    """What the file says, every text in three languages."""
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return read


@bp.get("/accessibility")
def accessibility() -> str:
    """For everybody, with the help lines of the towns that ask at the moment."""
    with store().read() as session:
        asking = {one.assessment_id for one in rounds.open_rounds(session, today())}
        towns = [session.get_one(Assessment, number) for number in sorted(asking)]
        lines = [(town.name, town.help_phone) for town in towns if town.help_phone]
    return render_template("resident/accessibility.html", said=statement(), lines=lines)
