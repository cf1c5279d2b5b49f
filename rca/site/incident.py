"""The page of one RCA: facts, prose with action items as they stand, history, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from rca.blocks import scan
from rca.editing.regions import Regions
from rca.errors import UnreadableFile
from rca.export.page import apart, shown_above
from rca.html.prose import Prose, clean_text, outside, place, prose
from rca.journal import JournalError, read_entries
from rca.model import ActionItem, Document
from rca.opening import read_source
from rca.parse import parse_outline
from rca.rows import ItemRow
from rca.sentences import told
from rca.site.facts import Facts
from rca.site.naming import Naming
from rca.site.rows import Cited, Line, Rows
from rca.text import Source, TextEdit

_OF_HEAD = frozenset({"title", "severity", "status", "date"})
_OUTLINED = 3
"""Headings up to this level stand in the outline."""


class Happened(NamedTuple):
    """An event of the journal."""

    at: str
    by: str
    kind: str
    """Whether a person, an agent or CI did it."""
    item: str
    words: str


class Incidents:
    """Makes the pages of incidents."""

    def __init__(self, facts: Facts, naming: Naming, rows: Rows) -> None:
        self.facts = facts
        self.naming = naming
        self.rows = rows

    def page(self, path: str, journal: Path | None) -> dict[str, Any]:
        """What the template of an incident's page is told."""
        history, problem = _history(journal)
        return {
            "row": self.facts.rows[path],
            "services": self.facts.services.get(path, []),
            "history": history,
            "history_problem": problem,
            **self._text(path),
        }

    def _text(self, path: str) -> dict[str, Any]:
        try:
            source = read_source(self.facts.workspace.root, path)
        except UnreadableFile as error:
            return {"fields": [], "prose": None, "headings": (), "problem": str(error)}
        outline = scan(source)
        name = path.rsplit("/", 1)[-1]
        document = parse_outline(source, outline, name=name, config=self.facts.config, timeline=False)
        by_line = {row.line: row for row in self.facts.items_of.get(path, ())}
        regions = Regions(source, outline, document).all()
        edits = [TextEdit(span, "") for span in shown_above(source, outline, document)]
        edits += [TextEdit(region.span, place(at)) for at, region in enumerate(regions)]
        tables = [self._table(source, region.items, by_line) for region in regions]
        made = self._prose(path, source, edits, tables)
        return {
            "fields": _fields(document),
            "prose": made.html,
            "headings": [h for h in made.headings if h.level <= _OUTLINED],
            "problem": "",
        }

    def _table(self, source: Source, items: Sequence[ActionItem], rows: dict[int, ItemRow]) -> Markup:
        found = ((item, rows.get(source.line(item.span.start))) for item in items)
        lines = [_line(item, row) for item, row in found if row]
        names = {name for line in lines for name, _, _ in line.row.executions}
        shown = [name for name in self.facts.environments if name in names]
        return self.rows.own(lines, shown) if lines else Markup()

    def _prose(self, path: str, source: Source, edits: list[TextEdit], tables: Sequence[Markup]) -> Prose:
        own = Source(source.text.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd"))
        text = clean_text_around(own.apply(apart(edits)).text.lstrip("\ufeff"))
        return prose(text, tables, lambda href: self.naming.resolve(path, href))


def clean_text_around(text: str) -> str:
    """A text with places in it, clean outside of them."""
    parts = re.split(r"(\ue000\d+\ue001)", text)
    return "".join(part if at % 2 else clean_text(part) for at, part in enumerate(parts))


def _fields(document: Document) -> list[tuple[str, str]]:
    """Every field as it is written, but for what the head of the page shows."""
    shown = (f for f in document.fields if f.name not in _OF_HEAD and f.form != "section" and f.value)
    return [(f.label or f.name.replace("_", " ").capitalize(), f.value) for f in shown]


def _line(item: ActionItem, row: ItemRow) -> Line:
    executed = {e.environment: _cited(e.evidence) for e in item.executions}
    return Line(row, _cited(item.issues), _cited(item.written.evidence), executed)


def _cited(values: Sequence[str]) -> list[Cited]:
    return [_citation(value) for value in values]


def _citation(value: str) -> Cited:
    """Of an address what tells it from others."""
    href = "" if value.startswith("#") else outside(value)
    parts = [part for part in value.split("://", 1)[-1].split("/") if part]
    return Cited("/".join(parts[-2:]) if href else value, href)


def _history(journal: Path | None) -> tuple[list[Happened], str]:
    """The events of a journal, the newest first, and why it cannot be read where that is so."""
    try:
        return list(reversed(list(_events(journal)))) if journal else [], ""
    except JournalError as error:
        return [], error.reason


def _events(journal: Path) -> Iterator[Happened]:
    for entry in read_entries(journal):
        by, change = entry.body["by"], entry.body["change"]
        item = str(change.get("item", ""))
        yield Happened(entry.body["at"], str(by.get("name", "")), str(by.get("kind", "")), item, told(change))
