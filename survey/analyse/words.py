"""What the analysis refuses or notices, as sentences in the reader's language."""

from collections.abc import Iterable, Iterator

from analysis.fitting import Fitted
from analysis.representation import Notice
from analysis.respondents import Fault
from analysis.weights import WeightingRefused
from survey.i18n import gettext as _
from survey.i18n import ngettext

SHOWN = 10
MISSED = 1e-6
"""A margin that is farther off was not met: the raking found no solution."""


def sentence(fault: Fault) -> str:
    """What is wrong with a cell and what to do; how often it stands there where it is more than once."""
    said = _of_cell(fault)
    if fault.times == 1:
        return said
    return ngettext("%(fault)s (%(num)s row)", "%(fault)s (%(num)s rows)", fault.times, fault=said)


def _of_cell(fault: Fault) -> str:
    value = fault.value[:60]
    if fault.reason == "unknown_option":
        names = ", ".join(fault.known[:SHOWN]) + (" …" if len(fault.known) > SHOWN else "")
        return _("»%(value)s« is no option here; the codebook has: %(names)s", value=value, names=names)
    if fault.reason == "unclear_comma":
        return _("»%(value)s« can be read in two ways; write it without a comma or with a point", value=value)
    if fault.reason == "not_positive":
        return _("a weight must be more than 0, here it is »%(value)s«; remove the row or mend it", value=value)
    if fault.reason == "blank":
        return _("a value is needed here; fill it in, or leave the option out that needs it")
    return _("»%(value)s« is no number; mend it or leave the cell empty", value=value)


def refusal(why: WeightingRefused) -> str:
    """Why weights cannot be made, and what to do."""
    where = why.where
    if why.reason == "empty_category":
        return _("nobody answered from »%(where)s«, where people live; join it with another category", where=where)
    if why.reason == "totals_differ":
        return _("the census adds up to different totals (%(where)s); take its columns from one source", where=where)
    if why.reason == "limits_too_tight":
        return _("no weights fit between %(where)s; choose wider limits for --trim", where=where)
    if why.reason == "no_census":
        return _("the census counts nobody of those who answered; compare its categories with the file")
    return _("weights cannot be made (%(reason)s, %(where)s)", reason=why.reason, where=where or "–")


def remarks(fitted: Fitted) -> Iterator[str]:
    """How the weighting went and whom it leaves as they are."""
    if fitted.sweeps:
        yield ngettext(
            "Raked in %(num)s sweep; the largest miss of a margin is %(worst)s.",
            "Raked in %(num)s sweeps; the largest miss of a margin is %(worst)s.",
            fitted.sweeps,
            worst=f"{fitted.worst:.2g}",
        )
    if fitted.worst > MISSED:
        yield _("The census cannot be met in all its columns at once; join small categories.")
    for place, people in fitted.unadjusted:
        yield ngettext(
            "The census does not count »%(place)s«: %(num)s person stays in, unadjusted there.",
            "The census does not count »%(place)s«: %(num)s people stay in, unadjusted there.",
            people,
            place=place,
        )
    for place, people in fitted.small:
        yield ngettext(
            "Only %(num)s person answered from »%(place)s«; better join it with another category.",
            "Only %(num)s people answered from »%(place)s«; better join it with another category.",
            people,
            place=place,
        )


def warnings(found: Iterable[Notice]) -> Iterator[str]:
    """What a reader of weighted figures must know before any of them."""
    for notice in found:
        if notice.cause == "largest_weight":
            yield _("The largest weight is %(times)s times the mean.", times=f"{notice.value:.1f}")
        elif notice.cause == "uneven_weights":
            times = f"{notice.value:.1f}"
            yield _("The weights are uneven: the answers say only as much as %(times)s times fewer would.", times=times)
