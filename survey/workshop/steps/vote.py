"""A question to everybody in the hall, answered by slips or hands that are counted: how many said what, never who.

A voice that somebody tells for another one, who has no device or could not come, is counted apart with a role.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, text
from survey.questionnaire.model import Id, Text
from survey.workshop.bodies import among, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Lines, Table, Told
from survey.workshop.telling import among as among_people

MOST_OPTIONS = 10
MOST_ROLE = 40
MOST_REASON = 120


class Vote(Step):
    """What is asked, and the answers by their codes, in the order of the screen."""

    step: Literal["vote"]
    ask: Text
    practice: StrictBool = False
    """To try it once; what was said is told nowhere."""
    by: Literal["slips", "eyes", "backs", "hands"] | None = None
    """How it is counted: folded slips, hands with closed eyes or with backs turned, or hands that everybody sees."""
    options: Annotated[dict[Id, Text], Field(min_length=2, max_length=MOST_OPTIONS)]


def _takes(step: Vote, body: Any) -> bool:
    """One more voice for an answer that the agenda names, perhaps for somebody else; the vote closed, or void."""
    if has(body, "closed"):
        return body["closed"] is True
    if has(body, "void"):
        return line(body["void"], MOST_REASON)
    if not has(body, "option") and not (has(body, "option", "proxy") and line(body["proxy"], MOST_ROLE)):
        return False
    return among(body["option"], step.options)


def ways() -> dict[str, str]:
    """How a vote is counted, in words."""
    return {
        "slips": _("by folded slips"),
        "eyes": _("by raised hands, with closed eyes"),
        "backs": _("by raised hands, with backs turned"),
        "hands": _("by raised hands that everybody sees"),
    }


def _words() -> Words:
    return {
        "how": _("Touch plus for every slip or hand. Whoever cannot raise a hand tells somebody."),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One voice more: %(group)s"),
        "voices": plural_forms.ngettext("voice", "voices", 0),
        "people": plural_forms.ngettext(
            "of %(num)s person counted at the door", "of %(num)s people counted at the door", 0
        ),
        "close": _("Close the vote"),
        "closed": _("Vote closed"),
        "reopen": _("Open it again, somebody came late"),
        "void": _("Declare the vote void"),
        "void_why": _("Why is this vote void? The protocol says so."),
        "voided": _("Vote declared void"),
        "is_void": _("This vote is void: %(why)s"),
        "by": _("How it is counted: %(how)s."),
        **{f"by_{code}": words for code, words in ways().items()},
        "proxy": _("One more for somebody who could not come or cannot raise a hand"),
        "proxy_option": _("What would they say?"),
        "proxy_who": _("Who tells us? A role, such as: a neighbour"),
        "proxy_added": _("Told for somebody else: %(group)s, %(who)s"),
        "proxies": plural_forms.ngettext(
            "and %(num)s voice told for somebody else", "and %(num)s voices told for somebody else", 0
        ),
        "phones": plural_forms.ngettext("%(num)s phone has voted.", "%(num)s phones have voted.", 0),
        "phones_votes": plural_forms.ngettext("%(num)s of them is from phones.", "%(num)s of them are from phones.", 0),
        "phones_later": _("The voices of the phones are added as soon as the network is there."),
        "too_many": _(
            "These are more voices than people were counted at the door. Is somebody missing there, or counted twice"
            " here?"
        ),
    }


def _tell(step: Vote, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    voices = [entry.body for entry in entries if "option" in entry.body]
    if step.practice or not entries:
        return None
    void = next((entry.body["void"] for entry in entries if "void" in entry.body), "")
    if void:
        return Told(text(step.ask), (Lines((_("The vote was declared void: %(why)s", why=void),)),))
    if step.id in evening.open:
        return Told(text(step.ask), (Lines((_("The vote is still open, so nobody sees yet how it goes."),)),))
    return Told(text(step.ask), _result(step, voices), _base(step, voices, evening)) if voices else None


def _result(step: Vote, voices: Sequence[Mapping[str, Any]]) -> tuple[Table, ...]:
    """What was said in the hall; what somebody told for another one stands in a column of its own."""
    told = Counter(one["option"] for one in voices if "proxy" in one)
    here = Counter(one["option"] for one in voices if "proxy" not in one)
    head = (_("Answer"), _("voices"), *((_("told for somebody else"),) if told else ()))
    rows = ((text(label), here[code], *((told[code],) if told else ())) for code, label in step.options.items())
    return (Table(text(step.ask), head, tuple(rows)),)


def _base(step: Vote, voices: Sequence[Mapping[str, Any]], evening: Evening) -> str:
    """How many voices it was among how many people, how they were counted, and who spoke for somebody else."""
    told = [one["proxy"] for one in voices if "proxy" in one]
    n = len(voices) - len(told)
    said = [among_people(ngettext("%(num)s voice was counted", "%(num)s voices were counted", n), evening.people)]
    said += [_("How it was counted: %(how)s.", how=join_list(_ways(step, evening)))] if step.by else []
    said += [_for_others(told)] if told else []
    return " ".join(said)


def _ways(step: Vote, evening: Evening) -> list[str]:
    """How the hall was counted, and whether voices came from no tablet, too."""
    sent = any("option" in entry.body and not entry.tablet for entry in evening.of(step.id))
    return [*([ways()[step.by]] if step.by else []), *([_("from phones or a saved file")] if sent else [])]


def _for_others(told: Sequence[str]) -> str:
    return ngettext(
        "Apart from them, %(num)s voice was told for somebody who could not come or take part, by: %(who)s.",
        "Apart from them, %(num)s voices were told for somebody who could not come or take part, by: %(who)s.",
        len(told), who=join_list(list(dict.fromkeys(told))),
    )  # fmt: skip


def _on_wall(step: Vote, evening: Evening) -> tuple[Table, ...]:
    """All that was said, in the hall, by phones and for somebody else; a void vote shows no number."""
    entries = evening.of(step.id)
    if any("void" in entry.body for entry in entries):
        return ()
    said = Counter(entry.body["option"] for entry in entries if "option" in entry.body)
    rows = tuple((text(label), said[code]) for code, label in step.options.items())
    return (Table(text(step.ask), (_("Answer"), _("voices")), rows),)


TYPE = StepType("vote", Vote, _takes, _words, _tell, phone="choice", wall=_on_wall, hides=True)
