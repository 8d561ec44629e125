"""Reading what was read first: by question and district, and by a word in whichever form it was written."""

import uuid
from importlib.util import find_spec

from flask import abort, render_template, request

from analysis.themes import Counted
from survey.i18n import gettext as _
from survey.i18n import number
from survey.sentences import said, words
from survey.sentences.parts import Table
from survey.store import codings
from survey.store.prepared import findings, still_unprepared
from survey.store.sorting import sheets, written
from survey.web.account.staff import store
from survey.web.open_answers import counting
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import desk, parts

PAGE = 40
LONGEST_WORD = 80


def has_dictionaries() -> bool:
    """Whether the extra `words` is installed, asked without loading it."""
    return find_spec("simplemma") is not None


@bp.get("/open-answers/<slug>/read")
def read(slug: str) -> str:
    """A page of answers as they may be shown; `word` keeps those that say it."""
    at_page, word = page_number(), request.args.get("word", "").strip()[:LONGEST_WORD]
    with store().read() as session:
        at = desk(session, slug)
        view = here.view(session, at)
        if view is None:
            return render_template("open_answers/none.html", at=at, parts=parts(at))
        hits = counting.saying(session, view.scope, word) if word else None
        found, total = sheets(session, view.scope, hits, skip=(at_page - 1) * PAGE, most=PAGE)
        frame, _revision = codings.code_frame(session, at.assessment)
    return render_template(
        "open_answers/read.html",
        at=at,
        parts=parts(at),
        view=view,
        word=word,
        page=at_page,
        pages=-(-total // PAGE),
        total=total,
        rows=[(one, said.bits(one.answer.text), words.place(at.place(one.answer.district_id))) for one in found],
        themes=counting.names(frame),
        dictionaries=has_dictionaries(),
    )


def page_number() -> int:
    """The page in the address, from 1."""
    page = request.args.get("page", "1")
    return int(page) if page.isascii() and page.isdigit() and int(page[:6]) > 0 and len(page) < 6 else abort(404)


@bp.get("/open-answers/<slug>/words", endpoint="words")
def words_(slug: str) -> str:
    """How many people used each word, and which words they used together."""
    with store().read() as session:
        at = desk(session, slug)
        view = here.view(session, at)
        if view is None:
            return render_template("open_answers/none.html", at=at, parts=parts(at))
        answers = written(session, view.scope)
        found = findings(session, [uuid.UUID(one.id) for one in answers])
        unprepared = still_unprepared(session, at.round)
    single, together = counting.words_of(answers, found)
    return render_template(
        "open_answers/words.html",
        at=at,
        parts=parts(at),
        view=view,
        tables=_tables(single, together),
        enough=counting.may_count(len(answers)),
        written=len(answers),
        unprepared=unprepared,
        dictionaries=has_dictionaries(),
    )


def _tables(single: list[Counted], together: list[Counted]) -> list[tuple[str, int, Table, Table | None]]:
    """A pair of tables for each language, since words are counted by language."""
    found = []
    for language in dict.fromkeys(one.language for one in single):
        ones, pairs = ([row for row in rows if row.language == language] for rows in (single, together))
        second = _table(_("Words close together"), pairs) if pairs else None
        found.append((language, ones[0].base, _table(_("Word"), ones), second))
    return found


def _table(head: str, rows: list[Counted]) -> Table:
    return Table((head, _("People")), tuple((" + ".join(row.lemmas), number(row.n)) for row in rows))
