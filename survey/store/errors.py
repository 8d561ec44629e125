"""What the store refuses, each with its own name, so that a page or a command can say it in the reader's words."""


class StoreError(Exception):
    """Parent of everything the store refuses; nothing was stored when one is raised."""


class Busy(StoreError):
    """Somebody else has been writing for too long; trying again later is safe."""


class RoundClosed(StoreError):
    """The round takes no answers now."""


class UnknownDistrict(StoreError):
    """The district is not one of this assessment."""


class UnknownVersion(StoreError):
    """The round has never asked with this version of the questionnaire."""


class NewerDatabase(StoreError):
    """The database was made by a later version of this program, so touching it would be a guess."""


class NameTaken(StoreError):
    """There is a user of that name already, or the name is empty."""


class TooManyAttempts(StoreError):
    """Too many wrong passwords; `seconds` is how long to wait before the next attempt is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds
