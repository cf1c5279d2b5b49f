"""A text from outside as SQLite takes it."""

from __future__ import annotations


def bindable(text: str) -> str:
    """A text without what came from a command line as bytes that are no UTF-8, and without NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
