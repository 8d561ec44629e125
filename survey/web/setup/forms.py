"""What the pages of setting up send."""

from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from survey.i18n import LANGUAGES
from survey.store.districts import Assessment, Municipality
from survey.store.founding import LONGEST_NAME, Project
from survey.web.staff_forms import StaffForm

LONGEST_PHONE = 60
LEGAL = ("public_task", "consent")


def _stripped(value: str | None) -> str:
    return " ".join((value or "").split())


class ProjectForm(StaffForm):
    """What the project is called and by which rules it asks."""

    town = StringField(filters=[_stripped], validators=[InputRequired(), Length(max=LONGEST_NAME)])
    name_sl = StringField(filters=[_stripped], validators=[Length(max=LONGEST_NAME)])
    name_hr = StringField(filters=[_stripped], validators=[Length(max=LONGEST_NAME)])
    name_en = StringField(filters=[_stripped], validators=[Length(max=LONGEST_NAME)])
    region = StringField(filters=[_stripped], validators=[Length(max=LONGEST_NAME)])
    help_phone = StringField(filters=[_stripped], validators=[Length(max=LONGEST_PHONE)])
    minimum_age = IntegerField(validators=[InputRequired(), NumberRange(6, 99)])
    legal_basis = RadioField(choices=LEGAL, validators=[InputRequired()])

    def project(self) -> Project:
        """The project as it was typed; languages left empty fall back to the others."""
        names = {code: self[f"name_{code}"].data for code in LANGUAGES if self[f"name_{code}"].data}
        return Project(
            town=self.town.data,
            name=names or {LANGUAGES[0]: self.town.data},
            help_phone=self.help_phone.data,
            minimum_age=self.minimum_age.data,
            legal_basis=self.legal_basis.data,
            region=self.region.data,
        )

    def show(self, mine: Assessment, town: Municipality) -> None:
        """Fill in what is stored."""
        self.town.data = town.name
        for code in LANGUAGES:
            self[f"name_{code}"].data = mine.name.get(code, "")
        self.help_phone.data, self.minimum_age.data = mine.help_phone, mine.minimum_age
        self.legal_basis.data, self.region.data = mine.legal_basis, mine.region


class DistrictsForm(StaffForm):
    """One district a line."""

    lines = TextAreaField()


class FormForm(StaffForm):
    """A questionnaire of ours, or a file."""

    ours = StringField()
    file = FileField()


class DaysForm(StaffForm):
    """From when to when people are asked; the last day may stay open."""

    opens = DateField(validators=[InputRequired()])
    closes = DateField(validators=[Optional()])


class UndoForm(StaffForm):
    """Taking back exactly the change that was on the page."""

    edit = HiddenField(validators=[InputRequired()])
