"""Small YAML files that people wrote by hand: the map of an import, the codebook of an analysis."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

from survey.i18n import gettext as _
from survey.importer.faults import unusable

LARGEST = 1_000_000

Found = TypeVar("Found")


def written(path: Path, read: Callable[[str], Found], *, too_large: str, too_deep: str) -> Found:
    """What `read` makes of the file's text; a file that is no YAML is refused with its line."""
    if path.stat().st_size > LARGEST:
        raise unusable(path.name, too_large)
    try:
        return read(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as fault:
        row = fault.problem_mark.line + 1 if fault.problem_mark else 0
        raise unusable(path.name, _("this line is not YAML; look at its spaces and colons"), row) from fault
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        raise unusable(path.name, _("some letters cannot be read; save the file as UTF-8")) from fault
    except RecursionError as fault:
        raise unusable(path.name, too_deep) from fault
