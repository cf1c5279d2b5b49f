"""Whether documents are still as the index has them, looked up while answers are made already.

A process of its own looks folder by folder; the one that asks helps when it is done with its answer.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable
from contextlib import suppress

from rca import artefacts
from rca.config import Config
from rca.folders import Entries, Scan, opened, sort_entries, split_path
from rca.store import Index
from rca.sync import is_read_as_now
from rca.values import NamedTuple

CAN_LOOK = hasattr(os, "fork")
WORTH_IT = 100_000
"""Bytes of signatures (about 2,000 documents) from which on another process is worth its start."""
_TOKENS = 256


class Folder(NamedTuple):
    """A folder as the last sync saw it."""

    path: str
    packed: bytes
    """The signatures of its documents."""
    inner: frozenset[str]
    """The folders in it."""
    skipped: dict[str, str]
    """Its files that are left out for their names: path to reason."""
    journals: Entries
    """Signatures of the journals beside its documents."""


class Lookout:
    """Looks whether anything changed since the last sync; `holds` is its answer."""

    def __init__(self, index: Index, root: str, folders: list[Folder]) -> None:
        self._index = index
        self._root = root
        self._version = _version(index)
        each = -(-len(folders) // _TOKENS)
        self._shares = [folders[at : at + each] for at in range(0, len(folders), each)]
        self._tokens, giver = os.pipe()
        os.write(giver, bytes(range(len(self._shares))))
        os.close(giver)
        self._helper = self._forked()
        if not self._helper:
            self._help()

    def _forked(self) -> int:
        try:
            return os.fork()
        except OSError:
            os.close(self._tokens)
            raise

    def _help(self) -> None:
        """Look, and end this process with the answer; what fails here is looked at again by a sync."""
        finding = 1
        try:
            finding = 0 if self._look() else 1
        finally:
            os._exit(finding)

    def _look(self) -> bool:
        """Take one share after the other, as long as there are any that nobody took."""
        while token := os.read(self._tokens, 1):
            if not all(_is_as_before(self._root, folder) for folder in self._shares[token[0]]):
                os.read(self._tokens, _TOKENS)  # nobody need look at the others
                return False
        return True

    def holds(self) -> bool:
        """Whether the index was current when it was asked; looks at what nobody has looked at yet."""
        mine = self._look()
        _, status = os.waitpid(self._helper, 0)
        self._helper = 0
        os.close(self._tokens)
        return mine and status == 0 and _version(self._index) == self._version

    def close(self) -> None:
        """End the other process, if nobody waited for its answer."""
        if self._helper:
            from signal import SIGKILL

            with suppress(ProcessLookupError):
                os.kill(self._helper, SIGKILL)
            os.waitpid(self._helper, 0)
            os.close(self._tokens)
            self._helper = 0


def look_out(index: Index, config: Config) -> Lookout | None:
    """Begin to look; None where that does not pay, or where only a sync can tell."""
    if not CAN_LOOK:
        return None
    packed = index.packed_folders()
    if sum(map(len, packed.values())) < WORTH_IT:
        return None
    unread = index.unread()
    odd = any(origin in ("kind", "access") for _, origin in unread.values())
    if odd or not is_read_as_now(index, config) or not artefacts.hold(index):
        return None
    skipped = {path: why for path, (why, origin) in unread.items() if origin == "name"}
    try:
        return Lookout(index, config.root, _folders(packed, skipped, artefacts.kept_journals(index)))
    except OSError:  # no other process can be had: the sync looks by itself
        return None


def _folders(packed: dict[str, bytes], skipped: dict[str, str], journals: dict[str, Entries]) -> list[Folder]:
    inner: dict[str, set[str]] = {path: set() for path in packed}
    for path in packed:
        if path != "." and (above := split_path(path)[0]) in inner:
            inner[above].add(path)
    left_out: dict[str, dict[str, str]] = {path: {} for path in packed}
    for path, why in skipped.items():
        left_out.setdefault(split_path(path)[0], {})[path] = why
    return [
        Folder(path, packed[path], frozenset(inner[path]), left_out[path], journals.get(path, {}))
        for path in packed
    ]


def _is_as_before(root: str, folder: Folder) -> bool:
    """Whether a folder holds just what it held; documents that are known are not looked at by their names."""
    known: Entries = marshal.loads(folder.packed)  # noqa: S302 - our own file, which git ignores
    found = Scan({}, {}, {}, {})
    try:
        with opened(os.path.join(root, folder.path)) as place:
            with os.scandir(place) as listing:
                others = _others(listing, known)
            if others is None:
                return False
            inner = frozenset(path for path, _ in sort_entries(others, place, folder.path, found))
    except OSError:  # of which the sync tells
        return False
    added = found.folders[folder.path] or found.odd
    journals = found.journals.get(folder.path, {})
    return not added and (inner, found.skipped, journals) == (folder.inner, folder.skipped, folder.journals)


def _others(listing: Iterable[os.DirEntry[str]], known: Entries) -> list[os.DirEntry[str]] | None:
    """What is there besides the documents that are known; None where one of them is gone, or another now."""
    others = []
    same = 0
    for entry in listing:
        signature = known.get(entry.name)
        if signature is None:
            others.append(entry)
            continue
        status = entry.stat()
        if signature != (status.st_size, status.st_mtime_ns, status.st_ino):
            return None
        same += 1
    return others if same == len(known) else None


def _version(index: Index) -> int:
    """Changes when another process has written to the index."""
    return int(index.value("PRAGMA data_version"))
