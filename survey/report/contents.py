"""The chapters by their codes, in the order of a report."""

BEFORE = ("changes", "council", "districts")
"""Once in a report, before the districts."""

OF_A_PLACE = ("short", "need", "wishes", "existing", "first", "helping", "missing", "hearing", "said", "confidence")
"""Once for each district."""

AFTER = ("method", "honesty", "signatories", "distribution")
"""Once, at the end."""

EVERY = (*BEFORE, *OF_A_PLACE, *AFTER)

USUAL = tuple(code for code in EVERY if code not in ("council", "confidence"))
"""What is ticked until somebody chooses: what was asked in confidence takes a decision, and so does reading aloud."""

ONLY_SHORT = ("short",)
"""What a report of the town in short tells of each district."""
