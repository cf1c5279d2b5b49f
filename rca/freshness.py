"""Which items of the index are stale by their history: what was carried out is another thing now.

The index holds what documents say, and there `stale` follows their days. What the journals know of files and
commits is looked up when somebody asks, and kept beside it until the document is read again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rca.folders import JOURNALS
from rca.store import Index

if TYPE_CHECKING:
    from pathlib import Path

    from rca.rows import ItemRow
    from rca.staleness import ExecutionKey

BY_FILE, BY_HISTORY = 2, 3
"""Values of `items.stale` out of journals: from a file, or from all of one; 1 is the document's own."""

_ITEM = tuple[str, str]
_FLAGGED = "SELECT d.incident, i.number FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {}"
_CLEAR = "UPDATE items SET stale = 0 WHERE stale {}"
_SET = """
UPDATE items SET stale = ? WHERE stale = 0 AND number = ?
AND document IN (SELECT id FROM documents WHERE incident = ?)
"""


def look_everywhere(index: Index, root: str) -> None:
    """Flag what files tell, over all journals; commits would cost a question to git for each."""
    folders = [os.path.join(root, folder, JOURNALS) for (folder,) in index.rows("SELECT path FROM folders")]
    found = {item for path in _telling_of_files(folders) for item in _of_files(path, root)}
    known = set(index.rows(_FLAGGED.format(f"i.stale = {BY_FILE}")))
    if found != known:
        with index.transaction() as connection:
            connection.execute(_CLEAR.format(f"= {BY_FILE}"))
            connection.executemany(_SET, _rows(BY_FILE, found))


def _telling_of_files(folders: Iterable[str]) -> Iterator[str]:
    """The journals that name a file as evidence: only they are worth reading, and loading what reads them."""
    for folder in filter(os.path.isdir, folders):
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if name.endswith(".jsonl") and _tells_of_files(path):
                yield path


def _tells_of_files(path: str) -> bool:
    with open(path, "rb") as file:
        return b'"kind":"file"' in file.read()


def _of_files(path: str, root: str) -> Iterator[_ITEM]:
    from pathlib import Path

    from rca.evidence import staleness
    from rca.journal import read
    from rca.staleness import exercised

    events = list(read(Path(path)))
    for (item, _), evidence in exercised(events).items():
        if staleness([each for each in evidence if each.kind == "file"], Path(root)):
            yield events[0].incident, item


def look_at(index: Index, root: Path, incident: str, path: str) -> Mapping[ExecutionKey, list[str]]:
    """Why executions of an incident are stale, by its whole history; flags its items so."""
    from rca.journal import journal_file, read
    from rca.staleness import stale_executions

    found = stale_executions(read(journal_file((root / path).parent, incident)), root)
    items = {(incident, item) for item, _ in found}
    known = set(index.rows(_FLAGGED.format("i.stale > 1 AND d.incident = ?"), (incident,)))
    if items != known:
        of_it = "> 1 AND document IN (SELECT id FROM documents WHERE incident = ?)"
        with index.transaction() as connection:
            connection.execute(_CLEAR.format(of_it), (incident,))
            connection.executemany(_SET, _rows(BY_HISTORY, items))
    return found


def reasons(index: Index, root: Path, row: ItemRow) -> list[str]:
    """Why an item is stale by its history, a sentence for each file and commit that changed."""
    found = look_at(index, root, row.incident, row.path)
    return sorted({reason for (item, _), why in found.items() if item == row.number for reason in why})


def _rows(value: int, items: Iterable[_ITEM]) -> list[tuple[int, str, str]]:
    return [(value, number, incident) for incident, number in items]
