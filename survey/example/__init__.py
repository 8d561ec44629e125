"""An invented town to look at, to try things on and to test with."""

from survey.example.load import load_example
from survey.example.staff import Account

__all__ = ["Account", "load_example"]
