"""How far the file of a batch is, in words, and handing it over: sheets and letters alike."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app, request
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.report.write import sentence
from survey.report.write.pdf import INSTALL, LIBRARIES
from survey.store.code_files import kept_file
from survey.store.jobs import UNFINISHED, Job

KINDS = {".pdf": "application/pdf", ".zip": "application/zip"}
SECONDS = 3
"""After so many the page looks again whether the file is there, unless somebody wants it to stay."""


@dataclass(frozen=True)
class Printing:
    """Whether there is a file, how far the worker is with the next, or why there is none."""

    ready: bool
    progress: int | None
    failed: str
    still: bool


def file_of(kind: str, name: str) -> Path | None:
    """The finished file, as long as it is kept."""
    return kept_file(Path(current_app.config["DATA"]), kind, name)


def printing(job: Job | None, ready: bool) -> Printing:
    """What is to be said of the newest printing."""
    progress = job.progress if job and job.state in UNFINISHED else None
    failed = _reason(job.error) if job and job.state == "failed" and not ready else ""
    return Printing(ready, progress, failed, "still" in request.args)


def looking_again(page: Response, of: Printing) -> Response:
    """While the worker is at it the page looks again by itself."""
    if of.progress is not None and not of.still:
        page.headers["Refresh"] = str(SECONDS)
    return page


def handed_over(path: Path, name: str) -> Response:
    """The file to save; nobody in between keeps a copy."""
    kept = {"Content-Disposition": f"attachment; filename={name}{path.suffix}", "Cache-Control": "no-store"}
    return Response(path.read_bytes(), mimetype=KINDS[path.suffix], headers=kept)


def _reason(code: str) -> str:
    lacks = {"lacks_WeasyPrint": ("WeasyPrint", INSTALL), "lacks_Pango": ("Pango", LIBRARIES)}
    if code in lacks:
        return " ".join((sentence("pdf", *lacks[code]), _("Until then, print from the browser.")))
    if code == "changed":
        return _("While the PDF was being made, sheets came back. Ask for it once more.")
    if code == "folder":
        return _("The data folder cannot be written to; perhaps the disk is full. Then make it again.")
    return _("The PDF could not be made. Ask for it once more, or print from the browser.")
