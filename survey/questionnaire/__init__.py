"""The engine: questionnaires as documents, answers read, checked, cut to their path and coded."""
