"""All forms of a sentence that depends on a count, for what is said where this program does not run."""

from survey.i18n import catalogue, interface, locale

HIGHEST = 100
"""Counts beyond it bring no form that smaller ones do not have, in any of our languages."""


def ngettext(one: str, many: str, _count: int = 0) -> dict[str, str]:
    """The forms by the names Unicode gives them (one, two, few, other), with %(num)s still in them.

    Called as the function of that name that fills one form in, so that its sentences are found for translation.
    """
    rule = locale().plural_form
    found: dict[str, str] = {}
    for count in range(HIGHEST + 1):
        found.setdefault(rule(count), catalogue(interface()).ngettext(one, many, count))
    return found
