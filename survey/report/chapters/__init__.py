"""The chapters of a report, one file each: what it is called, and its blocks; no blocks, no chapter.

`OF_A_PLACE` stand once for each district, the others `ONCE` in the whole report. Their order is in `contents`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from survey.report.chapters import (
    changes,
    confidence,
    council,
    distribution,
    districts,
    existing,
    first,
    hearing,
    helping,
    honesty,
    method,
    missing,
    need,
    said,
    short,
    signatories,
    wishes,
)
from survey.report.material import Place, Whole
from survey.report.model import Block

Of = Callable[[Place, Whole], tuple[Block, ...]]
Once = Callable[[Whole], tuple[Block, ...]]

OF_A_PLACE: Mapping[str, Of] = MappingProxyType(
    {
        "short": short.blocks,
        "need": need.blocks,
        "wishes": wishes.blocks,
        "existing": existing.blocks,
        "first": first.blocks,
        "helping": helping.blocks,
        "missing": missing.blocks,
        "hearing": hearing.blocks,
        "said": said.blocks,
        "confidence": confidence.blocks,
    }
)
ONCE: Mapping[str, Once] = MappingProxyType(
    {
        "changes": changes.blocks,
        "council": council.blocks,
        "districts": districts.blocks,
        "method": method.blocks,
        "honesty": honesty.blocks,
        "signatories": signatories.blocks,
        "distribution": distribution.blocks,
    }
)

_TITLES: Mapping[str, Callable[[], str]] = {
    "changes": changes.title,
    "council": council.title,
    "districts": districts.title,
    "short": short.title,
    "need": need.title,
    "wishes": wishes.title,
    "existing": existing.title,
    "first": first.title,
    "helping": helping.title,
    "missing": missing.title,
    "hearing": hearing.title,
    "said": said.title,
    "confidence": confidence.title,
    "method": method.title,
    "honesty": honesty.title,
    "signatories": signatories.title,
    "distribution": distribution.title,
}


def title(code: str) -> str:
    """What a chapter is called."""
    return _TITLES[code]()
