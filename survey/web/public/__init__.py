"""What everybody may read of a round: the released document and nothing else; no login, no cookie, no script."""

from survey.web.public import became
from survey.web.public.views import bp

__all__ = ["became", "bp"]
