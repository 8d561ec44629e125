"""The blueprint of the pages about open answers; only staff get past it."""

from flask import Blueprint

from survey.web.account.staff import only_staff

bp = Blueprint("open_answers", __name__)
bp.before_request(only_staff)
