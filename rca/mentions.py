"""Which documents name an incident or one of its items, as the full text of the index tells."""

from __future__ import annotations

import re

from rca.bindable import bindable
from rca.store import Index

_PATHS = """
SELECT d.path FROM search JOIN documents AS d ON d.id = search.rowid WHERE search MATCH ? ORDER BY d.path
"""
_WORD = re.compile(r"[^\W_]+")


def paths_naming(index: Index, incident: str, number: str = "") -> list[str]:
    """The paths of documents that may name an incident by its id, or an item by an end of the id.

    What they say in truth stands in their texts: words that follow each other are found, whatever is between.
    """
    words = _WORD.findall(bindable(incident))
    wanted = words if not number else [*words[-1:], *_WORD.findall(bindable(number))]
    if not wanted:
        return []
    return [path for (path,) in index.rows(_PATHS, (f'"{" ".join(wanted)}"',))]
