"""What every template may say: sentences, texts of questionnaires, numbers, days, emphasis."""

import re

from flask import Flask
from markupsafe import Markup, escape

from survey import i18n
from survey.clock import local
from survey.spoken import lang, marked
from survey.web.address import site

_STARRED = re.compile(r"\*([^*\n]+)\*")


def register(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=i18n.gettext,
        gettext=i18n.gettext,
        ngettext=i18n.ngettext,
        pgettext=i18n.pgettext,
        language=i18n.language,
        interface=i18n.interface,
        has_sentences=i18n.has_sentences,
        direction=i18n.direction,
        languages=i18n.LANGUAGES,
        sentence=sentence,
        layout=layout,
        site=site,
        language_names=i18n.LANGUAGE_NAMES,
    )
    app.jinja_env.filters.update(
        t=i18n.worded,
        lang=lang,
        marked=marked,
        number=i18n.number,
        percent=i18n.percent,
        date=i18n.date,
        dated=i18n.dated,
        full_date=i18n.full_date,
        time=i18n.time,
        date_time=i18n.date_time,
        local=local,
        join_list=i18n.join_list,
        strong=strong,
    )


def layout() -> Markup:
    """The direction of what holds a question, where its texts run the other way than the page."""
    spoken = i18n.direction(i18n.language())
    return Markup("") if spoken == i18n.direction() else Markup(' dir="{}"').format(spoken)


def sentence(said: str, **words: str) -> Markup:
    """A sentence of ours with texts of a questionnaire in it, each of which keeps its own language."""
    return escape(said) % {name: marked(text) for name, text in words.items()}


def strong(sentence: str) -> Markup:
    """*Stars* become bold after everything else was escaped, so hostile text can at most be bold."""
    return Markup(_STARRED.sub(r"<strong>\1</strong>", str(escape(sentence))))  # noqa: S704
