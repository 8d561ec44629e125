"""Where people reach this site: what is printed on posters and sent as links must not depend on who asks."""

from urllib.parse import urlsplit

from flask import Flask, current_app, request

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
    told: str = current_app.config["ADDRESS"]
    scheme = "https" if current_app.config["HTTPS"] else request.scheme
    return told or f"{scheme}://{request.host}/"
