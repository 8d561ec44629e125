"""The map of the town with what every district says."""

from collections.abc import Iterator

from survey.i18n import gettext as _
from survey.i18n import join_list, number
from survey.worker.captions import verdicts
from survey.worker.drawing.pieces import Drawing, Records


def of_town(town: str, rows: Records) -> Iterator[Drawing]:
    """Nothing where no district has a border."""
    if not any(row["polygon"] for row in rows):
        return
    said = join_list(f"{row['label']} ({number(row['answers'])}): {verdicts()[row['verdict']]}" for row in rows)
    texts = {"title": _("Map of %(place)s with the answers so far", place=town), "desc": said}
    yield Drawing("districts", "districts", rows, texts)
