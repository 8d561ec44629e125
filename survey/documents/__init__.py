"""Documents made from questionnaires: the codebook for whoever opens the data, a first questionnaire to go on from."""
