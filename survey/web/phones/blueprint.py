"""The blueprint of the pages for whoever is in the hall; each phone keeps the language it has chosen."""

from flask import Blueprint, current_app, g, request

from survey import i18n
from survey.store.base import Store
from survey.web.phones.cookie import read

bp = Blueprint("phones", __name__)


@bp.before_request
def recognise() -> None:
    """Whose phone this is, in the one sense we know: by the key it holds."""
    g.phone = read()
    asked = request.args.get("lang", "")
    if g.phone and asked not in i18n.LANGUAGES and g.phone.language in i18n.LANGUAGES:
        i18n.set_language(g.phone.language)


def store() -> Store:
    """The database."""
    found: Store = current_app.extensions["store"]
    return found
