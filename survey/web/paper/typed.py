"""What was typed to make a batch or to say where sheets are, with a sentence for each thing that cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey.i18n import gettext as _
from survey.i18n import number
from survey.store import sheets
from survey.store.districts import District
from survey.store.errors import Mistyped
from survey.store.serials import read_serial, spaced
from survey.store.sheets import MOST_COPIES, Sheet, SheetBatch
from survey.web.paper.reading import At

COPIES = "20"
NAMES = ("language", "place", "copies", "handed_to", "return_to")


@dataclass(frozen=True)
class Wanted:
    """A batch as it is asked for; what was typed stays as it was typed."""

    language: str = ""
    place: str = ""
    copies: str = COPIES
    large: bool = False
    handed_to: str = ""
    return_to: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many sheets."""
        return int(self.copies)


def read(form: MultiDict[str, str], at: At, languages: Sequence[tuple[str, str]]) -> Wanted:
    """Read the form for a new batch."""
    language, place, copies, handed_to, return_to = (form.get(name, "").strip()[:400] for name in NAMES)
    wanted = Wanted(language, place, copies, "large" in form, handed_to, return_to)
    return replace(wanted, faults=dict(_faults(wanted, at, [code for code, _name in languages])))


def _faults(wanted: Wanted, at: At, languages: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    if wanted.language not in languages:
        found.append(("language", _("Choose a language.")))
    if not (wanted.place or at.whole) or (wanted.place and district_of(at, wanted.place) is None):
        found.append(("place", _("Choose for which place the sheets are.")))
    plain = wanted.copies.isascii() and wanted.copies.isdigit() and len(wanted.copies) < 6
    if not plain or not 0 < int(wanted.copies) <= MOST_COPIES:
        most = number(MOST_COPIES)
        found.append(("copies", _("Write how many sheets, from 1 to %(most)s. More can be made as another batch.",
                                  most=most)))  # fmt: skip
    if len(wanted.handed_to) > 120:
        found.append(("handed_to", _("Write it shorter, in at most %(most)s letters.", most=number(120))))
    if len(wanted.return_to) > 300:
        found.append(("return_to", _("Write it shorter, in at most %(most)s letters.", most=number(300))))
    return found


def district_of(at: At, code: str) -> District | None:
    """One of this person's districts."""
    return next((one for one in at.districts if one.code == code), None)


@dataclass(frozen=True)
class Said:
    """Which sheets somebody speaks of, or why that cannot be."""

    sheets: Sequence[Sheet] = ()
    fault: str = ""


def spoken_of(session: Session, batch: SheetBatch, first: str, last: str) -> Said:
    """The sheets from one number to another; one number alone is one sheet, none at all every sheet."""
    rows = sheets.sheets_of(session, batch)
    if not first.strip() and not last.strip():
        return Said(rows)
    ends = [read_serial(typed or other) for typed, other in ((first.strip(), last), (last.strip(), first))]
    for typed, serial in zip((first or last, last or first), ends, strict=True):
        if serial is None:
            return Said(fault=str(Mistyped(typed)))
        if serial not in {row.serial for row in rows}:
            return Said(fault=_("Sheet %(serial)s is not in this batch. Nothing was saved.",
                                serial=spaced(serial)))  # fmt: skip
    low, high = sorted(end for end in ends if end)
    return Said([row for row in rows if low <= row.serial <= high])
