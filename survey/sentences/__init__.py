"""What the figures of a place say, in sentences, tables and lists: the same on a page, on paper and in a report.

Nothing in here knows a request, a database session that is open for long, or a drawing; figures come in, words go out.
"""
