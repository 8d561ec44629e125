"""What a form says and a questionnaire cannot: each thing with its sheet, row and column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from survey.i18n import gettext as _


@dataclass(frozen=True, order=True)
class Loss:
    """One thing that was not taken, or was taken differently; row 0 means the whole sheet."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return _printed(self.sheet, (self.row,), self.column, self.message)


@dataclass
class Losses:
    """Collects losses; the same remark about many rows is printed once."""

    found: list[Loss] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: str, message: str) -> None:
        """Note one loss."""
        loss = Loss(sheet, row, column, message)
        if loss not in self.found:
            self.found.append(loss)

    def lines(self) -> Iterator[str]:
        """The losses in the order of the sheets, equal ones together."""
        rows: dict[tuple[str, str, str], list[int]] = {}
        for loss in self.found:
            rows.setdefault((loss.sheet, loss.column, loss.message), []).append(loss.row)
        for (sheet, column, message), found in rows.items():
            yield _printed(sheet, found, column, message)


def _printed(sheet: str, rows: Iterable[int], column: str, message: str) -> str:
    where = {"sheet": sheet, "rows": _ranges(sorted({row for row in rows if row})), "column": column, "loss": message}
    if where["rows"] and column:
        return _("sheet %(sheet)s, row %(rows)s, column %(column)s: %(loss)s", **where)
    if where["rows"]:
        return _("sheet %(sheet)s, row %(rows)s: %(loss)s", **where)
    if column:
        return _("sheet %(sheet)s, column %(column)s: %(loss)s", **where)
    return _("sheet %(sheet)s: %(loss)s", **where) if sheet else message


def _ranges(rows: list[int]) -> str:
    """Rows as in a print dialogue: 5, 8–12."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], row]
        else:
            parts.append([row])
    return ", ".join("–".join(map(str, part)) for part in parts)


class Unreadable(ValueError):
    """A file that cannot be turned into a questionnaire at all; the message says where and why."""
