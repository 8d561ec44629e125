"""Printed sheets: made in batches, each with a number and a code of its own, followed until they are typed in."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store import code_files
from survey.store.accounts import districts_of_roles, may_whole_town
from survey.store.audit import record
from survey.store.base import Base, Store, hold
from survey.store.districts import Assessment, District, local_activities
from survey.store.errors import Mistyped, UnknownSheet
from survey.store.jobs import Job
from survey.store.rounds import Round, current_version
from survey.store.serials import FIRST, MARK, read_serial, serial_of

STATES = ("made", "handed_out", "back", "typed", "spoiled", "missing")
BY_HAND = ("made", "handed_out", "back", "missing", "spoiled")
"""What people say of a sheet; that it is typed in, only typing it in says."""

RETURNED = ("back", "typed")
"""Nobody needs the codes of these on paper any more: whoever filled the sheet in has torn the strip off."""

ORDERS = (1, 2)
"""Every other sheet has what is picked from in the opposite order."""

MOST_COPIES = 200
"""More are made as several batches, which can also be handed to several people."""

JOB, FOLDER = "sheets", "sheets"
"""The kind of job that prints a batch, and where it keeps the file within the data folder."""

ROLES = ("lead", "facilitator")
"""Who hands sheets out and takes them back."""


class SheetBatch(Base):
    """Sheets printed together; `activities` are the district's own as they were printed.

    `handed_to` says to whom the sheets went, such as a club or a shop, never the name of a resident; `return_to` is
    printed on them: where people hand them in.
    `deed` counts what was said of its sheets by hand, so that the last can be taken back.
    """

    __tablename__ = "sheet_batch"
    __table_args__ = (CheckConstraint("copies > 0", name="copies"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    version: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    language: Mapped[str] = mapped_column(String(10))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    large: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[int]
    handed_to: Mapped[str] = mapped_column(String(120), default="")
    return_to: Mapped[str] = mapped_column(String(300), default="")
    activities: Mapped[list[str]] = mapped_column(default=list)
    made_on: Mapped[date] = mapped_column(default=today)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    deed: Mapped[int] = mapped_column(default=0)
    file: Mapped[str] = mapped_column(String(60), default="")
    """The name of its PDF in the data folder, once there is one."""


class Sheet(Base):
    """One printed sheet. `day` is that of its state; `earlier` is what it was until the deed of that number."""

    __tablename__ = "sheet"
    __table_args__ = (
        CheckConstraint("state IN ('made', 'handed_out', 'back', 'typed', 'spoiled', 'missing')", name="state"),
        CheckConstraint("paper_order IN (1, 2)", name="paper_order"),
        Index("ix_sheet_batch", "batch_id", "state"),
    )

    serial: Mapped[str] = mapped_column(String(7), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("sheet_batch.id"))
    order: Mapped[int] = mapped_column("paper_order")
    state: Mapped[str] = mapped_column(String(10), default="made")
    day: Mapped[date] = mapped_column(default=today)
    earlier: Mapped[str] = mapped_column(String(10), default="")
    deed: Mapped[int] = mapped_column(default=0)


def make_batch(
    session: Session, round_: Round, *, language: str, copies: int, by: int | None,
    district: District | None = None, large: bool = False, handed_to: str = "", return_to: str = "",
) -> SheetBatch:  # fmt: skip
    """Make so many sheets of the version that is asked now; no two sheets anywhere have the same number."""
    hold(session, "sheets")
    batch = SheetBatch(
        round_id=round_.id, version=current_version(session, round_), language=language, large=large, copies=copies,
        district_id=district.id if district else None, handed_to=" ".join(handed_to.split())[:120], user_id=by,
        return_to=" ".join(return_to.split())[:300],
        activities=list(local_activities(session, district)) if district else [],
    )  # fmt: skip
    session.add(batch)
    session.flush()
    first = _next_number(session)
    rows = [Sheet(serial=serial_of(first + at), batch_id=batch.id, order=ORDERS[at % 2]) for at in range(copies)]
    session.add_all(rows)
    record(session, by, f"sheets made: {round_.slug} {rows[0].serial} to {rows[-1].serial}")
    session.flush()
    return batch


def _next_number(session: Session) -> int:
    """The last figure grows out of the others, so numbers in order are serials in order."""
    last = session.scalar(select(func.max(Sheet.serial)))
    return int(last[:-1]) + 1 if last else FIRST


def sheet_of(session: Session, round_: Round, serial: str) -> Sheet:
    """The sheet of that number, however it was typed or scanned.

    `Mistyped` when a figure is wrong, so that it is never mistaken for another sheet; `UnknownSheet` when this
    round has none of that number.
    """
    plain = read_serial(serial)
    if plain is None:
        raise Mistyped(serial)
    mine = select(Sheet).join(SheetBatch).where(Sheet.serial == plain, SheetBatch.round_id == round_.id)
    found = session.scalar(mine)
    if found is None:
        raise UnknownSheet(plain)
    return found


def batch_of(session: Session, sheet: Sheet) -> SheetBatch:
    """The batch that a sheet belongs to: with the version, the language and the district it was printed for."""
    return session.get_one(SheetBatch, sheet.batch_id)


def sheets_of(session: Session, batch: SheetBatch) -> Sequence[Sheet]:
    """The sheets of a batch in the order of their numbers."""
    return session.scalars(select(Sheet).where(Sheet.batch_id == batch.id).order_by(Sheet.serial)).all()


def ends(session: Session, batches: Collection[int]) -> dict[int, tuple[str, str]]:
    """The first and the last number of each batch, without reading the sheets between them."""
    asked = select(Sheet.batch_id, func.min(Sheet.serial), func.max(Sheet.serial)).where(Sheet.batch_id.in_(batches))
    return {batch: (first, last) for batch, first, last in session.execute(asked.group_by(Sheet.batch_id))}


def sheet_code(store: Store, serial: str) -> str:
    """The code on the strip that a person tears off: made from the number by our key, and stored nowhere."""
    return store.keys.receipt_code(f"sheet {serial}")


def qr_text(serial: str, version: str, language: str) -> str:
    """What the code on every page says, which is printed beside it: number, version, language."""
    return f"{MARK} {serial} {version[:8].upper()} {language.upper()}"


def mark(session: Session, sheets: Iterable[Sheet], state: str, by: int | None, day: date | None = None) -> int:
    """Say where sheets are; a sheet that is typed in stays so. Says how many were changed."""
    if state not in STATES:
        raise ValueError(state)
    changed = [sheet for sheet in sheets if sheet.state not in ("typed", state)]
    by_hand = sorted({sheet.batch_id for sheet in changed}) if state in BY_HAND else []
    deeds = {key: _next_deed(session, key) for key in by_hand}
    if state in RETURNED:
        _forget_files(session, changed)
    for sheet in changed:
        sheet.earlier, sheet.deed = (sheet.state, deeds[sheet.batch_id]) if deeds else ("", 0)
        sheet.state, sheet.day = state, day or today()
    if changed:
        numbers = sorted(sheet.serial for sheet in changed)
        record(session, by, f"sheets {state}: {len(numbers)}, {numbers[0]} to {numbers[-1]}")
    session.flush()
    return len(changed)


def _forget_files(session: Session, sheets: Iterable[Sheet]) -> None:
    """A file made earlier still holds the codes of these sheets, which soon open an answer; the worker deletes it."""
    forgotten = update(SheetBatch).where(SheetBatch.id.in_({sheet.batch_id for sheet in sheets}))
    session.execute(forgotten.values(file=""))


def _next_deed(session: Session, batch_id: int) -> int:
    batch = session.get_one(SheetBatch, batch_id)
    batch.deed += 1
    return batch.deed


def last_deed(session: Session, batch: SheetBatch) -> Sequence[Sheet]:
    """The sheets that were changed by hand last and can be taken back: none that has been typed in since."""
    mine = select(Sheet).where(Sheet.batch_id == batch.id, Sheet.deed == batch.deed, Sheet.deed > 0)
    return session.scalars(mine.where(Sheet.earlier != "").order_by(Sheet.serial)).all()


def undo(session: Session, batch: SheetBatch, by: int | None) -> int:
    """Take the last deed back; says of how many sheets."""
    sheets = last_deed(session, batch)
    for sheet in sheets:
        sheet.state, sheet.earlier, sheet.deed, sheet.day = sheet.earlier, "", 0, today()
    if sheets:
        record(session, by, f"sheets taken back: {len(sheets)}, {sheets[0].serial} to {sheets[-1].serial}")
    session.flush()
    return len(sheets)


def ask_for_file(session: Session, batch: SheetBatch, root: str, by: int | None) -> Job:
    """Leave the printing of a batch to the worker, unless it is being printed already."""
    return code_files.ask_for_file(session, JOB, batch.id, root, by)


def last_job(session: Session, batch: SheetBatch) -> Job | None:
    """The newest printing of a batch."""
    return code_files.last_job(session, JOB, batch.id)


def counts(session: Session, batches: Collection[int]) -> dict[int, Counter[str]]:
    """How many sheets of each batch are where."""
    found: dict[int, Counter[str]] = {key: Counter() for key in batches}
    states = select(Sheet.batch_id, Sheet.state, func.count()).where(Sheet.batch_id.in_(batches))
    for batch_id, state, n in session.execute(states.group_by(Sheet.batch_id, Sheet.state)):
        found[batch_id][state] = n
    return found


def paper_districts(session: Session, user_id: int | None, assessment_id: int) -> list[District]:
    """The districts whose sheets somebody looks after."""
    return districts_of_roles(session, user_id, assessment_id, ROLES)


def paper_town(session: Session, user_id: int | None, assessment: Assessment) -> bool:
    """Whether somebody looks after sheets that are for no district in particular."""
    return any(may_whole_town(session, user_id, role, assessment) for role in ROLES)


def batches_for(session: Session, user_id: int | None, round_: Round) -> Sequence[SheetBatch]:
    """The batches that somebody looks after, the newest first; of all others nothing is told."""
    places = [one.id for one in paper_districts(session, user_id, round_.assessment_id)]
    town = paper_town(session, user_id, session.get_one(Assessment, round_.assessment_id))
    mine = or_(SheetBatch.district_id.in_(places), SheetBatch.district_id.is_(None) if town else false())
    found = select(SheetBatch).where(SheetBatch.round_id == round_.id, mine)
    return session.scalars(found.order_by(SheetBatch.id.desc())).all()


def batch_for(session: Session, user_id: int | None, round_: Round, batch_id: int) -> SheetBatch | None:
    """One of these."""
    return next((one for one in batches_for(session, user_id, round_) if one.id == batch_id), None)
