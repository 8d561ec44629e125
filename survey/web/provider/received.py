"""What an organisation sent, made into drafts: nothing of it counts before somebody at the desk confirms it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.week import coarse
from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import interface, join_list, text
from survey.questionnaire.model import Questionnaire
from survey.store import contacts
from survey.store.base import Store
from survey.store.districts import Assessment, district
from survey.store.links import ProviderContact, ProviderLink
from survey.store.listing import Entry, Reach, Thing, keep, whole
from survey.store.stakeholders import Provider

PERSON = "resident"
"""Somebody who offers something by themselves: their name is sealed with their contact and stands in no list."""

CONTACT = ("s10_contact", "s10_phone", "s10_email")
PURPOSE = "offer"
Answers = Mapping[str, Any]


def known(session: Session, sent_as: str) -> Provider | None:
    """The organisation that this very form has been kept for already."""
    return session.scalar(select(Provider).where(Provider.sent_as == sent_as))


def receive(
    session: Session, asked: Questionnaire, assessment: Assessment, link: ProviderLink | None, said: Answers
) -> Provider:
    """Keep what came in as drafts, in one change that can be taken back."""
    desk, words = whole(session, assessment), _Words(asked, said)
    provider = session.get(Provider, link.provider_id) if link and link.provider_id else None
    entries = [] if provider else [Entry("providers", words.provider(_place(session, assessment, said)))]
    if provider is None:
        (made,) = keep(session, desk, entries, "sent", words.name)
        provider = session.get_one(Provider, made.id)
    _keep_offers(session, desk, provider, words, _place(session, assessment, said))
    if link:
        link.sent += 1
    return provider


def _keep_offers(session: Session, desk: Reach, provider: Provider, words: "_Words", place: int | None) -> list[Thing]:
    """What they do already, and what they could add."""
    entries = [Entry("offers", offer | {"provider_id": provider.id}) for offer in words.offers()]
    here = place or provider.district_id
    runs = words.runs()
    if runs and here:
        entries.append(Entry("offerings", runs | {"provider_id": provider.id, "district_id": here}))
    return keep(session, desk, entries, "sent", provider.name) if entries else []


def _place(session: Session, assessment: Assessment, said: Answers) -> int | None:
    found = district(session, assessment.id, str(said.get("s1_district", "")))
    return found.id if found and not found.outside else None


def keep_contact(
    store: Store, session: Session, assessment: Assessment, provider: Provider, said: Answers, client_id: str
) -> str:
    """Seal whom to reach, with a receipt of its own; the lists only know that somebody can be reached."""
    doc = {key.removeprefix("s10_"): said[key] for key in CONTACT if key in said} | {"organisation": said.get("s1", "")}
    day, where = today(), None
    code = contacts.save_contact(
        store, session, assessment, where, doc, purposes=(PURPOSE,), client_id=client_id, day=day
    )
    contact = contacts.contact_of(store, session, code)
    if contact is not None:
        session.merge(ProviderContact(provider_id=provider.id, contact_id=contact))
    return code


class _Words:
    """The answers of one form, as the columns of the lists hold them."""

    def __init__(self, asked: Questionnaire, said: Answers) -> None:
        self._asked, self._said = asked, said

    @property
    def name(self) -> str:
        """What the organisation is called; a person by what they are."""
        if self._said.get("s1_kind") == PERSON:
            return self._labels("s1_kind", [PERSON])
        return str(self._said.get("s1", ""))

    def provider(self, place: int | None) -> dict[str, Any]:
        """The organisation itself."""
        everywhere = self._said.get("s1_reach") == "everywhere"
        return {
            "name": self.name[:200],
            "kind": self._said.get("s1_kind", "ngo"),
            "district_id": None if everywhere else place,
            "hours_month": self._hours(),
            "cooperation": self._picked("s8"),
            "publish": self._said.get("s10", "") if self._said.get("s1_kind") != PERSON else "",
            "note": self._note(),
            **_WAITS,
        }

    def _note(self) -> str:
        others = [self._other(question) for question in ("s2", "s3")]
        asks = str(self._said.get("s9", ""))
        lines = [*others, _("Ask as well: %(whom)s", whom=asks) if asks else ""]
        return "\n".join(line for line in lines if line)

    def runs(self) -> dict[str, Any] | None:
        """What they offer already, as one entry to look at."""
        activities = self._picked("s2")
        if not activities:
            return None
        more = {"draft": True, "state": "running", "source": "form", "price": self._said.get("s7", "")}
        return {"name": {interface(): self.name[:200]}, "activities": activities, **more}

    def offers(self) -> list[dict[str, Any]]:
        """What they could add, one entry for each step it has come to."""
        ready: dict[str, list[str]] = {}
        cards = self._said.get("s3_ready") or {}
        for activity in self._picked("s3"):
            ready.setdefault(cards.get(activity, {}).get("ready", "interested"), []).append(activity)
        return [{"activities": found, "readiness": step, **self._common()} for step, found in ready.items()]

    def _common(self) -> dict[str, Any]:
        until = self._said.get("s10_until")
        return {
            "hours_month": self._hours(),
            "slots": sorted(coarse(self._picked("s4_slots"))),
            "people": self._said.get("s4_people"),
            "needs": self._labels("s5", self._picked("s5")),
            "audience": self._picked("s6_age"),
            "price": self._said.get("s7", ""),
            "holds_until": date.fromisoformat(until) if isinstance(until, str) and until else None,
            **_WAITS,
        }

    def _hours(self) -> int | None:
        hours = self._said.get("s4")
        return None if hours is None else int(hours)

    def _picked(self, question: str) -> list[str]:
        """What was ticked, without »other« and »nothing«."""
        apart = {"other", "none"}
        return [code for code in (self._said.get(question) or {}).get("picked", []) if code not in apart]

    def _other(self, question: str) -> str:
        return str((self._said.get(question) or {}).get("other", ""))

    def _labels(self, question: str, codes: list[str]) -> str:
        options = getattr(self._asked.question(question), "options", ())
        names = {option.code: text(option.label) for option in options}
        return join_list(names.get(code, code) for code in codes)


_WAITS = {"state": "draft", "source": "form"}
