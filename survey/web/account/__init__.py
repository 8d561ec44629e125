"""Coming in and going out, for people who work with the figures."""

from survey.web.account import own  # noqa: F401 (its pages join the blueprint)
from survey.web.account.round_pages import keeps_people, round_pages
from survey.web.account.views import bp

bp.add_app_template_global(round_pages)
bp.add_app_template_global(keeps_people)

__all__ = ["bp"]
