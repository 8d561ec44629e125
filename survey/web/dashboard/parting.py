"""One group of a district read alone: the address says which, and only one kind of group at a time."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from survey.figures import Part, PartKind, Settled
from survey.i18n import gettext as _
from survey.sentences.parting import KINDS, value_of


@dataclass(frozen=True)
class Chosen:
    """The group of an address, or why there is none; neither where nobody asked for one."""

    kind: PartKind | None = None
    part: Part | None = None
    fault: str = ""


def chosen(args: MultiDict[str, str], settled: Settled | None) -> Chosen:
    """Find the group that an address names among those that may be shown."""
    asked = [kind for kind in KINDS if args.get(kind)]
    if not asked:
        return Chosen()
    if len(asked) > 1 or len(args.getlist(asked[0])) > 1:
        return Chosen(fault=_("In one district only one group can be read at a time. These are the answers of all."))
    kind = asked[0]
    parts = settled["parts"].get(kind, []) if settled else []
    part = next((part for part in parts if value_of(part) == args[kind]), None)
    if part is None:
        return Chosen(fault=_("This group is too small to be read alone now. These are the answers of all."))
    return Chosen(kind, part)
