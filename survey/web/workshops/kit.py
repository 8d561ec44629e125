"""The hall kit of a workshop, to print from the browser: with it the evening also goes without a tablet."""

from collections.abc import Callable
from typing import cast

from flask import current_app, render_template, request
from markupsafe import Markup

from survey.i18n import LANGUAGE_NAMES, LANGUAGES, full_date, interface
from survey.paper.kit import MOST_PEOPLE, USUAL_PEOPLE, About, html, kit_of
from survey.store.workshops import Workshop
from survey.web.account.staff import store
from survey.web.workshops import agendas
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.web.workshops.views import place_of


@bp.get("/workshops/<slug>/<uuid:key>/kit")
def kit(slug: str, key: Key) -> str:
    """All sheets for as many people as are expected."""
    people = _people()
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        made = kit_of(agendas.agenda_at(session, workshop.agenda), _about(at, workshop, people))
        bar = render_template(
            "workshops/kit_bar.html", slug=slug, key=key, people=people, most=MOST_PEOPLE,
            languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES], spoken=interface(),
        )  # fmt: skip
        look = cast(Callable[[str], str], current_app.jinja_env.globals["static"])("kit.css")
        return html(made, styles=(look,), bar=Markup(bar), example=bool(at.example))  # noqa: S704 - our own template


def _people() -> int:
    """What the address asks for, kept within what a hall holds."""
    asked = request.args.get("people", USUAL_PEOPLE, type=int)
    return min(max(asked, 1), MOST_PEOPLE)


def _about(at: At, workshop: Workshop, people: int) -> About:
    when = full_date(workshop.day) + (f", {workshop.begins}" if workshop.begins else "")
    return About(place_of(at, workshop), when, workshop.room, people)
