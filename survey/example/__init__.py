"""An invented town to look at, to try things on and to test with."""

from survey.example.home_visits import leave_home_visits
from survey.example.load import load_example
from survey.example.staff import Account

__all__ = ["Account", "leave_home_visits", "load_example"]
