"""Coming in and going out, for people who work with the figures."""

from survey.web.account.round_pages import round_pages
from survey.web.account.views import bp

bp.add_app_template_global(round_pages)

__all__ = ["bp"]
