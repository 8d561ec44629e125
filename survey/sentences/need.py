"""1. Is there a need? A count of people, what it rests on, and what we do not know."""

from datetime import datetime

from survey.figures import Live, Need, Settled
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.sentences import weighing, words
from survey.sentences.labels import Labels
from survey.sentences.parts import DotRow, Picture, Section, Table

MOST_DOTS = 100
_TONES = {"weekly": "a", "monthly": "a", "few": "b"}


def section(
    live: Live,
    labels: Labels,
    *,
    judged: bool,
    settled: Settled | None = None,
    settled_at: datetime | None = None,
) -> Section:
    """The first question, with its verdict; people from elsewhere are counted and not `judged`."""
    title = _("1. Is there a need?")
    need = live["need"]
    if need is None or need["intent"]["form"] == "none":
        few = words.too_few(need["intent"]["minimum"] if need else 5)
        return Section(
            "need",
            title,
            say=_so_far(live["answers"]),
            stamp=words.verdict("too_few") if judged else None,
            quiet=_unknown(live),
            pictures=(Picture(few=few),),
            short=words.verdict_answer("too_few") if judged else words.not_judged(),
        )
    intent = need["intent"]
    return Section(
        "need",
        title,
        say=_regulars(need),
        stamp=words.verdict(need["verdict"]) if judged else None,
        notes=_halved(need) if judged else (),
        quiet=_unknown(live),
        how=words.how_known(live, intent, labels),
        pictures=(_picture(need, labels),),
        closer=weighing.need(settled, settled_at, labels),
        short=words.verdict_answer(need["verdict"]) if judged else words.not_judged(),
    )


def _regulars(need: Need) -> str:
    return ngettext(
        "Of %(all)s people who answered, *%(num)s* would come every week or every month.",
        "Of %(all)s people who answered, *%(num)s* would come every week or every month.",
        need["regulars"],
        all=number(need["intent"]["base"]),
    )


def _halved(need: Need) -> tuple[str, ...]:
    half = _(
        "People promise more than they do later, so we count with half of them: %(half)s. "
        "One group takes %(group)s, opening a space takes %(start)s.",
        half=number(need["halved"]),
        group=number(need["for_group"]),
        start=number(need["for_start"]),
    )
    if need["verdict"] != "no_need":
        return (half,)
    asked = ngettext(
        "We asked in %(num)s way and many answered, so this is an answer, too.",
        "We asked in %(num)s different ways and many answered, so this is an answer, too.",
        need["ways"],
    )
    return (half, asked)


def _so_far(answers: int) -> str:
    return ngettext("So far *%(num)s person* has answered.", "So far *%(num)s people* have answered.", answers)


def _unknown(live: Live) -> tuple[str, ...]:
    if live["people"] is None:
        return (_("About those who did not answer we know nothing."),)
    silent = max(0, live["people"] - live["answers"])
    if not silent:
        return ()
    return (
        ngettext(
            "About the %(num)s person who did not answer we know nothing.",
            "About the %(num)s people who did not answer we know nothing.",
            silent,
        ),
    )


def _picture(need: Need, labels: Labels) -> Picture:
    figure = need["intent"]
    name = labels.option(figure["question"])
    table = Table((_("How often"), *words.people_head(figure["form"])), words.figure_rows(figure, name, by_size=False))
    if figure["base"] > MOST_DOTS:
        caption = ngettext("%(num)s person answered.", "%(num)s people answered.", figure["base"])
        return Picture(chart="need", caption=caption, table=table)
    dots = tuple(DotRow(name(row["code"]), row["n"] or 0, _TONES.get(row["code"], "")) for row in figure["rows"])
    return Picture(
        dots=dots,
        caption=_("One dot is one person. Dark dots are people who would come regularly."),
        table=table,
    )
