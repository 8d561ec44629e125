"""The evening as a document: agendas and their steps. Knows neither Flask nor the database."""
