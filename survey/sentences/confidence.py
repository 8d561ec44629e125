"""What people said in confidence: shown only where nobody can be recognised by it."""

from datetime import datetime

from survey.figures import Figure, Settled
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Section


def section(settled: Settled | None, settled_at: datetime | None, labels: Labels) -> Section:
    """The sensitive questions, apart from all others; empty where none was asked."""
    asked = [settled["loneliness"], settled["mobility"]] if settled else []
    return Section(
        "confidence",
        _("Asked in confidence"),
        how=(
            _("These answers are kept apart and locked. Each is shown only when at least five people gave it."),
            _("These figures are renewed once a day and after several new answers, so that nobody is recognised."),
            *((words.as_of(settled_at),) if settled_at else ()),
        ),
        pictures=tuple(_picture(figure, labels) for figure in asked if figure),
    )


def _picture(figure: Figure, labels: Labels) -> Picture:
    question = labels.question(figure["question"])
    if figure["form"] == "none":
        return Picture(few=words.nobody_recognised(), caption=question)
    name = labels.option(figure["question"])
    table = words.figure_table(question, figure, name, by_size=False)
    caption = ngettext("%(num)s person answered.", "%(num)s people answered.", figure["base"])
    if len(table.rows) < len(figure["rows"]):
        hidden = _("Answers that very few people gave are not shown.")
        caption = f"{caption} {hidden}"
    return Picture(table=table, caption=caption)
