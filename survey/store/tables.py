"""The whole schema: every module of the store is loaded, so that no table is missing because nobody asked for it."""

from importlib import import_module
from pkgutil import iter_modules

import survey.store
from survey.store.base import Base

for _module in iter_modules(survey.store.__path__):
    if not _module.ispkg:
        import_module(f"survey.store.{_module.name}")

METADATA = Base.metadata
