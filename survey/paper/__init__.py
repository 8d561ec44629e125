"""The paper twin: the questionnaire as a form to fill in by hand, from the same document as every page."""
