"""Where people reach this site: what is printed on posters and sent as links must not depend on who asks."""

from urllib.parse import urlsplit

from flask import Flask, current_app, request

from survey.addresses import own_addresses

_OWN = ("localhost", "127.0.0.1", "[::1]")
"""The computer itself, for whoever looks after it."""


def register(app: Flask, address: str, https: bool) -> None:
    """Where an address is set, requests that name another host are refused before anything is drawn."""
    app.config.update(ADDRESS=address, HTTPS=https)
    if address:
        app.config["TRUSTED_HOSTS"] = [urlsplit(address).hostname or "", *_OWN]


def site() -> str:
    """The address of the first page, with a slash at its end.

    Without a setting it is the one in the reader's browser; headers of proxies are never believed, since anybody can
    send them.
    """
    told: str = current_app.config["ADDRESS"] or _of_hall()
    scheme = "https" if current_app.config["HTTPS"] else request.scheme
    return told or f"{scheme}://{request.host}/"


def at_itself() -> bool:
    """Whether somebody sits at the very computer that answers."""
    return request.host.rpartition(":")[0] in _OWN or request.host in _OWN


def _of_hall() -> str:
    """Where a hall reaches its laptop, also for whoever sits at it and calls it localhost; else nothing."""
    if not (current_app.config.get("HALL") and at_itself()):
        return ""
    port = request.host.rpartition(":")[2]
    return next((f"http://{one}:{port}/" for one in own_addresses()), "")
