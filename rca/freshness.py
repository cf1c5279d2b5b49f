"""Which items of the index are stale by their history: what was carried out is another thing now.

The index holds what documents say, and there `stale` follows their days. What the journals know of files and
commits is looked up when somebody asks, and kept beside it until the document is read again.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rca.folders import JOURNALS, UNSETTLED_NS, Signature
from rca.store import Index

if TYPE_CHECKING:
    from pathlib import Path

    from rca.rows import ItemRow
    from rca.staleness import ExecutionKey

BY_FILE, BY_HISTORY = 2, 3
"""Values of `items.stale` out of journals: from a file, or from all of one; 1 is the document's own."""

_ITEM = tuple[str, str]
_LOOK = "look"
_FLAGGED = "SELECT d.incident, i.number FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {}"
_CLEAR = "UPDATE items SET stale = 0 WHERE stale {}"
_SET = """
UPDATE items SET stale = ? WHERE stale = 0 AND number = ?
AND document IN (SELECT id FROM documents WHERE incident = ?)
"""


class Look(NamedTuple):
    """A look at the journals and the files that they name; it holds while all of them are as they were."""

    journals: list[str]
    signatures: dict[str, Signature | None]
    """Of journals and files by their paths; None where there is none."""
    stale: list[_ITEM]

    def holds(self, journals: list[str]) -> bool:
        """Whether a new look would find the same."""
        return self.journals == journals and all(
            _signature(path) == before for path, before in self.signatures.items()
        )


def look_everywhere(index: Index, root: str) -> None:
    """Flag what files tell, over all journals; commits would cost a question to git for each."""
    journals = sorted(_journals(index, root))
    kept = index.meta(_LOOK)
    look = Look(*marshal.loads(kept)) if kept else None  # noqa: S302 - our own file, which git ignores
    is_new = look is None or not look.holds(journals)
    if look is None or is_new:
        look = _look(journals, root)
    known = set(index.rows(_FLAGGED.format(f"i.stale = {BY_FILE}")))
    if is_new or set(look.stale) != known:
        with index.transaction() as connection:
            index.set_meta(_LOOK, marshal.dumps(tuple(look)))
            connection.execute(_CLEAR.format(f"= {BY_FILE}"))
            connection.executemany(_SET, _rows(BY_FILE, look.stale))


def _journals(index: Index, root: str) -> Iterator[str]:
    for (folder,) in index.rows("SELECT path FROM folders"):
        place = os.path.join(root, folder, JOURNALS)
        if os.path.isdir(place):
            yield from (os.path.join(place, name) for name in os.listdir(place) if name.endswith(".jsonl"))


def _look(journals: list[str], root: str) -> Look:
    look = Look(journals, {}, [])
    for journal in journals:
        look.signatures[journal] = _signature(journal)
        if _tells_of_files(journal):
            _look_into(journal, root, look)
    return look


def _tells_of_files(path: str) -> bool:
    with open(path, "rb") as file:
        return b'"kind":"file"' in file.read()


def _look_into(journal: str, root: str, look: Look) -> None:
    from pathlib import Path

    from rca.evidence import staleness
    from rca.journal import read
    from rca.staleness import exercised

    events = list(read(Path(journal)))
    for (item, _), evidence in exercised(events).items():
        files = [each for each in evidence if each.kind == "file"]
        paths = [os.path.join(root, file.value) for file in files]
        look.signatures.update({path: _signature(path) for path in paths})
        if staleness(files, Path(root)):
            look.stale.append((events[0].incident, item))


def _signature(path: str) -> Signature | None:
    """Size, time and inode; for a file that was changed just now another time with every look."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    now = time.time_ns()
    settled = now - status.st_mtime_ns >= UNSETTLED_NS
    return status.st_size, status.st_mtime_ns if settled else -now, status.st_ino


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
