"""What was found in documents, kept in a file beside the index for as long as nothing it rests on changes.

It rests on the text, the rules, the configuration, and what other documents and the journals say; on the day
only where a rule asked for it, as for an open item with a due date.
The file is only a memory: where it is gone or cannot be read, everything is checked again. As long as it
holds, nothing is imported that reads or checks a document.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from rca.artefacts import kept_journals
from rca.config import Config
from rca.findings import Finding
from rca.store import Index
from rca.sync import reading_key
from rca.validity import EVERY_DAY, Days, common

if TYPE_CHECKING:
    from rca.checks.rule import Elsewhere

FILE = "checked"
_CHECKERS = ("checks", "output", "across.py", "checkup.py", "findings.py", "kept.py", "validity.py")
_DOCUMENTS = "SELECT path, sha256 FROM documents ORDER BY id DESC"

Write = Callable[[Iterable[Finding]], bytes]
"""How findings of a document read on a stream without colours and width."""

_Plain = tuple[Any, ...]


class _Entry(NamedTuple):
    """What is kept of a document; its findings are packed elsewhere, as most questions need none of them."""

    sha256: str
    """Of the text."""
    elsewhere: _Plain
    """What others gave to say."""
    asked: _Plain
    """Which items were asked for, and whether they were there."""
    days: Days
    """On which the same would be found."""
    levels: Mapping[str, int]
    """How much was found, by its level."""
    written: bytes
    """How it reads."""


class _Memory(NamedTuple):
    """What the file holds."""

    rules: str = ""
    """What documents were checked with."""
    state: str = ""
    """Which documents and journals there were; empty where not all of them had been checked."""
    days: Days = EVERY_DAY
    """On which everything that is kept would be found."""
    promises: tuple[str, tuple[_Plain, ...]] = ("", ())
    """Of `rca.across`."""
    entries: Mapping[str, _Plain] = {}
    """By path."""


class Kept:
    """The diagnostics of a workspace whose index is current."""

    def __init__(self, index: Index, config: Config, today: date, write: Write) -> None:
        self._index = index
        self._config = config
        self._today = today
        self._write = write
        self._digests: dict[str, str] = dict(index.rows(_DOCUMENTS))
        self._file = _File(os.path.join(os.path.dirname(index.path), FILE))
        rules, state = _rules_key(config), _state_key(index, self._digests)
        before = self._file.load()
        self._is_current = (before.rules, before.state) == (rules, state) and self._is_one_of(before.days)
        self._now = before._replace(rules=rules)
        self._entries = dict(before.entries) if before.rules == rules else {}
        self._state = state
        self._elsewhere: Mapping[str, tuple[Elsewhere, ...]] | None = None
        self._new: dict[str, bytes] = {}

    @property
    def paths(self) -> list[str]:
        """All documents, the newest first, relative to the root."""
        return list(self._digests)

    def levels(self, path: str) -> Mapping[str, int]:
        """How much is wrong with a document, by level; raises UnreadableFile where it has to be read."""
        return self._entry(path).levels

    def written(self, path: str) -> bytes:
        """What is wrong with a document, as it reads; raises UnreadableFile where it has to be read."""
        return self._entry(path).written

    def findings(self, path: str) -> list[Finding]:
        """What is wrong with a document; raises UnreadableFile where it has to be read."""
        self._entry(path)
        if path not in self._new and path not in self._file.packed:  # as it was cut short
            self._checked(path)
        packed = self._new.get(path) or self._file.packed[path]
        return list(map(Finding._make, marshal.loads(packed)))  # noqa: S302 - our own file, which git ignores

    def _entry(self, path: str) -> _Entry:
        plain = self._entries.get(path)
        if plain is not None:
            entry = _Entry._make(plain)
            if self._is_current or path in self._new or self._holds(path, entry):
                return entry
        return self._checked(path)

    def _is_one_of(self, days: Days) -> bool:
        return days[0] <= self._today.toordinal() <= days[1]

    def _holds(self, path: str, entry: _Entry) -> bool:
        if not self._is_one_of(entry.days):
            return False
        if entry.sha256 != self._digests.get(path) or entry.elsewhere != _plain(self._said_elsewhere(path)):
            return False
        if not entry.asked:
            return True
        from rca.checkup import ItemStates

        states = ItemStates(self._index)
        return all((ref in states) is was for ref, was in entry.asked)

    def _said_elsewhere(self, path: str) -> tuple[Elsewhere, ...]:
        if self._elsewhere is None:
            from rca.across import Promises, across

            promises = Promises(*self._now.promises)
            self._elsewhere = across(self._index, self._config.root, promises)
            self._now = self._now._replace(promises=promises.kept())
        return self._elsewhere.get(path, ())

    def _checked(self, path: str) -> _Entry:
        from rca.checkup import check_anew

        elsewhere = self._said_elsewhere(path)
        sha256, asked, days, found = check_anew(self._index, self._config, self._today, path, elsewhere)
        levels = Counter[str](each.level for each in found)
        entry = _Entry(
            sha256, _plain(elsewhere), tuple(asked.items()), days, dict(levels), self._write(found)
        )
        self._entries[path] = tuple(entry)
        self._new[path] = marshal.dumps(list(map(tuple, found)))
        return entry

    def keep(self) -> None:
        """Remember what was found; where nothing can be written, the next check looks again."""
        if self._new or not self._is_current:
            packed = self._file.packed | self._new
            there = packed.keys() & self._digests.keys()
            entries = {path: entry for path, entry in self._entries.items() if path in there}
            whole = entries.keys() == self._digests.keys() and self._all_hold(entries)
            days = common([_Entry._make(entry).days for entry in entries.values()])
            now = self._now._replace(state=self._state if whole else "", days=days, entries=entries)
            self._file.save(now, {path: packed[path] for path in entries})
        self._file.close()

    def _all_hold(self, entries: Mapping[str, _Plain]) -> bool:
        return all(self._holds(path, _Entry._make(entry)) for path, entry in entries.items())


class _File:
    """The file: what most questions ask for, and behind it the findings, packed document by document."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: BinaryIO | None = None
        self._packed: dict[str, bytes] | None = None

    def load(self) -> _Memory:
        """What is kept; an empty memory where there is none, or where it was cut short."""
        try:
            self._open = open(self._path, "rb")  # noqa: SIM115 - `packed` reads on
            return _Memory._make(marshal.load(self._open))  # noqa: S302 - our own file, which git ignores
        except (OSError, EOFError, ValueError, TypeError):
            self._packed = {}
            return _Memory()

    @property
    def packed(self) -> dict[str, bytes]:
        """Findings by path."""
        if self._packed is None:
            assert self._open
            self._packed = {}
            with contextlib.suppress(EOFError, ValueError, TypeError):
                self._packed = dict(marshal.load(self._open))  # noqa: S302 - our own file, which git ignores
        return self._packed

    def save(self, memory: _Memory, packed: dict[str, bytes]) -> None:
        """Replace the file in one move."""
        aside = f"{self._path}.{os.getpid()}"
        plain: _Plain = tuple(memory)
        with contextlib.suppress(OSError):
            try:
                with open(aside, "wb") as file:
                    marshal.dump(plain, file)
                    marshal.dump(packed, file)
                os.replace(aside, self._path)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    os.remove(aside)

    def close(self) -> None:
        """Close the file."""
        if self._open:
            self._open.close()


def _plain(elsewhere: tuple[Elsewhere, ...]) -> _Plain:
    return tuple(tuple(each) for each in elsewhere)


def _rules_key(config: Config) -> str:
    """What documents are checked with: the configuration and the code."""
    here = os.path.dirname(__file__)
    sizes = [f"{name}:{_size(os.path.join(here, name))}" for name in _CHECKERS]
    return ";".join((reading_key(config), repr(config._replace(diagnostics=())), *sizes))


def _size(path: str) -> str:
    if not os.path.isdir(path):
        return str(os.stat(path).st_size)
    with os.scandir(path) as entries:
        return ",".join(sorted(f"{e.name}{e.stat().st_size}" for e in entries if e.name.endswith(".py")))


def _state_key(index: Index, digests: Mapping[str, str]) -> str:
    """What documents and journals are there, and what they say, as the index has seen them."""
    state = hashlib.sha256(marshal.dumps(list(digests.items()), 2))
    state.update(marshal.dumps(kept_journals(index), 2))
    return state.hexdigest()
