"""Whatever file somebody brings in from an evening: what it is stands in it, so nobody has to know beforehand."""

import uuid

from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store import queue_files
from survey.store.hall_out import Brought, bring_evening
from survey.store.hall_seal import FROM_HALL, TO_HALL, TheOtherFile, kind_of


def bring(
    session: Session,
    content: bytes,
    by: int | None,
    seen: set[uuid.UUID] | None = None,
    only: uuid.UUID | None = None,
) -> Brought:
    """Bring in the file of a tablet, or that of a whole evening on a laptop; all of it or nothing."""
    kind, said = kind_of(content)
    if kind == TO_HALL:
        raise TheOtherFile
    if kind == FROM_HALL:
        return bring_evening(session, said, by, seen, only)
    return Brought(queue_files.merge(session, content, by, seen))


def told(done: Brought) -> list[str]:
    """What became of a file, in sentences."""
    kept, known, aside = done.states["kept"], done.states["known"], done.states["aside"]
    said = []
    if kept or not known:
        said.append(ngettext("%(num)s entry was brought in.", "%(num)s entries were brought in.", kept))
    if known and not kept and not aside:
        said.append(_("All of this file was here already. Nothing was changed."))
    if known:
        said.append(ngettext("%(num)s entry was here already.", "%(num)s entries were here already.", known))
    if aside:
        sentence = ngettext(
            "%(num)s entry could not be taken and waits on the page of its workshop.",
            "%(num)s entries could not be taken and wait on the page of their workshop.",
            aside,
        )
        said.append(sentence)
    return [*said, *done.notes]
