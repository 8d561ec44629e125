"""Many sheets as several PDFs: a page takes some megabytes while it is set."""

from collections.abc import Iterator, Sequence

from survey.paper.page import About, One
from survey.paper.pdf import Step, pdf

TOGETHER = {False: 12, True: 6}
"""So many sheets are one PDF, in normal and in large print."""


def in_parts(about: About, sheets: Sequence[One], step: Step | None = None) -> Iterator[tuple[str, bytes]]:
    """Each PDF with its name; `step` hears how many sheets of all are done."""
    many = TOGETHER[about.large]
    for start in range(0, len(sheets), many):
        part = sheets[start : start + many]

        def told(done: int, start: int = start) -> None:
            if step:
                step(start + done)

        yield _name(about, part), pdf(about, part, told)


def _name(about: About, part: Sequence[One]) -> str:
    if not part[0].serial:
        return f"{about.asked.id}-{about.language}{'-large' if about.large else ''}.pdf"
    return f"sheets-{part[0].serial}-{part[-1].serial}.pdf"
