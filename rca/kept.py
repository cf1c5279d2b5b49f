"""What was found in documents, kept in a file beside the index for as long as nothing it rests on changes.

It rests on the text, the rules, the configuration, the day, and what other documents and the journals say.
The file is only a memory: where it is gone or cannot be read, everything is checked again.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from rca.across import across
from rca.checks import CheckContext, check
from rca.checks.rule import Elsewhere
from rca.checkup import ItemStates
from rca.config import Config, Level
from rca.opening import read_source
from rca.parse import parse
from rca.store import Index
from rca.sync import reading_key
from rca.text import Position, Source, Span

FILE = "checked"
_CHECKERS = ("checks", "across.py", "checkup.py", "kept.py")
_DOCUMENTS = "SELECT path, sha256 FROM documents ORDER BY id DESC"


class Found(NamedTuple):
    """A diagnostic, with its places as people count them."""

    rule: str
    level: Level
    message: str
    span: Span
    start: Position
    end: Position


class PlacedSource(Source):
    """The text of a document in which some places are known already: it is only read for other questions."""

    def __init__(self, root: str, path: str, found: Iterable[Found]) -> None:
        self._root = root
        self._path = path
        self._known = {place: at for f in found for place, at in zip(f.span, (f.start, f.end), strict=True)}

    def __getattr__(self, name: str) -> Any:
        if name != "text":
            raise AttributeError(name)
        self.text = read_source(self._root, self._path).text
        return self.text

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        return self._known.get(offset) or super().position(offset)


_Plain = tuple[Any, ...]
_Entry = tuple[str, _Plain, _Plain, tuple[_Plain, ...]]
"""The text's digest, what others gave to say, which items were asked for, and what was found."""


class Kept:
    """The diagnostics of a workspace whose index is current."""

    def __init__(self, index: Index, config: Config, today: date) -> None:
        self._index = index
        self._config = config
        self._today = today
        self._path = os.path.join(os.path.dirname(index.path), FILE)
        self._digests: dict[str, str] = dict(index.rows(_DOCUMENTS))
        self._rules = _rules_key(config, today)
        self._state = _state_key(config.root, self._digests)
        rules, state, entries = self._load()
        self._entries: dict[str, _Entry] = entries if rules == self._rules else {}
        self._is_current = rules == self._rules and state == self._state
        self._elsewhere: dict[str, tuple[Elsewhere, ...]] | None = None
        self._is_new = False

    @property
    def paths(self) -> list[str]:
        """All documents, the newest first, relative to the root."""
        return list(self._digests)

    def of(self, path: str) -> Iterator[Found]:
        """What is wrong with a document; raises UnreadableFile where it has to be read and cannot be."""
        entry = self._entries.get(path)
        if entry is None or not (self._is_current or self._holds(path, entry)):
            entry = self._entries[path] = self._checked(path)
            self._is_new = True
        for rule, level, message, start, end, *places in entry[3]:
            at, until = Position(*places[:2]), Position(*places[2:])
            yield Found(rule, level, message, Span(start, end), at, until)

    def _holds(self, path: str, entry: _Entry) -> bool:
        sha256, elsewhere, asked, _ = entry
        if sha256 != self._digests.get(path) or elsewhere != _plain(self._said_elsewhere(path)):
            return False
        states = ItemStates(self._index)
        return all((ref in states) is was for ref, was in asked)

    def _said_elsewhere(self, path: str) -> tuple[Elsewhere, ...]:
        if self._elsewhere is None:
            self._elsewhere = across(self._index, self._config.root)
        return self._elsewhere.get(path, ())

    def _checked(self, path: str) -> _Entry:
        source, config = read_source(self._config.root, path), self._config
        states, elsewhere = ItemStates(self._index), self._said_elsewhere(path)
        document = parse(source, name=os.path.basename(path), config=config)
        context = CheckContext(self._today, config, states, elsewhere)
        rows = tuple(
            (each.rule, each.level, each.message, *each.span, *_places(source, each.span))
            for each in check(document, source, context)
        )
        return source.sha256, _plain(elsewhere), tuple(states.asked.items()), rows

    def _load(self) -> tuple[str, str, dict[str, _Entry]]:
        try:
            with open(self._path, "rb") as file:
                rules, state, entries = marshal.load(file)  # noqa: S302 - our own file, which git ignores
        except (OSError, EOFError, ValueError, TypeError):  # none yet, or cut short: all is checked again
            return "", "", {}
        return rules, state, entries

    def keep(self) -> None:
        """Remember what was found; where nothing can be written, the next check looks again."""
        if not self._is_new and self._is_current:
            return
        entries = {path: entry for path, entry in self._entries.items() if path in self._digests}
        whole = entries.keys() == self._digests.keys()
        state = self._state if whole and self._all_hold(entries) else ""
        aside = f"{self._path}.{os.getpid()}"
        with contextlib.suppress(OSError):
            try:
                with open(aside, "wb") as file:
                    marshal.dump((self._rules, state, entries), file)
                os.replace(aside, self._path)
            finally:
                with contextlib.suppress(FileNotFoundError):
                    os.remove(aside)

    def _all_hold(self, entries: dict[str, _Entry]) -> bool:
        return all(self._holds(path, entry) for path, entry in entries.items())


def _places(source: Source, span: Span) -> _Plain:
    return (*source.position(span.start), *source.position(span.end))


def _plain(elsewhere: tuple[Elsewhere, ...]) -> _Plain:
    return tuple(tuple(each) for each in elsewhere)


def _rules_key(config: Config, today: date) -> str:
    """What documents are checked with: the configuration, the day, and the code."""
    here = os.path.dirname(__file__)
    sizes = [f"{name}:{_size(os.path.join(here, name))}" for name in _CHECKERS]
    return ";".join((reading_key(config), repr(config._replace(diagnostics=())), today.isoformat(), *sizes))


def _size(path: str) -> str:
    if not os.path.isdir(path):
        return str(os.stat(path).st_size)
    with os.scandir(path) as entries:
        return ",".join(sorted(f"{e.name}{e.stat().st_size}" for e in entries if e.name.endswith(".py")))


def _state_key(root: str, digests: dict[str, str]) -> str:
    """What documents and journals are there, and what they say."""
    state = hashlib.sha256(marshal.dumps(list(digests.items()), 2))
    for folder in sorted({os.path.dirname(path) for path in digests}):
        state.update(marshal.dumps(_journals(os.path.join(root, folder, "journal")), 2))
    return state.hexdigest()


def _journals(folder: str) -> list[_Plain]:
    try:
        with os.scandir(folder) as entries:
            return sorted((e.name, (s := e.stat()).st_size, s.st_mtime_ns, s.st_ino) for e in entries)
    except FileNotFoundError:
        return []
