"""What the pages of questionnaires send."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from survey.web.staff_forms import StaffForm

LONGEST_NOTE = 500


class DraftForm(StaffForm):
    """A questionnaire as a file or as text, and where answers to the current version go."""

    file = FileField()
    source = TextAreaField()
    name = HiddenField()
    mappings = TextAreaField()


class PublishForm(StaffForm):
    """Publishing exactly the draft that was on the page."""

    draft = HiddenField(validators=[InputRequired()])
    note = StringField(validators=[Length(max=LONGEST_NOTE)])


class SureForm(StaffForm):
    """What cannot be undone asks once more."""

    sure = BooleanField(validators=[InputRequired()])
