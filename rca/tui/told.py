"""What the application says: failures as their own sentence, changes in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rca.errors import RcaError
from rca.output.clean import clean

Severity = Literal["information", "warning", "error"]
MOST = 3
"""Sentences that a notification holds; of more it tells how many there are."""
FAILURES = (RcaError, OSError)
"""What is told; anything else is a bug."""


def failure(error: RcaError | OSError) -> str:
    """The sentence of a failure, without options of the command line: a dialog has fields."""
    from rca.changes import Lacks
    from rca.references import UnknownIncident, UnknownItem

    if isinstance(error, Lacks):
        return clean(error.plain)
    if isinstance(error, (UnknownIncident, UnknownItem)):
        return clean(f"{error.ref} is not there any more: its document was changed, renamed or deleted")
    if isinstance(error, OSError):
        return clean(f"{error.filename or 'the file'}: {error.strerror or error}")
    return clean(str(error))


def several(sentences: Iterable[str]) -> str:
    """Sentences below each other, and how many more there are."""
    lines = [clean(sentence) for sentence in sentences]
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])
