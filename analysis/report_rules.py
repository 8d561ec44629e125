"""What of a table of results a lead may see: every row passes `disclosure.may_show`, groups also beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.disclosure import LEAD_MINIMUM, PUBLIC_MINIMUM, Audience, Kind, may_show, show_sensitive
from analysis.report_table import Group, Row

LEAD: Audience = "lead_town"
AGE = "age"
"""The one column besides the district that sensitive answers may be shown by."""

Block = tuple[Group, str]
"""All figures of one variable in one group: they share their base, so they are shown or hidden together."""


def checked(rows: Iterable[Row], by: Sequence[str], district: str) -> list[Row]:
    """Suppress the rows of one round that a lead of the town may not see, each with may_show's reason.

    `by`: the columns people are grouped by. Districts (`district`: the name of their column) are plain shares; one
    other column makes a breakdown, two make a breakdown of the town, more are never shown. Whoever could be found by
    taking the groups shown from the whole hides the smallest of these, too. Rows without answers stay as they are.
    """
    known = list(rows)
    blocks = {(row.group, row.answers.field.column): row for row in known}
    hidden = _too_small(blocks, by, district)
    for column in dict.fromkeys(column for _, column in blocks):
        hidden |= _beside(column, blocks, hidden, by, district)
    hidden_options = _sensitive(known, by, district)
    return [_passed(row, hidden, hidden_options) for row in known]


def kind_of(group: Group, by: Sequence[str], district: str, sensitive: bool) -> Kind | None:
    """Name what a figure of this group is in the table of who may see what; None: never shown."""
    others = [column for column, value in zip(by, group, strict=True) if column != district and value]
    within = any(column == district and value for column, value in zip(by, group, strict=True))
    if sensitive:
        return "sensitive" if not others else "sensitive_by_age" if others == [AGE] and not within else None
    if len(others) == 2 and not within:
        return "breakdown_two"
    return {0: "wish", 1: "breakdown"}.get(len(others))  # type: ignore[return-value]


def _passed(row: Row, hidden: Mapping[Block, str], options: Mapping[tuple[Block, str], str]) -> Row:
    block = (row.group, row.answers.field.column)
    reason = hidden.get(block) or options.get((block, row.option))
    return replace(row, suppressed=True, reason=reason) if reason and row.figures["n"] else row


def _too_small(blocks: Mapping[Block, Row], by: Sequence[str], district: str) -> dict[Block, str]:
    hidden = {}
    for block, row in blocks.items():
        sensitive = row.answers.field.sensitive
        kind, n = kind_of(row.group, by, district, sensitive), row.figures["n"]
        if kind is None:
            hidden[block] = "never"
        elif not sensitive:
            shown = may_show(kind, LEAD, n, total=_whole(block, blocks, by, district) if kind != "wish" else None)
            hidden |= {} if shown else {block: shown.reason}
    return hidden


def _whole(block: Block, blocks: Mapping[Block, Row], by: Sequence[str], district: str) -> int:
    """The base of what the group is a part of: all groups of its district, or of the town."""
    return sum(blocks[other].figures["n"] for other in _sisters(block, blocks, by, district))


def _sisters(block: Block, blocks: Mapping[Block, Row], by: Sequence[str], district: str) -> list[Block]:
    places = [place for place, column in enumerate(by) if column == district]

    def same(group: Group) -> bool:
        return any(group) and all(group[place] == block[0][place] for place in places)

    return [other for other in blocks if other[1] == block[1] and same(other[0])]


def _beside(
    column: str, blocks: Mapping[Block, Row], hidden: Mapping[Block, str], by: Sequence[str], district: str
) -> dict[Block, str]:
    """Hide the smallest group shown as long as the hidden ones together are too few people to hide among."""
    more: dict[Block, str] = {}
    for block in [block for block in hidden if block[1] == column]:
        row = blocks[block]
        kind = kind_of(row.group, by, district, row.answers.field.sensitive)
        least = PUBLIC_MINIMUM if kind == "breakdown_two" else LEAD_MINIMUM
        sisters = [b for b in _sisters(block, blocks, by, district) if blocks[b].figures["n"]]
        while kind not in (None, "wish") and 0 < sum(_n(blocks, b) for b in sisters if b in {*hidden, *more}) < least:
            shown = [b for b in sisters if b not in hidden and b not in more]
            if not shown:
                break
            more[min(shown, key=lambda b: _n(blocks, b))] = "rest_too_small"
    return more


def _n(blocks: Mapping[Block, Row], block: Block) -> int:
    return int(blocks[block].figures["n"])


def _sensitive(rows: Sequence[Row], by: Sequence[str], district: str) -> dict[tuple[Block, str], str]:
    """Sensitive answers depend on how many gave each: options of one block are looked at together."""
    blocks: dict[Block, list[Row]] = {}
    for row in rows:
        if row.answers.field.sensitive and kind_of(row.group, by, district, True):
            blocks.setdefault((row.group, row.answers.field.column), []).append(row)
    return {key: reason for block, found in blocks.items() for key, reason in _options(block, found, by, district)}


def _options(
    block: Block, rows: Sequence[Row], by: Sequence[str], district: str
) -> list[tuple[tuple[Block, str], str]]:
    kind = kind_of(block[0], by, district, True)
    counts = {row.option: row.count for row in rows if row.count is not None}
    n = rows[0].figures["n"]
    several = len(counts) > 1 and sum(counts.values()) == n
    kept = dict(zip(counts, show_sensitive(list(counts.values()), LEAD), strict=True)) if several else counts
    found: list[tuple[tuple[Block, str], str]] = []
    for option in dict.fromkeys(row.option for row in rows):
        shown = may_show(kind or "sensitive", LEAD, n, counts.get(option))
        if not shown or kept.get(option) is None:
            found.append(((block, option), shown.reason if not shown else "too_alike"))
    return found
