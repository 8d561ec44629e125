"""Soseska: what a neighbourhood needs, has and could do together."""
