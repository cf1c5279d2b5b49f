"""Which items are stale by their history, found by every sync: it watches what was carried out.

The index holds what documents say, and there `stale` follows their days. Of the journals it keeps which files
decide whether something that was carried out is another thing now (`rca.staleness`), and what came out when
it looked. It looks again where a journal or such a file is not as it was.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable, Iterator

from rca.folders import JOURNALS, UNSETTLED_NS, Entries, Signature, split_path
from rca.store import Index
from rca.values import NamedTuple

BY_HISTORY = 2
"""The value of `items.stale` out of a journal; 1 is the document's own."""

_Execution = tuple[str, str, str]
"""Incident, item and environment."""

_SEEN, _JOURNALS = "artefacts", "journals"
_ITEMS = """
number = ?2 AND document IN (
    SELECT id FROM documents WHERE incident = ?1 AND substr(path, 1, length(?4)) = ?4
    AND instr(substr(path, length(?4) + 1), '/') = 0
)"""
_CLEAR = f"UPDATE items SET stale = 0 WHERE stale = {BY_HISTORY} AND {_ITEMS}"
_FLAG = f"""
UPDATE items SET stale = {BY_HISTORY} WHERE stale = 0 AND {_ITEMS} AND EXISTS (
    SELECT 1 FROM executions AS e WHERE e.document = items.document AND e.item = items.item
    AND e.environment = ?3 AND e.state IN ('done', 'verified', 'failed')
)"""


class Seen(NamedTuple):
    """What one journal rests on, and what of it is stale; it holds while the files are as they are."""

    files: dict[str, Signature | None]
    """By path; None for one that is not there."""
    stale: list[_Execution]


def kept_journals(index: Index) -> dict[str, Entries]:
    """The journals of each folder as the last sync saw them."""
    kept = index.meta(_JOURNALS)
    return marshal.loads(kept) if kept else {}  # noqa: S302 - our own file, which git ignores


def are_current(index: Index, journals: dict[str, Entries]) -> bool:
    """Whether these journals, and everything that they rest on, are as the last sync saw them."""
    return _are_those(index.meta(_JOURNALS), journals) and hold(index)


def _are_those(kept: bytes | None, journals: dict[str, Entries]) -> bool:
    """Whether these journals are the ones that were kept; the bytes alone mostly tell, and quicker."""
    if not kept:
        return not journals
    return kept == _packed(journals) or bool(marshal.loads(kept) == journals)  # noqa: S302 - our own file


def hold(index: Index) -> bool:
    """Whether everything that journals rest on is as the last sync saw it."""
    return all(map(_holds, _seen(index).values()))


def _holds(seen: Seen) -> bool:
    return all(_signature(path) == before for path, before in seen.files.items())


def renew_all(index: Index, root: str, journals: dict[str, Entries]) -> None:
    """Look again where something is not as it was, and flag what is stale; the caller has a transaction."""
    now = time.time_ns()
    changed = set(_different(kept_journals(index), journals))
    _renew(index, root, changed | {path for path, seen in _seen(index).items() if not _holds(seen)})
    index.set_meta(_JOURNALS, _packed({folder: _settled(names, now) for folder, names in journals.items()}))


def renew_of(index: Index, root: str, documents: Iterable[str]) -> None:
    """The same for the journals of a few documents (paths relative to the root)."""
    from rca.journal import file_name

    paths = set()
    for document in documents:
        for (incident,) in index.rows("SELECT incident FROM documents WHERE path = ?", (document,)):
            paths.add(os.path.join(_journals_of(split_path(document)[0]), file_name(incident)))
    _renew(index, root, paths)


def _journals_of(folder: str) -> str:
    return JOURNALS if folder == "." else f"{folder}/{JOURNALS}"


def _different(before: dict[str, Entries], now: dict[str, Entries]) -> Iterator[str]:
    """Journals that are new, gone or not as they were."""
    for folder in before.keys() | now.keys():
        old, new = before.get(folder, {}), now.get(folder, {})
        for name in old.keys() | new.keys() if old != new else ():
            if old.get(name) != new.get(name):
                yield os.path.join(_journals_of(folder), name)


def _settled(names: Entries, now: int) -> Entries:
    """A journal that may still be written to in the same tick of the clock is looked at again."""
    return {
        name: (size, mtime if now - mtime >= UNSETTLED_NS else 0, inode)
        for name, (size, mtime, inode) in names.items()
    }


def _renew(index: Index, root: str, paths: set[str]) -> None:
    """Look into journals, and flag all items anew: documents that were read again have lost their flags."""
    seen = _seen(index)
    before = {place for path, each in seen.items() for place in _places(path, each)}
    for path in paths:
        seen.pop(path, None)
    if paths:
        seen.update(_looked(root, paths))
        index.set_meta(_SEEN, marshal.dumps({path: tuple(each) for path, each in seen.items()}))
    now = {place for path, each in seen.items() for place in _places(path, each)}
    index.connection.executemany(_CLEAR, before - now)
    index.connection.executemany(_FLAG, now)


def _places(journal: str, seen: Seen) -> Iterator[tuple[str, str, str, str]]:
    """The stale executions of a journal, with what the paths of their documents begin with."""
    folder = split_path(split_path(journal)[0])[0]
    prefix = "" if folder == "." else f"{folder}/"
    return ((*execution, prefix) for execution in seen.stale)


def _seen(index: Index) -> dict[str, Seen]:
    kept = index.meta(_SEEN)
    if not kept:
        return {}
    loaded: dict[str, tuple[dict[str, Signature | None], list[_Execution]]] = marshal.loads(kept)  # noqa: S302
    return {path: Seen(*each) for path, each in loaded.items()}


def _looked(root: str, paths: Iterable[str]) -> dict[str, Seen]:
    telling = [path for path in sorted(paths) if _tells(os.path.join(root, path))]
    if not telling:
        return {}
    from pathlib import Path

    from rca.journal import read_entries
    from rca.staleness import Inspection

    inspection = Inspection({path: read_entries(Path(root, path)) for path in telling}, Path(root))
    files = {
        path: {file: _signature(file) for file in several} for path, several in inspection.files().items()
    }
    return {path: Seen(signatures, inspection.stale(path)) for path, signatures in files.items()}


def _tells(journal: str) -> bool:
    """Whether a journal speaks of files or commits; most do not, and need not be understood."""
    if not os.path.isfile(journal):
        return False
    try:
        with open(journal, "rb") as file:
            data = file.read()
    except OSError:
        return False
    return b'"file"' in data or b'"commit"' in data


def _signature(path: str) -> Signature | None:
    """Size, time and inode; of a file that was changed just now a time that no look finds again."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    now = time.time_ns()
    settled = now - status.st_mtime_ns >= UNSETTLED_NS
    return status.st_size, status.st_mtime_ns if settled else -now, status.st_ino


def _packed(journals: dict[str, Entries]) -> bytes:
    return marshal.dumps(journals, 2)
