"""An address as a code to scan."""

from survey.qr import qr

__all__ = ["qr"]
