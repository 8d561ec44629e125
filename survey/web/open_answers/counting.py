"""Counting by themes and words for a page: from what people sorted and what the worker found, by no dictionary."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from analysis.code_frame import CodeFrame
from analysis.disclosure import may_show
from analysis.found_words import Found, count_words, said_with
from analysis.themes import Answer, Counted, ThemeAgreement, ThemeTable, coding_agreement, theme_counts
from survey.i18n import text
from survey.store.prepared import findings
from survey.store.sorting import Scope, sorted_by_all, written

MOST_WORDS = 40


def names(frame: CodeFrame) -> dict[str, str]:
    """What the themes are called in the reader's language, former ones too."""
    return {theme.code: text(theme.names) or theme.code for theme in frame.themes}


def may_count(base: int) -> bool:
    """Whether a count of so many people may be shown to a lead."""
    return bool(may_show("wish", "lead_district", base))


def saying(session: Session, scope: Scope, word: str) -> set[str]:
    """The answers that say a word, in whichever form."""
    listed = [uuid.UUID(one.id) for one in written(session, scope)]
    return said_with(word, {key: found.forms for key, found in findings(session, listed).items()})


def words_of(answers: Sequence[Answer], found: Mapping[str, Found]) -> tuple[list[Counted], list[Counted]]:
    """The most frequent words and pairs of each language; none of a language that too few people wrote in."""
    single, together = count_words(answers, found), count_words(answers, found, pairs=True)
    return _most(single), _most(together)


def _most(rows: Sequence[Counted]) -> list[Counted]:
    kept: list[Counted] = []
    for language in dict.fromkeys(row.language for row in rows):
        kept += [row for row in rows if row.language == language and may_count(row.base)][:MOST_WORDS]
    return kept


def counted(session: Session, scope: Scope, frame: CodeFrame) -> tuple[ThemeTable, tuple[ThemeAgreement, ...], int]:
    """People per theme, how far those who sorted agree, and how many answers two or more of them sorted."""
    answers, given = written(session, scope), sorted_by_all(session, scope)
    per_answer: dict[str, int] = {}
    for coding in given:
        per_answer[coding.answer] = per_answer.get(coding.answer, 0) + 1
    doubles = sum(1 for n in per_answer.values() if n > 1)
    agreement = coding_agreement(given, frame) if doubles else ()
    return theme_counts(answers, given, frame), agreement, doubles
