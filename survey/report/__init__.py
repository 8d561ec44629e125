"""Reports: what the figures of a place say, as a document that leaves the page.

The document knows no format: it is built from stored figures and from the sentences of the pages, and each writer
turns it into one kind of file.
"""
