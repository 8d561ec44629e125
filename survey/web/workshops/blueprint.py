"""The blueprint of the pages about workshops; only staff get past it."""

from flask import Blueprint

from survey.web.account.staff import only_staff

bp = Blueprint("workshops", __name__)
bp.before_request(only_staff)
