"""What districts add to the list of activities: from the catalogue, or made up by the town."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, request, url_for
from sqlalchemy.orm import Session

from survey.i18n import LANGUAGE_NAMES, join_list, ngettext, text
from survey.i18n import gettext as _
from survey.places.names import Named, plain
from survey.questionnaire.activities import OWN
from survey.questionnaire.model import Activity, Questionnaire
from survey.store import own_activities as own
from survey.store.audit import record
from survey.store.edits import remember
from survey.store.versions import draft_of
from survey.web.account.staff import store
from survey.web.manage.rights import At, round_at
from survey.web.manage.uploaded import catalogue, catalogue_of
from survey.web.setup.renewed import asked_of, open_lists, renew
from survey.web.setup.sent import Faulty, named
from survey.web.setup.views import Answer, bp, page
from survey.web.setup.way import way

LONGEST_LABEL = 120


@dataclass(frozen=True)
class DistrictRow:
    """What one district adds: codes with their names."""

    code: str
    name: str
    adds: tuple[tuple[str, str], ...]


@bp.get("/setup/<slug>/activities", endpoint="activities")
def activities_page(slug: str) -> str:
    """What each district adds, and the two ways to add more."""
    with store().read() as session:
        return _page(session, round_at(session, slug))


@bp.post("/setup/<slug>/activities", endpoint="activities_sent")
def activities_sent(slug: str) -> Answer:
    """Add an activity somewhere, make one up, or take one away."""
    try:
        with store().write() as session:
            at = round_at(session, slug)
            _do(session, at, request.form.get("act", ""))
            record(session, g.user.id, f"activities changed: {slug}")
    except Faulty as why:
        with store().read() as session:
            return _page(session, round_at(session, slug), why), 422
    return redirect(url_for("setup.activities", slug=slug))


def _do(session: Session, at: At, act: str) -> None:
    kind, _colon, rest = act.partition(":")
    if kind == "away":
        place, _colon, code = rest.partition(":")
        _take_away(session, at, place, code)
    elif kind == "forget":
        remember(session, at.round, "activities", g.user.id)
        own.forget_own(session, at.assessment, rest)
        renew(session, at)
        flash(_("The activity is gone. What was answered about it stays."))
    elif kind == "own":
        _make_up(session, at)
    else:
        code = request.form.get("activity", "")
        if code not in _choosable(session, at):
            raise Faulty((_("Choose an activity from the list."),))
        _add(session, at, code, request.form.get("where", ""))


def _take_away(session: Session, at: At, place: str, code: str) -> None:
    listed = own.choices(session, at.assessment).get(place, [])
    if code in listed:
        remember(session, at.round, "activities", g.user.id)
        own.put_choices(session, at.assessment, place, [one for one in listed if one != code])


def _make_up(session: Session, at: At) -> None:
    """An activity in the words of the town, in every language of the survey."""
    label = _label(session, at)
    like = request.form.get("like", "")
    if like not in _common():
        raise Faulty((_("Choose which common activity it is most like; so districts can be compared."),))
    if len(own.own_activities(session, at.assessment)) >= own.MOST_OWN:
        raise Faulty((_("There are very many activities of your own already. Remove one first."),))
    remember(session, at.round, "activities", g.user.id)
    code = own.add_own(session, at.assessment, label, like)
    _add(session, at, code, request.form.get("where", ""), remembered=True)
    if renew(session, at) and at.round.state != "draft":
        flash(_("Residents see it as soon as the new version of the questionnaire is published."))


def _label(session: Session, at: At) -> dict[str, str]:
    asked = asked_of(session, at)
    languages = asked.languages if asked else ()
    label = {code: " ".join(request.form.get(f"name_{code}", "").split()) for code in languages}
    missing = [LANGUAGE_NAMES.get(code, code) for code, words in label.items() if not words]
    if missing or not label:
        raise Faulty(
            (_("Write the name in every language of the survey. Missing: %(names)s.", names=join_list(missing)),)
        )
    if any(len(words) > LONGEST_LABEL for words in label.values()):
        raise Faulty((_("The name is too long; up to 120 letters can be read on a telephone."),))
    same = next((text(one.label) for one in catalogue_of(session, at.round).values() if _alike(one, label)), "")
    if same:
        raise Faulty((_("»%(name)s« is there already. Choose it from the list above.", name=same),))
    return label


def _alike(one: Activity, label: Mapping[str, str]) -> bool:
    return any(plain(words) == plain(one.label.get(code, "")) for code, words in label.items())


def _add(session: Session, at: At, code: str, where: str, remembered: bool = False) -> None:
    """Let one district or all of them add an activity; those whose list is full are named."""
    ours = [one for one in named(session, at) if where in ("", one.code)]
    if not ours:
        raise Faulty((_("Choose a district of this project, or all of them."),))
    there, most = own.choices(session, at.assessment), _most(session, at)
    full = [one.name for one in ours if len(there.get(one.code, ())) >= most and code not in there[one.code]]
    free = [one for one in ours if one.name not in full and code not in there.get(one.code, ())]
    if free and not remembered:
        remember(session, at.round, "activities", g.user.id)
    for one in free:
        own.put_choices(session, at.assessment, one.code, [*there.get(one.code, ()), code])
    if full:
        said = ngettext("A district can add up to %(num)s activity. Full is: %(names)s.",
                        "A district can add up to %(num)s activities. Full is: %(names)s.", most,
                        names=join_list(full[:10]))  # fmt: skip
        flash(said)


def _most(session: Session, at: At) -> int:
    asked = asked_of(session, at)
    return max((getattr(one, "local", 0) for one in open_lists(asked)), default=0) if asked else 0


def _choosable(session: Session, at: At) -> dict[str, Activity]:
    """What a district can add: neither sensitive nor on the list that all see."""
    asked = asked_of(session, at)
    on_all = _on_all_lists(asked) if asked else set()
    every = catalogue_of(session, at.round).items()
    return {code: one for code, one in every if not one.sensitive and code not in on_all}


def _on_all_lists(asked: Questionnaire) -> set[str]:
    lists = [{option.code for option in getattr(question, "options", ())} for question in open_lists(asked)]
    return set.intersection(*lists) if lists else set()


def _common() -> dict[str, Activity]:
    return {code: one for code, one in catalogue().items() if not one.sensitive}


def _page(session: Session, at: At, why: Faulty | None = None) -> str:
    asked, known = asked_of(session, at), catalogue_of(session, at.round)
    ours, choosable = named(session, at), _choosable(session, at)
    added = own.choices(session, at.assessment)
    return page(
        "setup/activities.html",
        at,
        way(session, at),
        why=why,
        asked=asked,
        most=_most(session, at),
        rows=[_row(one, added.get(one.code, ()), known) for one in ours],
        ours=ours,
        own=_listed(one for code, one in known.items() if code.startswith(OWN)),
        choosable=_listed(one for code, one in choosable.items() if not code.startswith(OWN)),
        common=_listed(_common().values()),
        likes={code: text(known[one.like].label) for code, one in known.items() if one.like in known},
        spoken=[(code, LANGUAGE_NAMES.get(code, code)) for code in (asked.languages if asked else ())],
        waits=at.round.state != "draft" and draft_of(session, at.round) is not None,
        typed=request.form if why else {},
    )


def _row(one: Named, codes: Sequence[str], known: Mapping[str, Activity]) -> DistrictRow:
    return DistrictRow(one.code, one.name, tuple((c, text(known[c].label) if c in known else c) for c in codes))


def _listed(activities: Iterable[Activity]) -> list[tuple[str, str]]:
    """Codes with their names, in the order of the alphabet as far as it goes without accents."""
    return sorted(((one.code, text(one.label)) for one in activities), key=lambda said: plain(said[1]))
