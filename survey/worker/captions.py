"""The words that stand inside drawings, besides those of the questionnaire."""

from survey.i18n import gettext as _


def groups() -> dict[str, str]:
    """The groups as short headings."""
    return {
        "up_to_29": _("Up to 29"),
        "30_64": _("30 to 64"),
        "65_up": _("65 and over"),
        "f": _("Women"),
        "m": _("Men"),
    }


def verdicts() -> dict[str, str]:
    """The verdicts within a sentence."""
    return {
        "enough_to_start": _("enough people to start"),
        "enough_for_group": _("enough for one group"),
        "no_need": _("no need found"),
        "too_few": _("too few answers"),
    }


def ways() -> dict[str, str]:
    """Where and how people were asked."""
    return {
        "web": _("on the web"),
        "paper": _("on paper"),
        "tablet": _("on a tablet"),
        "home_visit": _("at home, with a visitor"),
        "workshop": _("at a workshop"),
        "phone": _("by phone"),
    }
