"""The web house: one application made of blueprints, each for one kind of user."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask, request, session

from survey import i18n
from survey.config import Settings
from survey.store.base import open_store
from survey.web import address, errors, hall, reading, security, static_files, templating

_BLUEPRINTS = (
    "survey.web.resident",
    "survey.web.account",
    "survey.web.dashboard",
    "survey.web.manage",
    "survey.web.setup",
    "survey.web.inventory",
    "survey.web.provider",
    "survey.web.open_answers",
    "survey.web.compare",
    "survey.web.progress",
    "survey.web.downloads",
    "survey.web.reports",
    "survey.web.release",
    "survey.web.public",
    "survey.web.ways",
    "survey.web.workshops",
    "survey.web.codes",
    "survey.web.doubtful",
    "survey.web.paper",
    "survey.web.typing",
    "survey.web.visits",
    "survey.web.became",
    "survey.web.tablet",
    "survey.web.phones",
)
_NO_COOKIES = ("resident", "provider", "public", "tablet", "phones")
"""Blueprints without the cookie of staff: they guard their forms by a token of their own, signed or of a tablet."""

_LARGEST_BODY = 512 * 1024
"""Bytes: seven long texts of the longest kind, even when every letter is written as six."""


def build_app(settings: Settings) -> Flask:
    """Put the parts together: database, headers, languages, errors, then everybody's pages."""
    app = Flask("survey.web", static_folder=None, template_folder="templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.earlier_keys),
        DATA=settings.data,
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
        **security.cookies(settings.https),
    )
    app.extensions["store"] = open_store(settings)
    # Otherwise two slashes are answered by a redirect to whatever host the request named.
    app.url_map.merge_slashes = False
    address.register(app, settings.address, settings.https)
    app.before_request(security.make_room)
    app.before_request(speak)
    static_files.register(app)
    templating.register(app)
    reading.register(app)
    security.register(app, settings.https)
    errors.register(app)
    hall.register(app, settings.hall)
    add_pages(app)
    return app


def add_pages(app: Flask) -> None:
    """Register each user's pages; staff forms carry a CSRF token, residents' forms their own."""
    csrf = security.staff_csrf(app)
    for name in _BLUEPRINTS:
        if find_spec(name) is None:
            continue
        blueprint = import_module(name).bp
        app.register_blueprint(blueprint)
        if blueprint.name in _NO_COOKIES:
            csrf.exempt(blueprint)


def speak() -> None:
    """Each request starts in the browser's language, unless the address, the form or the session names another."""
    preferred = request.headers.get("Accept-Language")
    told = (request.args.get("lang"), request.form.get("interface"), request.form.get("language"))
    # Public pages are kept by caches for everybody, so they never look at a session.
    held = None if request.blueprint == "public" else session.get("language")
    ours = next((code for code in (*told, held) if code in i18n.LANGUAGES), None)
    i18n.set_language(i18n.choose(ours, preferred))
    asked = told[0] or told[2] or held
    every = i18n.offered(i18n.FURTHER)
    if not asked or asked in every:
        i18n.set_language(i18n.choose(asked, preferred, every))
