"""What the application says: failures as their own sentence, changes in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rca.errors import RcaError
from rca.output.clean import clean
from rca.output.words import count

Severity = Literal["information", "warning", "error"]
MOST = 3
"""Sentences that a notification holds; of more it tells how many there are."""
_SORTED = {"sev": "severity", "owner": "owner", "state": "state", "id": "incident", "title": "title"}
"""What a word of `sort:` is in words; lists are by due day where nothing is said."""
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


def list_told(items: int, total: int | None, selected: int, sort: str) -> str:
    """How many items a list has, of how many, and what it is sorted by: the column may be out of sight."""
    told = count(items, "item") if total in (None, items) else f"{items} of {total}"
    if selected:
        told = f"{selected} selected, {told}"
    by = _SORTED.get(sort.removeprefix("-"), "")
    return f"{told} by {by}" if by else told


def several(sentences: Iterable[str]) -> str:
    """Sentences below each other, and how many more there are."""
    lines = [clean(sentence) for sentence in sentences]
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])
