"""What became of what people said: for everybody, without a login; figures only as they were released."""

from dataclasses import dataclass

from flask import abort, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import worded
from survey.questionnaire.model import Activity
from survey.released import ReleasedFigure
from survey.sentences import public, words
from survey.sentences.became import Told, told
from survey.store.became import Topic, topics_of
from survey.store.districts import Assessment, District, districts
from survey.store.releases import released
from survey.store.rounds import Round, current_of, questionnaire, round_by_slug
from survey.web.manage.uploaded import catalogue_of
from survey.web.public.reading import Shown, of_release
from survey.web.public.views import bp, kept, store


@dataclass(frozen=True)
class Chapter:
    """The topics of one place, or of the whole town."""

    name: str
    topics: tuple[Told, ...]


class Teller:
    """Tells the topics of a round with the words and figures that belong to them."""

    def __init__(self, session: Session, round_: Round, assessment: Assessment) -> None:
        made = released(session, round_)
        self.shown: Shown | None = of_release(session, made) if made else None
        self._districts = {one.id: one for one in districts(session, assessment)}
        self.activities = activities_of(session, round_)

    def tell(self, topic: Topic) -> Told:
        """One topic in words."""
        place = self._districts.get(topic.district_id) if topic.district_id else None
        return told(topic, self.activity(topic.code), place_name(place), self._figure(topic, place), today())

    def activity(self, code: str) -> str:
        """What an activity is called."""
        known = self.activities.get(code)
        return worded(known.label) if known else code

    def _figure(self, topic: Topic, district: District | None) -> ReleasedFigure | None:
        if self.shown is None or not topic.code:
            return None
        place = self.shown.place(district.code) if district else self.shown.document["town"]
        return public.figure_of(place, self.shown.asked, "demand_pick") if place else None

    def chapters(self, topics: list[Topic]) -> list[Chapter]:
        """The whole town first, then the places by name."""
        by_place: dict[int | None, list[Told]] = {}
        for topic in topics:
            by_place.setdefault(topic.district_id, []).append(self.tell(topic))
        names = {None: town_name()} | {number: place_name(one) for number, one in self._districts.items()}
        return [Chapter(name, tuple(by_place[at])) for at, name in names.items() if at in by_place]


def activities_of(session: Session, round_: Round) -> dict[str, Activity]:
    """Everything a topic may be about: the catalogue, what the town added, what the questionnaire brings."""
    current = current_of(session, round_.id)
    asked = questionnaire(session, current.hash).activities if current else {}
    return {**catalogue_of(session, round_), **asked}


def town_name() -> str:
    """The whole town as a place."""
    return _("The whole town")


def place_name(district: District | None) -> str:
    """What a place is called; nothing for the whole town."""
    return words.place(district) if district else ""


@bp.get("/results/<slug>/became")
def became(slug: str) -> Response:
    """You said, we did."""
    with store().read() as session:
        round_ = round_by_slug(session, slug)
        if round_ is None or round_.state == "draft":
            abort(404)
        assessment = session.get_one(Assessment, round_.assessment_id)
        teller = Teller(session, round_, assessment)
        return kept(
            render_template(
                "public/became.html",
                round=round_,
                assessment=assessment,
                chapters=teller.chapters(topics_of(session, round_, public=True)),
                results=teller.shown is not None,
                example=assessment.name if assessment.example else "",
                slug=slug,
            )
        )
