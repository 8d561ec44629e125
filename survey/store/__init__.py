"""The store: one module per subject, each with its tables and the functions that use them."""
