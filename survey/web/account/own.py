"""Everybody's own page: what their account opens, and another password."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.store.accounts import User, check_password, set_password
from survey.store.audit import record
from survey.store.errors import TooManyAttempts
from survey.web.account.roles import account
from survey.web.account.staff import come_in, only_staff, store
from survey.web.account.views import bp

SHORTEST, LONGEST = 12, 200


@bp.get("/account")
def mine() -> str | Response:
    """What the account opens, and the form for another password."""
    return only_staff() or _page()


@bp.post("/account")
def change_password() -> str | Response | tuple[str, int]:
    """Another password: it ends every other session, and this one goes on."""
    sent = only_staff()
    if sent is not None:
        return sent
    fault = _wrong_choice() or _not_known()
    if fault:
        return _page(fault), 422
    with store().write() as session:
        user = session.get(User, g.user.id) or abort(404)
        set_password(user, request.form["new"])
        record(session, user.id, "own password changed")
    come_in(user)
    flash(_("The new password holds from now on. Everywhere else you are logged out."))
    return redirect(url_for("account.mine"))


def _wrong_choice() -> str:
    """Why the new password is none."""
    old, new, again = (request.form.get(name, "") for name in ("old", "new", "again"))
    if not SHORTEST <= len(new) <= LONGEST or not new.strip():
        return _("The new password needs at least %(num)s characters; four words are easy to remember.",
                 num=number(SHORTEST))  # fmt: skip
    if new.strip().casefold() == g.user.name or new == old:
        return _("Choose another password than your name or the one you have.")
    return "" if new == again else _("The two new passwords differ. Write the same one twice.")


def _not_known() -> str:
    """Whether somebody else sits at this desk: the password that holds now is asked once more."""
    try:
        with store().read() as session:
            known = check_password(session, g.user.name, request.form.get("old", ""), request.remote_addr or "")
    except TooManyAttempts as held:
        return ngettext("That was too often. Wait %(num)s second, then try again.",
                        "That was too often. Wait %(num)s seconds, then try again.", held.seconds)  # fmt: skip
    return "" if known else _("The password you have now is not right. Nothing was changed.")


def _page(fault: str = "") -> str:
    with store().read() as session:
        return render_template("account/own.html", account=account(session), fault=fault, tab="account", user=g.user)
