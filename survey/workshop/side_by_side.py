"""Dots of an evening table by table: side by side with who sat there, and in words how they were counted.

Tables are few and chosen by nobody, so they have no shares and no intervals; they only lie beside each other.
"""

from collections.abc import Mapping, Sequence

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.workshop.dotted import Dotted, Sheet
from survey.workshop.telling import Table

A_TABLE = 6
"""So many sheets stand side by side; more of them go into a table beneath it, so that it also fits on paper."""


def tables_of(dotted: Dotted, keys: Sequence[str], names: Mapping[str, str]) -> tuple[Table, ...]:
    """The dots of each sheet; nothing where there is only one way to lay them, all together."""
    if dotted.sheets + bool(dotted.single) + bool(dotted.sent) < 2 or not dotted.sheets:
        return ()
    keys = [key for key in keys if dotted.counts.get(key)]
    starts = range(0, dotted.sheets, A_TABLE)
    return tuple(_side_by_side(dotted.tables[first : first + A_TABLE], keys, names) for first in starts)


def _side_by_side(sheets: Sequence[Sheet], keys: Sequence[str], names: Mapping[str, str]) -> Table:
    head = (_("Heading"), *(_("Sheet %(no)s", no=sheet.number) for sheet in sheets))
    people: tuple[str | int, ...] = (_("People at the table"), *(sheet.people or _("not said") for sheet in sheets))
    rows: list[tuple[str | int, ...]] = [
        (names.get(key, key), *(sheet.dots.get(key, 0) for sheet in sheets)) for key in keys
    ]
    return Table(_("Table by table"), head, (people, *rows))


def method(dotted: Dotted) -> str:
    """How the dots were counted, in words."""
    hidden = _("The order stayed covered until the count was closed.")
    ways = _("How it was counted: %(how)s.", how=join_list(_ways(dotted)))
    return f"{ways} {hidden}" if dotted.closed else ways


def _ways(dotted: Dotted) -> list[str]:
    single, sent = sum(dotted.single.values()), sum(dotted.sent.values())
    on_sheets = sum(sum(sheet.dots.values()) for sheet in dotted.tables)
    tables = ngettext("from the sheet of %(num)s table", "from the sheets of %(num)s tables", dotted.sheets)
    said = [(on_sheets, tables), (single, _("one by one")), (sent, _("from phones or a saved file"))]
    used = [(n, words) for n, words in said if n]
    return [words for _n, words in used] if len(used) < 2 else [f"{n} {words}" for n, words in used]
