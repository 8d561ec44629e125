"""Downloads: one table object for each thing that can be taken away, and one file for each format it is written in."""
