"""What to do first."""

from collections.abc import Iterable

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.report.material import Place, Whole
from survey.report.model import Block, Heading, Paragraph, Step
from survey.sentences.first import Thing, first_things


def title() -> str:
    """What the chapter is called."""
    return _("What to do first")


def blocks(place: Place, _whole: Whole) -> tuple[Block, ...]:
    """Every activity that something follows for, in its order; what stays as it is by name only."""
    found = first_things(place.live, place.labels)
    if not found:
        return ()
    return (
        *(Paragraph(note, "quiet") for note in found.notes),
        *_steps(found.off, numbered=False),
        *_steps(found.todo, numbered=found.numbered),
        *_rest(found.rest),
        *_order(found.how),
    )


def _steps(things: Iterable[Thing], *, numbered: bool) -> tuple[Block, ...]:
    return tuple(_step(one, place if numbered else None) for place, one in enumerate(things, 1))


def _step(of: Thing, number: int | None) -> Step:
    return Step(
        name=f"{of.name} ({of.tier})" if of.tier else of.name,
        number=number,
        stamps=of.stamps,
        text=" ".join(fact.says for fact in of.facts),
        remarks=of.remarks,
        quiet=" ".join((of.why.place, *of.why.sure)) if of.why else "",
    )


def _rest(things: tuple[Thing, ...]) -> tuple[Block, ...]:
    if not things:
        return ()
    said = ngettext(
        "%(num)s more activity: keep it as it is, or not now",
        "%(num)s more activities: keep them as they are, or not now",
        len(things),
    )
    return (Heading(said), Paragraph(join_list(one.name for one in things) + "."))


def _order(lines: tuple[str, ...]) -> tuple[Block, ...]:
    return (Heading(_("How is this order made?")), *(Paragraph(line, "how") for line in lines)) if lines else ()
