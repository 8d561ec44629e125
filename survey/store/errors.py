"""What the store refuses, each with its own name and a sentence in the reader's words."""

from survey.i18n import gettext as _
from survey.i18n import ngettext, number


class StoreError(Exception):
    """Parent of everything the store refuses; nothing was stored when one is raised."""


class Busy(StoreError):
    """Somebody else has been writing for too long; trying again later is safe."""

    def __str__(self) -> str:
        return _("Many people are sending at this moment. This was not saved; please try again in a minute.")


class Overtaken(StoreError):
    """What was read has been saved anew by somebody else in the meantime; reading it again and trying again is safe."""

    def __str__(self) -> str:
        return _("Somebody has changed this in the meantime. Please read it again; nothing was saved.")


class AnswerWithdrawn(StoreError):
    """The answer that was to be corrected has been taken back meanwhile."""

    def __str__(self) -> str:
        return _("This answer has been withdrawn. Nothing was saved.")


class CodeUsed(StoreError):
    """An answer has been sent with this code of a letter already."""

    def __str__(self) -> str:
        return _("An answer was sent with this code already. Nothing was saved.")


class NotWritable(StoreError):
    """The folder of the database is missing, full or closed to us."""

    def __str__(self) -> str:
        return _("The folder of the database cannot be written to. Nothing was saved.")


class RoundClosed(StoreError):
    """The round takes no answers now."""

    def __str__(self) -> str:
        return _("This survey takes no answers now. Your answer was not saved.")


class UnknownDistrict(StoreError):
    """The district is not one of this assessment."""

    def __str__(self) -> str:
        return _("This district is not part of this survey. Your answer was not saved.")


class NotADistrict(StoreError):
    """A line of the list of districts cannot be a district; `at` is its number among the written lines."""

    def __init__(self, name: str, at: int, twice: bool = False) -> None:
        super().__init__(name, at, twice)
        self.name, self.at, self.twice = name, at, twice

    def __str__(self) -> str:
        if self.twice:
            return _("Line %(at)s: »%(name)s« is there already. Each district stands on one line.", **self._place())
        if self.name:
            return _("Line %(at)s: »%(name)s« is no name of a district, or it is too long.", **self._place())
        return _("Write between 1 and 200 districts, one on each line.")

    def _place(self) -> dict[str, str]:
        return {"at": number(self.at), "name": self.name[:60]}


class UnknownVersion(StoreError):
    """The round has never asked with this version of the questionnaire."""

    def __str__(self) -> str:
        return _("This survey has never asked with this version of the questionnaire. Nothing was saved.")


class NewerDatabase(StoreError):
    """The database was made by a later version of this program, so touching it would be a guess."""

    def __str__(self) -> str:
        return _("The database was made by a newer version of Soseska. Nothing was changed; start the newer version.")


class NameTaken(StoreError):
    """There is a user of that name already, or the name is empty."""

    def __str__(self) -> str:
        return _("Somebody has this name already, or it is empty. Choose another name.")


class TooManyAttempts(StoreError):
    """Too many wrong passwords; `seconds` is how long to wait before the next attempt is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return ngettext(
            "Too many wrong passwords. Please wait %(num)s second and try again.",
            "Too many wrong passwords. Please wait %(num)s seconds and try again.",
            self.seconds,
        )


class NotReady(StoreError):
    """The questionnaire cannot be published yet; `lacking` is a sentence for everything that is in the way."""

    def __init__(self, lacking: list[str]) -> None:
        super().__init__(lacking)
        self.lacking = lacking

    def __str__(self) -> str:
        return "\n".join([*self.lacking, _("Nothing was published.")])


class AnswerNotYours(StoreError):
    """The answer or the list is not there for this user: none like it, another district, or nobody has read it yet."""

    def __str__(self) -> str:
        return _("This is not here for you. Nothing was changed.")


class ReadAgain(StoreError):
    """Somebody else changed this in the meantime, so what was decided is about something no longer there."""

    def __str__(self) -> str:
        return _("Somebody has changed this in the meantime. Please read it again; nothing was saved.")


class StillNamed(StoreError):
    """Something else in the lists speaks of what was to go."""

    def __str__(self) -> str:
        return _("Something else in the lists speaks of it by now. Nothing was taken back; end it instead.")


class StaysInside(StoreError):
    """The answer cannot be approved: not read, of a sensitive question, or by the one who read it first."""

    def __str__(self) -> str:
        return _(
            "This answer cannot be approved. It needs a second person, and answers to sensitive questions are never"
            " quoted."
        )


class UnknownTheme(StoreError):
    """A theme that the list does not have, or not any more."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return _("The list of themes has no »%(code)s«. Nothing was saved.", code=self.code)


class ThemesLost(StoreError):
    """Themes are missing from the new list although answers were sorted into them."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(codes)
        self.codes = codes

    def __str__(self) -> str:
        return _(
            "Answers were sorted into themes that the new list lacks: %(codes)s. Keep them, or say with »into« where"
            " they belong. Nothing was saved.",
            codes=", ".join(self.codes),
        )


class Mistyped(StoreError):
    """What was typed is not the number of any sheet: its last figure does not fit the others."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed

    def __str__(self) -> str:
        return _(
            "»%(typed)s« is not the number of a sheet: a figure is wrong, missing or too many. Compare it with the"
            " number at the top of the sheet. Nothing was saved.",
            typed=self.typed.strip()[:30],
        )


class UnknownSheet(StoreError):
    """The number is written correctly, but this survey has printed no such sheet."""

    def __init__(self, serial: str) -> None:
        super().__init__(serial)
        self.serial = serial

    def __str__(self) -> str:
        return _(
            "This survey has no sheet with the number %(serial)s. It may belong to another survey. Nothing was saved.",
            serial=self.serial,
        )


class AlreadyTyped(StoreError):
    """The sheet has been typed in before; it is never counted twice."""

    def __init__(self, serial: str) -> None:
        super().__init__(serial)
        self.serial = serial

    def __str__(self) -> str:
        return _("The sheet %(serial)s has been typed in before. It is not counted twice.", serial=self.serial)
