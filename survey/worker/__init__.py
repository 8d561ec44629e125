"""Background work: figures and drawings, so that a page only reads what is finished."""

from survey.worker.loop import loop, run_once

__all__ = ["loop", "run_once"]
