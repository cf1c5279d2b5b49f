"""What is wrong with the documents of a workspace, found one by one; what is found once is remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rca.across import across
from rca.checks import CheckContext, check
from rca.checks.rule import Elsewhere
from rca.config import Config
from rca.configfile import load
from rca.examining import examine
from rca.findings import Finding
from rca.model import Diagnostic, Document
from rca.opening import read_source
from rca.parse import parse
from rca.rows import DiagnosticRow
from rca.store import Index
from rca.text import Source
from rca.validity import Days, Validity

CONFIG_RULE = "CONF01"
"""What a mistake in the configuration is told as."""


_JOINED = "FROM items AS i JOIN documents AS d ON d.id = i.document"


class ItemStates(Mapping[str, str]):
    """The items of an index by ref; it remembers which of them somebody asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.asked: dict[str, bool] = {}

    def __getitem__(self, ref: str) -> str:
        incident, _, number = ref.rpartition("/")
        state = self.index.value(
            f"SELECT i.state {_JOINED} WHERE d.incident = ? AND i.number = ?", (incident, number)
        )
        self.asked[ref] = state is not None
        if state is None:
            raise KeyError(ref)
        return str(state)

    def __iter__(self) -> Iterator[str]:
        return iter([ref for (ref,) in self.index.rows(f"SELECT d.incident || '/' || i.number {_JOINED}")])

    def __len__(self) -> int:
        return int(self.index.value("SELECT count(*) FROM items"))


class _Checked(NamedTuple):
    """What was found in a text, and what it was told of other documents meanwhile."""

    sha256: str
    elsewhere: tuple[Elsewhere, ...]
    asked: dict[str, bool]
    found: tuple[DiagnosticRow, ...]


class Checkup:
    """Checks documents by the rules of a configuration, as of a day."""

    def __init__(self, config: Config, today: date) -> None:
        self.config = config
        self.today = today
        self._checked: dict[str, _Checked] = {}
        self._elsewhere: dict[str, tuple[Elsewhere, ...]] = {}
        self._asked_at: object = None

    def elsewhere(self, index: Index, path: str) -> tuple[Elsewhere, ...]:
        """What others and its history give to say of a document, as the index is now."""
        now = (index.value("PRAGMA data_version"), index.value("SELECT total_changes()"))
        if now != self._asked_at:
            self._elsewhere, self._asked_at = across(index, self.config.root), now
        return self._elsewhere.get(path, ())

    def of_file(self, index: Index, path: str) -> tuple[DiagnosticRow, ...]:
        """What is wrong with a document (path relative to the root) as it is now; raises UnreadableFile."""
        return self.of_source(index, path, read_source(self.config.root, path))

    def of_source(
        self, index: Index, path: str, source: Source, document: Document | None = None
    ) -> tuple[DiagnosticRow, ...]:
        """What is wrong with a text; `document` is what was read out of it, if that is done already."""
        items = ItemStates(index)
        elsewhere = self.elsewhere(index, path)
        known = self._checked.get(path)
        if (
            known
            and known.sha256 == source.sha256
            and known.elsewhere == elsewhere
            and all((ref in items) is was for ref, was in known.asked.items())
        ):
            return known.found
        document = document or parse(source, name=os.path.basename(path), config=self.config)
        found = tuple(
            _row(path, source, each)
            for each in check(document, source, CheckContext(self.today, self.config, items, elsewhere))
        )
        self._checked[path] = _Checked(source.sha256, elsewhere, items.asked, found)
        return found


def diagnostics(
    config: Config,
    today: date,
    index: Index,
    source: Source,
    document: Document,
    elsewhere: tuple[Elsewhere, ...] = (),
) -> list[Diagnostic]:
    """What is wrong with a text that was read as a document, with all places: for an editor."""
    return check(document, source, CheckContext(today, config, ItemStates(index), elsewhere))


class Anew(NamedTuple):
    """What was found in a text just now."""

    sha256: str
    """Of the text."""
    asked: dict[str, bool]
    """Items of other documents that were asked for, and whether they are there."""
    days: Days
    """On which the same would be found."""
    found: list[Finding]


def check_anew(
    index: Index, config: Config, today: date, path: str, elsewhere: tuple[Elsewhere, ...]
) -> Anew:
    """What is wrong with a document (path relative to the root), with its lines; raises UnreadableFile."""
    source, states = read_source(config.root, path), ItemStates(index)
    validity = Validity(today)
    context = CheckContext(today, config, states, elsewhere, validity=validity)
    found = examine(source, os.path.basename(path), context)
    return Anew(source.sha256, states.asked, validity.days, found)


def of_config(root: str) -> Iterator[DiagnosticRow]:
    """What is wrong with the configuration of a workspace."""
    for path, line, level, message in load(root).diagnostics:
        yield DiagnosticRow(path, line, 1, CONFIG_RULE, level, message)


def _row(path: str, source: Source, diagnostic: Diagnostic) -> DiagnosticRow:
    line, column = source.position(diagnostic.span.start)
    return DiagnosticRow(path, line, column, diagnostic.rule, diagnostic.level, diagnostic.message)
