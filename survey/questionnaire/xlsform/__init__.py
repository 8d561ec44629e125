"""XLSForms, the spreadsheets of ODK and Kobo, turned into questionnaires and back."""
