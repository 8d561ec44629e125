"""The blueprint of the tablet; everything of it lies below one address, which its worker serves without a network."""

from flask import Blueprint

bp = Blueprint("tablet", __name__)
