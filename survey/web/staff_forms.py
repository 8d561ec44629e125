"""Forms of staff pages: Flask-WTF with its messages in the reader's language, which WTForms itself has not."""

from typing import Any

from flask_wtf import FlaskForm

from survey import i18n


class Messages:
    """WTForms' sentences from our own catalogues; English is what WTForms brings."""

    def gettext(self, message: str) -> str:
        """A sentence in the reader's language."""
        return i18n.catalogue(i18n.interface(), "wtforms").gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A sentence that depends on a count, in as many forms as the language has."""
        return i18n.catalogue(i18n.interface(), "wtforms").ngettext(one, many, count)


class StaffForm(FlaskForm):  # type: ignore[misc]
    """A form with a CSRF token whose faults everybody can read."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Where the messages come from."""

        def get_translations(self, _form: Any) -> Messages:
            """Ours instead of WTForms' own, which has neither Slovenian nor Croatian."""
            return Messages()

    def said(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return {name: [str(fault) for fault in faults] for name, faults in self.errors.items() if name}
