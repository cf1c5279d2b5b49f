"""New action items, written as the last one of the document is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline
from rca.changes import AddItem
from rca.editing.brackets import KEYS
from rca.editing.columns import COLUMNS
from rca.editing.labelled import new_item
from rca.editing.lines import line_start, lines_after
from rca.editing.places import RowPlace, place_of
from rca.editing.regions import Regions
from rca.editing.sections import Sections, find_section
from rca.editing.tables import Table
from rca.editing.values import in_cell, one_line
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.text import Source, TextEdit

Escape = Callable[[str], str]

_NUMBER = re.compile(r"(\d+)(?=[.):]|\s|\*|$)")
_CANONICAL = ("number", "action", "owner", "due", "issue", "written", "executed")


class Added(NamedTuple):
    """A new item: the edit, and the values that its row has no column for."""

    edit: TextEdit
    rest: Mapping[str, str]


def values_of(change: AddItem, escape: Escape) -> dict[str, str]:
    """What a new item says, by field; text stays Markdown, and nothing empty is kept."""
    said = {
        "owner": change.owner,
        "due": change.due,
        "issue": change.issue,
        "priority": change.priority,
        "kind": change.item_kind,
        "check": change.check,
    }
    known = {name: escape(one_line(value, name)) for name, value in said.items() if value.strip()}
    return {"number": change.item, "action": escape(one_line(change.text, "text")), **known}


class Additions:
    """The action items of one document, and the edit that adds one."""

    def __init__(self, source: Source, outline: Outline, document: Document, words: Vocabulary) -> None:
        self.source = source
        self.outline = outline
        self.document = document
        self.words = words

    def add(self, values: Mapping[str, str]) -> Added:
        """A new item behind the last one; a section with the canonical table where there is none."""
        if not self.document.action_items:
            return self._first(values)
        last = self.document.action_items[-1]
        place = place_of(self.source, self.outline, last, self.words)
        if isinstance(place, RowPlace):
            action = place.column("text")
            return self._row(place.table, place.row, action, values)
        if last.form == "heading":
            return Added(new_item(self.source, last, values), {})
        return Added(self._line(last, values), {})

    @property
    def is_closed(self) -> bool:
        """Whether the heading over the last item says that what stands below it is done."""
        claim = self.document.action_items[-1].claim if self.document.action_items else None
        return claim is not None and claim.span is None and claim.means != "open"

    def apart(self, values: Mapping[str, str]) -> TextEdit:
        """A new item in a section of its own."""
        sections = Sections(self.source, self.outline, self.document)
        return sections.add("action_items", "Action items", canonical_table([values]))

    def _row(self, block: Block, below: int, action: int | None, values: Mapping[str, str]) -> Added:
        names = [self.words.item_column(plain(self.source.slice(cell))) for cell in block.rows[0].cells]
        if action is not None:
            names = [name if c == action or name != "action" else "" for c, name in enumerate(names)]
            names[action] = "action"
        texts = [
            in_cell(values.get(name, "")) if name not in names[:c] else "" for c, name in enumerate(names)
        ]
        rest = {n: v for n, v in values.items() if n not in names and n not in ("number", "action")}
        return Added(Table(self.source, block).append_row(texts, below=below), rest)

    def _line(self, last: ActionItem, values: Mapping[str, str]) -> TextEdit:
        block = self._block(last)
        facts = ", ".join(f"{KEYS[n]}: {v}" for n, v in values.items() if n in KEYS)
        line = self._lead(last, block) + values["action"] + (f" ({facts})" if facts else "")
        return lines_after(self.source, self._end(last, block), [*self._gap(last), line])

    def _block(self, item: ActionItem) -> Block | None:
        return next(
            (b for b in self.outline.blocks if b.kind == "item" and b.span.start == item.span.start), None
        )

    def _end(self, item: ActionItem, block: Block | None) -> int:
        whole = Regions(self.source, self.outline, self.document).extent(item)
        end = whole.end if block else max(item.span.end, item.text_span.end)
        return len(self.source.text[:end].rstrip())

    def _lead(self, item: ActionItem, block: Block | None) -> str:
        """What stands before the text of an item on its line, with the next number and an empty box."""
        start = line_start(self.source, item.span.start)
        start += self.source.text.startswith("\ufeff", start)
        end = block.content.start if block else max(item.text_span.start, start)
        lead = self.source.text[start:end].replace("\r", "").split("\n")[-1]
        if block and block.box:
            lead = re.sub(r"\[.\](?=\s*$)", "[ ]", lead)
        return _NUMBER.sub(lambda m: str(int(m[1]) + self._step(item)), lead, count=1)

    def _step(self, last: ActionItem) -> int:
        """0 for a list that repeats one number, else 1."""
        markers = [b.marker for b in self.outline.blocks if b.kind == "item" and b.marker[:1].isdigit()]
        same = [b for b in self._siblings(last) if b.marker[:1].isdigit()]
        return 0 if markers and len(same) > 1 and len({b.marker for b in same}) == 1 else 1

    def _siblings(self, last: ActionItem) -> list[Block]:
        block = self._block(last)
        spans = {item.span.start for item in self.document.action_items}
        items = (b for b in self.outline.blocks if b.kind == "item" and b.span.start in spans)
        return [b for b in items if block and b.parent == block.parent][-2:]

    def _gap(self, last: ActionItem) -> list[str]:
        """A blank line where the items stand apart."""
        siblings = self._siblings(last)
        if not siblings:
            return [""]
        if len(siblings) == 1:
            return []
        between = self.source.text[siblings[0].span.end : siblings[1].span.start]
        return [""] if len(re.findall(r"\r\n?|\n", between)) > 1 else []

    def _first(self, values: Mapping[str, str]) -> Added:
        sections = Sections(self.source, self.outline, self.document)
        section = find_section(self.document, "action_items")
        tables = (b for b in self.outline.blocks if b.kind == "table")
        if section is not None:
            for block in tables:
                if section.body.start <= block.span.start < section.body.end:
                    return self._row(block, len(block.rows) - 1, None, values)
        text = canonical_table([values])
        if section is None:
            return Added(sections.add("action_items", "Action items", text), {})
        return Added(sections.append(section, text), {})


def canonical_table(
    rows: Sequence[Mapping[str, str]], extra: Sequence[str] = (), *, escape: bool = True
) -> str:
    """A table of action items, lines ended by LF: the canonical columns, others in use, `extra`."""
    used = [n for n in COLUMNS if n in _CANONICAL or any(row.get(n) for row in rows)]
    names = [*used, *extra]
    lines = [[COLUMNS.get(name, name) for name in names]]
    lines += [[in_cell(row.get(name, "")) if escape else row.get(name, "") for name in names] for row in rows]
    lines.insert(1, ["---"] * len(names))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
