"""Cells of spreadsheets: what would be run as a formula becomes text, and numbers stay numbers."""

from __future__ import annotations

import re
import unicodedata

from rca.output.clean import clean_lines

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:\s?%)?")
_BEGINS_FORMULA = frozenset("=+-@\t\r\n|")
"""What a spreadsheet reads as the beginning of a formula, or lets one follow."""


def inert(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before one that would be a formula.

    Full-width signs count as what they become, and blanks before a sign do not hide it.
    """
    if text[:1].isalnum() and text.isprintable():
        return text  # as nearly every cell is
    told = clean_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{told}" if is_formula(text) else told


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula; a signed number is none."""
    if not text or _NUMBER.fullmatch(text):
        return False
    bare = text.lstrip(" \u00a0\u200b\ufeff")
    first = unicodedata.normalize("NFKC", bare[:1])
    return text[0] in _BEGINS_FORMULA or first[:1] in _BEGINS_FORMULA
