"""The questionnaires that come with the program."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
SHARED = ("catalogue", "lists")
"""What the questionnaires take their activities and answers from."""

SHIPPED = sorted(path for path in FOLDER.glob("*.yaml") if path.stem not in SHARED)
