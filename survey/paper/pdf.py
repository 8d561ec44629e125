"""Sheets as one tagged PDF, each with pages counted by themselves."""

from collections.abc import Callable, Sequence

from survey.i18n import use_language
from survey.paper.page import About, One, html, look
from survey.paper.pages_css import embedded, rules
from survey.report.write.pdf import joined, laid_out

Step = Callable[[int], None]


def pdf(about: About, sheets: Sequence[One], step: Step | None = None) -> bytes:
    """The whole file; `step` hears how many sheets are done. `NotInstalled` without what draws letters."""
    documents = []
    for done, one in enumerate(sheets, 1):
        documents.append(laid_out(_page(about, one)))
        if step:
            step(done)
    return joined(documents)


def _page(about: About, one: One) -> str:
    with use_language(about.language):
        css = look() + (rules(about, one, embedded(about, one), counted=True) if one.serial else "")
    return html(about, [one], css=css)
