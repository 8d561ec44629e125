"""What is wrong with a file, said for the person who has it open in a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.i18n import gettext as _
from survey.i18n import ngettext

SHOWN = 50


@dataclass(frozen=True)
class Fault:
    """One thing to mend; row and column as the spreadsheet shows them."""

    file: str
    message: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        places = {"file": self.file, "row": self.row, "column": self.column, "fault": self.message}
        if self.row and self.column:
            return _("%(file)s, row %(row)s, column %(column)s: %(fault)s", **places)
        if self.row:
            return _("%(file)s, row %(row)s: %(fault)s", **places)
        return _("%(file)s: %(fault)s", **places)


@dataclass
class Faults:
    """Every fault is counted and the first ones are kept, so that a bad file of a million rows still fits in memory."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.kept.append(fault)

    def lines(self) -> Iterator[str]:
        yield from map(str, self.kept)
        if self.count > len(self.kept):
            rest = self.count - len(self.kept)
            yield ngettext("%(num)s more fault is not shown.", "%(num)s more faults are not shown.", rest)


class Unusable(Exception):
    """Nothing was brought in; these are the reasons."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(f"{faults.count} faults")
        self.faults = faults


def unusable(file: str, message: str, row: int = 0) -> Unusable:
    """One fault that ends the reading."""
    faults = Faults()
    faults.add(Fault(file, message, row))
    return Unusable(faults)
