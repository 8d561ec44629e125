"""The pages of the desk: the districts of a round, and one district."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.sentences import answered, confidence, existing, hearing, helping, need, parting, said, town, wishes, words
from survey.sentences import districts as table
from survey.sentences.parts import Section
from survey.store.quotes import approved
from survey.store.releases import RoundTold
from survey.store.rounds import Round
from survey.store.said import said as figures_of_said
from survey.web.account.roles import account
from survey.web.account.staff import only_staff, store
from survey.web.dashboard import reading
from survey.web.dashboard.hall import in_the_hall
from survey.web.dashboard.order import USUAL, columns, ordered
from survey.web.dashboard.parting import chosen
from survey.web.dashboard.reading import Desk
from survey.web.dashboard.voices import voices

MAP_SIZE = "phone"
"""The map stands in a narrow column on every screen."""

bp = Blueprint("dashboard", __name__)
bp.before_request(only_staff)


@bp.get("/lead")
def districts() -> str | Response:
    """The newest round, because that is what people come for."""
    with store().read() as session:
        rounds = reading.rounds_of(session)
        if not rounds:
            return render_template("dashboard/empty.html", account=account(session))
    return redirect(url_for("dashboard.round_", slug=rounds[0].slug))


@bp.get("/lead/<slug>")
def round_(slug: str) -> str:
    """All districts of a round that this person may see."""
    with store().read() as session:
        at = reading.desk(session, slug)
        found = reading.all_live(session, at)
        rounds = reading.rounds_told(session)
        lines = table.lines(at.districts, found, _told(at, rounds))
        order = request.args.get("order", USUAL)
        mine = [found[district.id] for district in at.districts if district.id in found]
        whole = reading.sees_town(session, at)
        return render_template(
            "dashboard/districts.html",
            at=at,
            lines=ordered(lines, order),
            columns=columns(slug, order),
            headline=table.headline(lines),
            together=table.together(lines),
            as_of=words.as_of(max(snapshot.made_at for snapshot in mine)) if mine else "",
            map=reading.town_map(session, found).get(MAP_SIZE, "") if whole else "",
            town=_town(session, at) if whole else None,
            rounds=[one.round for one in rounds if one.round.slug != slug],
            of_people=table.of_people,
            legend=table.legend(),
        )


def _told(at: Desk, rounds: list[RoundTold]) -> table.Told:
    """What residents of this town have been told, in whichever round."""
    results = (one.results for one in rounds)
    mine = (told for told in results if told and told.assessment_id == at.assessment.id)
    return table.Told(at.round, tuple(mine), tuple(reading.told_what_became(at, rounds)))


def _town(session: Session, at: Desk) -> Section | None:
    """What is known of the town as a whole."""
    found = reading.town_settled(session, at)
    if found is None:
        return None
    figures, made_at = found
    names = {district.code: words.place(district) for district in at.districts}
    return town.section(figures, made_at, reading.labels_of_version(session, figures["version"]), names)


@bp.get("/lead/<slug>/<code>")
def district(slug: str, code: str) -> str:
    """The four answers of one district, and what they rest on."""
    with store().read() as session:
        at = reading.desk(session, slug)
        place = reading.district_of(at, code)
        picture = reading.figures_of(session, at, place)
        if picture is None:
            return render_template("dashboard/waiting.html", at=at, name=words.place(place))
        labels = reading.labels_for(session, picture)
        rounds = reading.rounds_told(session)
        told = _told(at, rounds)
        wrote = said.section(figures_of_said(session, at.round, place), approved(session, at.round, place), labels)
        charts = reading.charts(session, picture.live["charts"] | (picture.settled or {"charts": {}})["charts"])
        hall = in_the_hall(session, at, place, picture.live)
    live, settled = picture.live, picture.settled
    wanted = chosen(request.args, settled)
    frame = {
        "at": at,
        "place": place,
        "name": words.place(place),
        "headcount": answered.headcount(live, at.assessment.minimum_age, starred=False),
        "choices": parting.choices(settled),
        "rounds": _other_rounds(at, rounds),
        "chosen": wanted,
        "activity": partial(_activity, slug),
        "once": None if place.outside else partial(_once, slug, code),
    }
    if wanted.part and wanted.kind:
        return render_template(
            "dashboard/part.html",
            **frame,
            said=parting.said(wanted.kind, wanted.part),
            who=parting.named(wanted.kind, wanted.part),
            sections=parting.sections(live, wanted.part, labels),
            resting=parting.resting(picture.settled_at),
        )
    return render_template(
        "dashboard/district.html",
        **frame,
        as_of=words.as_of(picture.made_at),
        stage=table.stage_sentence(told, place.code, live["answers"]),
        need=need.section(live, labels, judged=not place.outside, settled=settled, settled_at=picture.settled_at),
        wishes=wishes.section(live, settled, labels, picture.settled_at),
        existing=existing.existing(live, labels),
        helping=helping.section(live, labels),
        answered=answered.who_answered(live, at.assessment.minimum_age),
        missing=answered.who_is_missing(settled, picture.settled_at, labels),
        hearing=hearing.section(live, settled, labels),
        said=wrote,
        hall=hall,
        voices=voices(live, hall, labels),
        confidence=confidence.section(settled, picture.settled_at, labels),
        charts=charts,
    )


def _other_rounds(at: Desk, rounds: list[RoundTold]) -> list[Round]:
    """The other rounds of the same town, in which the same district has a page."""
    others = [one.round for one in rounds if one.round.id != at.round.id]
    return [one for one in others if one.assessment_id == at.assessment.id]


def _once(slug: str, district: str, activity: str) -> str:
    """Where a single evening of an activity is planned."""
    return url_for("workshops.tryout_new", slug=slug, district=district, activity=activity)


def _activity(slug: str, code: str) -> str:
    """Where one activity stands over all districts."""
    return url_for("compare.activity", slug=slug, code=code)
