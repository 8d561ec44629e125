"""Letters to households with codes, each for one person and one answer; kept only as fingerprints.

A batch can be printed again because its codes are made from a secret of its own, which lies sealed beside it until
somebody says that nobody needs to print it any more. Which letter a code stood on is not kept with the code.
"""

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, LargeBinary, Select, String, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base, Store
from survey.store.districts import District
from survey.store.drafts import key_of
from survey.store.errors import CodeUsed
from survey.store.rounds import Round
from survey.store.seal import code_from, normalise
from survey.store.upsert import insert_new, insert_one

PER_LETTER = 4
"""Codes on the letter of one household."""

MOST_LETTERS = 500
"""Letters of one batch: what can be printed and folded in one go."""

WAYS_IN = ("open", "code", "both")
"""How people come to the survey by themselves: by the open link, only with a code of a letter, or by both."""

JOB = FOLDER = "letters"
"""The kind of job that prints a batch, and where it keeps the file within the data folder."""

_PURPOSE = "access code"
_BATCH = "letter batch"


class LetterBatch(Base):
    """Letters that were made together, for one district or the whole town."""

    __tablename__ = "letter_batch"
    __table_args__ = (CheckConstraint("letters > 0", name="letters"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    language: Mapped[str] = mapped_column(String(10))
    # The number on the first letter: letters are numbered through a whole round.
    first: Mapped[int]
    letters: Mapped[int]
    # What the codes are made from; empty once nobody may print them again.
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_on: Mapped[date]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # The name of its PDF in the data folder, while there is one.
    file: Mapped[str] = mapped_column(String(60), default="", server_default="")


class AccessCode(Base):
    """One person's code: whether it has been used, never by which answer and never on which letter it stood."""

    __tablename__ = "access_code"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would tell the letter

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("letter_batch.id"), index=True)
    used: Mapped[bool] = mapped_column(default=False)
    # When somebody said that it was not them who had answered with it.
    disputed: Mapped[date | None]


class AccessDraft(Base):
    """The answers that somebody has begun with a code; gone with the draft, so that nothing leads to what was sent."""

    __tablename__ = "access_draft"

    mac: Mapped[str] = mapped_column(ForeignKey("access_code.mac"), primary_key=True)
    draft: Mapped[str] = mapped_column(ForeignKey("draft.key", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class Letter:
    """One household's letter: its number, and a code for each person."""

    number: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """What became of codes: how many were made, used, begun and not sent yet, and disputed."""

    made: int = 0
    used: int = 0
    begun: int = 0
    disputed: int = 0

    @property
    def unused(self) -> int:
        """Codes with which nobody has begun."""
        return self.made - self.used - self.begun


@dataclass(frozen=True)
class Standing:
    """A code that somebody has typed in."""

    mac: str
    round_id: int
    district: str | None
    used: bool


def make_batch(
    store: Store, session: Session, round_: Round, letters: int, *, language: str, district: District | None, by: int
) -> LetterBatch:
    """Make the codes of so many letters; a round that had only the open link takes both from now on."""
    if not 0 < letters <= MOST_LETTERS:
        raise ValueError(letters)
    session.execute(select(Round.id).where(Round.id == round_.id).with_for_update())
    last = session.scalar(select(func.max(LetterBatch.first + LetterBatch.letters)).where(_of(round_)))
    secret = secrets.token_bytes(32)
    batch = LetterBatch(
        round_id=round_.id, district_id=district.id if district else None, language=language, first=last or 1,
        letters=letters, sealed=store.keys.seal(_BATCH, secret), made_on=today(), user_id=by,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    codes = [code for letter in _letters(batch, secret) for code in letter.codes]
    rows = [{"mac": _mac(store, code), "batch_id": batch.id, "used": False, "disputed": None} for code in codes]
    insert_new(session, AccessCode, sorted(rows, key=lambda row: str(row["mac"])))
    if round_.access == "open":
        round_.access = "both"
    record(session, by, f"made letters {batch.first} to {batch.first + letters - 1} of {round_.slug}")
    return batch


def letters_of(store: Store, batch: LetterBatch) -> list[Letter]:
    """The letters of a batch with their codes; none when it is closed for printing."""
    if batch.sealed is None:
        return []
    return list(_letters(batch, store.keys.open(_BATCH, batch.sealed)))


def stop_printing(session: Session, batch: LetterBatch, by: int) -> None:
    """Forget what the codes of a batch are made from, and its file: from now on they stand only on paper."""
    gone = update(LetterBatch).where(LetterBatch.id == batch.id).values(sealed=None, file="")
    session.execute(gone)
    session.info["erases"] = True
    record(session, by, f"letters from {batch.first} on cannot be printed any more")


def batches_of(session: Session, round_: Round, districts: Sequence[District], *, whole: bool) -> list[LetterBatch]:
    """The batches for these districts, and with `whole` also those for the whole town; the newest first."""
    mine = LetterBatch.district_id.in_([one.id for one in districts])
    seen = mine | LetterBatch.district_id.is_(None) if whole else mine
    return list(session.scalars(select(LetterBatch).where(_of(round_), seen).order_by(LetterBatch.id.desc())))


def counted(session: Session, batches: Sequence[LetterBatch]) -> dict[int, Counted]:
    """What became of the codes of each batch, in two questions."""
    ids = [batch.id for batch in batches]
    columns = (AccessCode.batch_id, AccessCode.used, func.count(), func.count(AccessCode.disputed))
    asked = select(*columns).where(AccessCode.batch_id.in_(ids)).group_by(AccessCode.batch_id, AccessCode.used)
    made, used, disputed = Counter[int](), Counter[int](), Counter[int]()
    for batch, is_used, n, told in session.execute(asked):
        made[batch] += n
        used[batch] += n if is_used else 0
        disputed[batch] += told
    begun = dict(session.execute(_begun(ids)).all())
    return {one: Counted(made[one], used[one], begun.get(one, 0), disputed[one]) for one in ids}


def _begun(ids: Sequence[int]) -> Select[int, int]:
    joined = select(AccessCode.batch_id, func.count()).join(AccessDraft, AccessDraft.mac == AccessCode.mac)
    return joined.where(AccessCode.batch_id.in_(ids)).group_by(AccessCode.batch_id)


def find(store: Store, session: Session, code: str) -> Standing | None:
    """The code that somebody typed in, if it is one; blanks, case and look-alikes do not matter."""
    columns = (AccessCode.mac, LetterBatch.round_id, District.code, AccessCode.used)
    asked = select(*columns).join(LetterBatch, LetterBatch.id == AccessCode.batch_id)
    asked = asked.outerjoin(District, District.id == LetterBatch.district_id)
    macs = store.keys.macs(_PURPOSE, normalise(code))
    found = session.execute(asked.where(AccessCode.mac.in_(macs))).one_or_none()
    return Standing(*found) if found else None


def begun_with(store: Store, session: Session, mac: str, code: str) -> str | None:
    """The secret of the draft that was begun with a code, as long as it is kept."""
    sealed = session.scalar(select(AccessDraft.sealed).where(AccessDraft.mac == mac))
    return None if sealed is None else store.keys.open(_door(code), sealed).decode()


def begin(store: Store, session: Session, mac: str, code: str, secret: str) -> bool:
    """Tie a code to a draft that is kept already; False when somebody else was faster."""
    row = {"mac": mac, "draft": key_of(store, session, secret), "sealed": store.keys.seal(_door(code), secret.encode())}
    return insert_one(session, AccessDraft, row)


def use(session: Session, mac: str) -> None:
    """The answer is sent: the code is used up, in the same transaction, or nothing is stored."""
    unused = update(AccessCode).where(AccessCode.mac == mac, AccessCode.used.is_(False)).values(used=True)
    if session.execute(unused.returning(AccessCode.mac)).first() is None:
        raise CodeUsed


def dispute(session: Session, mac: str) -> None:
    """Somebody says that it was not them; said twice is said once."""
    first = update(AccessCode).where(AccessCode.mac == mac, AccessCode.used, AccessCode.disputed.is_(None))
    session.execute(first.values(disputed=today()))


def disputes(session: Session, batches: Sequence[LetterBatch]) -> list[tuple[date, LetterBatch, int]]:
    """On which day how many people said of which batch that it was not them; the newest first."""
    known = {batch.id: batch for batch in batches}
    asked = select(AccessCode.disputed, AccessCode.batch_id, func.count())
    asked = asked.where(AccessCode.batch_id.in_(known), AccessCode.disputed.is_not(None))
    rows = session.execute(asked.group_by(AccessCode.disputed, AccessCode.batch_id)).all()
    told = [(day, known[batch], n) for day, batch, n in rows if day is not None]
    return sorted(told, key=lambda row: (row[0], row[1].id), reverse=True)


def has_letters(session: Session, round_: Round) -> bool:
    """Whether letters have been made for a round."""
    return session.scalar(select(LetterBatch.id).where(_of(round_)).limit(1)) is not None


def _of(round_: Round) -> ColumnElement[bool]:
    return LetterBatch.round_id == round_.id


def _letters(batch: LetterBatch, secret: bytes) -> Iterator[Letter]:
    for number in range(batch.first, batch.first + batch.letters):
        yield Letter(number, tuple(_code(secret, f"{number} {place}") for place in range(PER_LETTER)))


def _code(secret: bytes, which: str) -> str:
    """A code that does not depend on the key of the site, which may be changed before the letters are printed again."""
    return code_from(int(hmac.new(secret, which.encode(), hashlib.sha256).hexdigest(), 16))


def _mac(store: Store, code: str) -> str:
    return store.keys.mac(_PURPOSE, normalise(code))


def _door(code: str) -> str:
    return f"{_PURPOSE} {normalise(code)}"
