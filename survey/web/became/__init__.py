"""What became of it, for leads: topics written, published, carried on, taken back; and the poster."""

from survey.web.became import poster, topics
from survey.web.became.views import bp

__all__ = ["bp", "poster", "topics"]
