"""Answers from elsewhere: a CSV file and a map that says what its columns mean, through the one door."""
