"""What can be taken away from a round: figures, codebook, pictures, and for who keeps the data its answers."""

from survey.web.downloads import prepared
from survey.web.downloads.views import bp

__all__ = ["bp", "prepared"]
