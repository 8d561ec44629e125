"""The answers: they come in by `submit()` and by no other way; how they go, `withdrawing` knows."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from survey.questionnaire.answers import Code, Context, Finished, finish
from survey.questionnaire.model import Questionnaire
from survey.store.base import Document, Store
from survey.store.districts import District
from survey.store.documents import OpenAnswer, Receipt, Response, SensitiveAnswer
from survey.store.downloads import spoil
from survey.store.errors import Busy, RoundClosed
from survey.store.mappings import Items, stored_item
from survey.store.receipts import codes_of
from survey.store.rounds import Round, RoundVersion, context, pinned_version, place, questionnaire, takes_answers
from survey.store.seal import normalise
from survey.store.sums import sealed
from survey.store.upsert import insert_one, insert_row
from survey.store.vocabulary import Choice, Item, numbers
from survey.store.withdrawing import follow, queue

CHANNELS = ("web", "paper", "tablet", "home_visit", "workshop", "phone")
LONGEST_ID = 64
ACCESSES = ("open", "code", "device")


@dataclass(frozen=True)
class Submitted:
    """What the sender is told: their code, whether this was new, and whether it has to be looked at first."""

    code: str
    fresh: bool
    flagged: bool
    response_id: uuid.UUID


@dataclass(frozen=True)
class Printed:
    """What a sheet of paper brings: the code on its strip, and the district's own activities as they were printed."""

    code: str = ""
    activities: tuple[str, ...] | None = None


@dataclass(frozen=True)
class _Arrival:
    """An answer that has been checked, on its way into the tables."""

    sent: dict[str, Any]
    round_: Round
    district: District
    asked: Questionnaire
    finished: Finished
    orders: Mapping[str, Sequence[str]]
    codes: Mapping[str, str]
    """The receipt code by content hash: of this answer, and what it was under earlier keys."""
    items: Items
    test: bool = False
    sheet: str = ""
    """The code that was printed on a sheet of paper, which opens the answer, too."""

    @property
    def code(self) -> str:
        """What the sender is told: the code on the sheet, where there is a sheet."""
        return self.sheet or self.codes[self.sent["content_hash"]]


def submit(
    store: Store,
    session: Session,
    round_: Round,
    answers: Mapping[str, Any],
    *,
    client_id: str,
    channel: str,
    access: str,
    language: str,
    day: date,
    district: str,
    version: str | None = None,
    orders: Mapping[str, Sequence[str]] | None = None,
    supersedes: uuid.UUID | None = None,
    test: bool = False,
    printed: Printed | None = None,
    signs: str = "",
) -> Submitted:
    """Check, store and queue one person's answers in the caller's transaction; the same again changes nothing.

    A test answer to a draft passes the same checks; it is never counted and goes when the draft is published.
    Of a `printed` sheet what is required may be blank, because the person has left. `signs` say what made the sending
    look like a program's; it counts all the same.
    """
    if channel not in CHANNELS or access not in ACCESSES or not 0 < len(client_id) <= LONGEST_ID:
        raise ValueError(f"{channel}, {access}, an id of {len(client_id)} characters")
    where, asked_in, version, items = _surroundings(session, round_, district, version, test)
    asked = questionnaire(session, version)
    if printed and printed.activities is not None:
        asked_in = replace(asked_in, local_activities=printed.activities)
    finished = finish(asked, answers, asked_in, gone=printed is not None)
    codes = codes_of(store, client_id, _canonical(round_, district, finished))
    sent = {
        "client_id": client_id,
        "content_hash": next(iter(codes)),
        "round_id": round_.id,
        "version": version,
        "district_id": where.id,
        "channel": channel,
        "access": access,
        "language": language,
        "day": day,
        "supersedes": supersedes,
        "signs": signs,
    }
    sheet = printed.code if printed else ""
    arrival = _Arrival(sent, round_, where, asked, finished, orders or {}, codes, items, test, sheet)
    return _already(session, arrival) or _store(store, session, arrival)


Surroundings = tuple[District, Context, str, Items]


def _surroundings(session: Session, round_: Round, district: str, version: str | None, test: bool) -> Surroundings:
    """The place and the version of an answer, looked up once for all the answers of one transaction."""
    known: dict[object, Surroundings] = session.info.setdefault("surroundings", {})
    key = (round_.id, district, version, test)
    if key not in known:
        pinned = version if test and version else pinned_version(session, round_, version)
        asked = None if test else session.get(RoundVersion, (round_.id, pinned))
        items = Items(asked.items) if asked else {}
        known[key] = (place(session, round_, district), context(session, round_, district), pinned, items)
    return known[key]


def _canonical(round_: Round, district: str, finished: Finished) -> str:
    """The answer as plain text, always written the same way, so that the same answer is known again."""
    said = [round_.id, district, finished.answers, finished.texts, finished.sensitive]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _already(session: Session, arrival: _Arrival) -> Submitted | None:
    """The receipt of an answer that is here already, also when it was withdrawn since."""
    same = select(Response.id, Response.state, Response.content_hash).where(
        Response.client_id == arrival.sent["client_id"], Response.content_hash.in_(arrival.codes)
    )
    found = session.execute(same.limit(1)).one_or_none()
    if found is None:
        return None
    code = arrival.sheet or arrival.codes[found.content_hash]
    return Submitted(code, fresh=False, flagged=found.state == "flagged", response_id=found.id)


def _store(store: Store, session: Session, arrival: _Arrival) -> Submitted:
    """Write the answer and all that belongs to it, counted if nobody else holds its place."""
    if arrival.test:
        return _store_test(session, arrival)
    if not takes_answers(arrival.round_, arrival.sent["day"]):
        raise RoundClosed(arrival.round_.slug)
    texts = {item: uuid.uuid4() for item in arrival.finished.texts}
    coded, apart = _coded(session, arrival)
    row = arrival.sent | {"id": uuid.uuid4(), "doc": _document(arrival, texts), "coded": coded}
    row["state"] = _state(session, arrival)
    if not insert_one(session, Response, row):
        known = _already(session, arrival)
        if known:
            return known
        _flag(session, arrival, row)
    _store_parts(store, session, arrival, row["id"], texts, apart, row["state"] == "counted")
    if row["state"] == "counted":
        queue(session, 1, coded, apart)
    return Submitted(arrival.code, fresh=True, flagged=row["state"] == "flagged", response_id=row["id"])


def _store_test(session: Session, arrival: _Arrival) -> Submitted:
    """Keep an answer to a draft by itself: no receipt, nothing apart and nothing in the queue; it will not stay."""
    finished = arrival.finished
    said = {"answers": finished.answers, "texts": {}, "words": finished.texts, "orders": {}}
    row = arrival.sent | {"id": uuid.uuid4(), "doc": said, "coded": {}, "state": "test"}
    insert_row(session, Response, row)
    return Submitted(arrival.code, fresh=True, flagged=False, response_id=row["id"])


def _flag(session: Session, arrival: _Arrival, row: dict[str, Any]) -> None:
    """Other content under this client_id was counted at the same moment, so this one has to be looked at."""
    row["state"] = "flagged"
    if arrival.sent["supersedes"] is not None or not insert_one(session, Response, row):
        raise Busy  # nothing of it remains, and trying again will find what came first


def _state(session: Session, arrival: _Arrival) -> str:
    """Only one answer counts under a client_id, and a correction only takes the place of one that counts."""
    supersedes = arrival.sent["supersedes"]
    others = select(Response.id).where(Response.client_id == arrival.sent["client_id"])
    if supersedes is not None:
        others = others.where(Response.id != supersedes)
    if session.execute(others.limit(1)).first() is not None:
        return "flagged"
    return "counted" if supersedes is None or _supersede(session, arrival) else "flagged"


def _supersede(session: Session, arrival: _Arrival) -> bool:
    """Take the earlier answer out of the count; its content stays as it was."""
    earlier = update(Response).values(state="superseded").returning(Response.id, Response.coded, Response.doc)
    earlier = earlier.where(
        Response.id == arrival.sent["supersedes"],
        Response.round_id == arrival.round_.id,
        Response.state == "counted",
    )
    found = session.execute(earlier).one_or_none()
    if found is None:
        return False
    follow(session, found, counted=False)
    spoil(session, arrival.round_.id)
    return True


def _coded(session: Session, arrival: _Arrival) -> tuple[Document, Document | None]:
    """The answer in the tally's integers: what is counted openly, and apart from it what is sensitive."""
    finished, sent, assessment = arrival.finished, arrival.sent, arrival.round_.assessment_id
    codes = [*finished.codes, *finished.sensitive_codes]
    crossed = [name for pair in finished.pairs for name in (pair.item, pair.other_item)]
    chosen = [name for pair in finished.pairs for name in (pair.option, pair.other_option)]
    named = {name: stored_item(name, arrival.items) for name in (*(code.item for code in codes), *crossed)}
    numbered = numbers(session, Item, assessment, named.values())
    item = {name: numbered[stored] for name, stored in named.items()}
    choice = numbers(session, Choice, assessment, [*(code.option for code in codes), *chosen])

    def two(code: Code) -> list[Any]:
        pair = [item[code.item], choice[code.option]]
        return pair if code.value is None else [*pair, code.value]

    age, gender = finished.strata["age"], finished.strata["gender"]
    place = [sent[name] for name in ("round_id", "district_id", "channel", "access", "language")]
    pairs = [[item[p.item], choice[p.option], item[p.other_item], choice[p.other_option]] for p in finished.pairs]
    coded = {"cell": [*place, age, gender], "codes": [two(code) for code in finished.codes], "pairs": pairs}
    if not finished.sensitive_codes:
        return coded, None
    apart = [[item[code.item], choice[code.option]] for code in finished.sensitive_codes]
    return coded, {"district": arrival.district.code, "age": age, "codes": apart}


def _document(arrival: _Arrival, texts: Mapping[str, uuid.UUID]) -> Document:
    """The answer as it is kept: own words only by the random keys of where they are."""
    plain = {item: str(key) for item, key in texts.items() if not _is_sensitive(arrival.asked, item)}
    orders = {name: list(order) for name, order in arrival.orders.items()}
    return {"answers": arrival.finished.answers, "texts": plain, "orders": orders}


def _is_sensitive(asked: Questionnaire, item: str) -> bool:
    return asked.question(item.split(".", 1)[0]).sensitive


def _store_parts(
    store: Store,
    session: Session,
    arrival: _Arrival,
    response_id: uuid.UUID,
    texts: Mapping[str, uuid.UUID],
    apart: Document | None,
    counted: bool,
) -> None:
    """Write what lies apart from the document: the receipt, what is sensitive, own words."""
    for code in filter(None, (arrival.codes[arrival.sent["content_hash"]], arrival.sheet)):
        # The code of a sheet opens the first answer that was typed from it; all its corrections hang on that.
        mac = store.keys.mac("receipt", normalise(code))
        insert_one(session, Receipt, {"mac": mac, "response_id": response_id})
    hidden = {item: str(key) for item, key in texts.items() if _is_sensitive(arrival.asked, item)}
    if apart or hidden or arrival.finished.sensitive:
        document = {"answers": arrival.finished.sensitive, "texts": hidden, "coded": apart}
        content = sealed(session, "sensitive", document)
        insert_row(session, SensitiveAnswer, {"response_id": response_id, "sealed": content})
    for item, said in arrival.finished.texts.items():
        insert_row(session, OpenAnswer, _words(arrival, item) | {"id": texts[item], "text": said, "counted": counted})


def _words(arrival: _Arrival, item: str) -> dict[str, Any]:
    """What is kept beside somebody's own words, which nobody has read yet."""
    where = {name: arrival.sent[name] for name in ("round_id", "district_id", "day", "language")}
    new = {"state": "unread", "revision": 0, "sensitive": _is_sensitive(arrival.asked, item)}
    return where | new | {"item": item}


def answers_of_place(session: Session, round_: Round, district: District | None = None) -> int:
    """How many answers count at this moment, in a district or in the whole round."""
    counted = select(func.count()).select_from(Response)
    counted = counted.where(Response.round_id == round_.id, Response.state == "counted")
    if district is not None:
        counted = counted.where(Response.district_id == district.id)
    return session.scalar(counted) or 0
