"""Paper: sheets are made in batches, printed, and followed until they are back."""

from survey.web.paper import batch, printed
from survey.web.paper.views import bp

__all__ = ["batch", "bp", "printed"]
