"""How people hear about events: which ways reach them, and how many heard too late."""

from survey.figures import Figure, Live, Settled
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.sentences import reaching, words
from survey.sentences.labels import Labels
from survey.sentences.parts import Picture, Section

NOT_AT_ALL = "none"
"""Who does not hear of events at all stands in the picture and the table, not among the ways."""


def section(live: Live, settled: Settled | None, labels: Labels) -> Section:
    """The weak point that people name themselves."""
    title = _("How people hear about events")
    figure = live["hear"]
    if figure is None or figure["form"] == "none":
        few = words.too_few(figure["minimum"] if figure else 5)
        return Section("hearing", title, pictures=(Picture(few=few),))
    name = labels.option(figure["question"])
    ways = [(code, n) for code, n in words.largest(figure, 4) if code != NOT_AT_ALL][:3]
    top = [(name(code), n) for code, n in ways]
    most = (_("Most often they hear of them this way: %(list)s.", list=words.counted(top)),) if top else ()
    table = words.figure_table(_("How they hear"), figure, name, by_size=True)
    caption = ngettext("%(num)s person answered.", "%(num)s people answered.", figure["base"])
    return Section(
        "hearing",
        title,
        say=_missed(live["missed"]) or (most[0] if most else ""),
        notes=(*(most if _missed(live["missed"]) else ()), *reaching.together(settled, name)),
        how=words.how_known(live, figure, labels),
        pictures=(Picture(chart="hear", caption=caption, table=table),),
        further=reaching.by_age(settled, name),
    )


def _missed(figure: Figure | None) -> str:
    if figure is None or figure["form"] == "none":
        return ""
    late = sum(row["n"] or 0 for row in figure["rows"] if row["code"] in ("often", "sometimes"))
    return ngettext(
        "*%(num)s of %(all)s* people missed an event last year because they heard of it too late.",
        "*%(num)s of %(all)s* people missed an event last year because they heard of it too late.",
        late,
        all=number(figure["base"]),
    )
