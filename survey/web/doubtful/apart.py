"""The main figures in two columns, as the worker has counted them: for the town, or for each district of somebody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from survey import i18n
from survey.apart import Apart, Beside
from survey.figures import FORMAT
from survey.i18n import gettext as _
from survey.sentences import words
from survey.sentences.labels import Labels, labels_of
from survey.store.rounds import current_version
from survey.store.snapshots import latest_of_round
from survey.web.ways.reading import At


@dataclass(frozen=True)
class Columns:
    """The figures of one place: what it is, from when, and each with all answers and without the marked ones."""

    place: str
    moment: str
    rows: tuple[tuple[str, str, str], ...]


def columns(session: Session, at: At) -> list[Columns]:
    """One table for who answers for the whole town; else one for each district that has one."""
    names = {None: _("The whole town")} if at.whole else {one.id: words.place(one) for one in at.districts}
    found = latest_of_round(session, at.round, "settled", only=names)
    labels = labels_of(session, current_version(session, at.round), i18n.language())
    known = [(name, found[place]) for place, name in names.items() if place in found]
    return [
        Columns(name, words.as_of(one.made_at), tuple(_rows(cast(Apart, one.figures["apart"]), labels)))
        for name, one in known
        if one.figures["format"] == FORMAT and one.figures["apart"]
    ]


def _rows(of: Apart, labels: Labels) -> Iterator[tuple[str, str, str]]:
    yield _("Answers"), i18n.number(of["answers"]), i18n.number(of["without"])
    if of["regulars"]:
        yield _("Would come every week or every month"), *_twice(of["regulars"])
    for wish in of["wishes"]:
        yield labels.activity(wish["code"]), *_twice(wish)


def _twice(of: Beside) -> tuple[str, str]:
    return _part(of["n"], of["base"]), _part(of["n_without"], of["base_without"])


def _part(n: int, base: int) -> str:
    return _("%(num)s of %(all)s", num=i18n.number(n), all=i18n.number(base))
