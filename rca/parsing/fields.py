"""Metadata fields in every form: front matter, bold lines and bullets, tables, plain lines, sections."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from rca.blocks import Block
from rca.inline import plain, run_start
from rca.parsing.field import Entry
from rca.parsing.field_labels import ABOUT, BOLD, ITALIC, LEAD, labels
from rca.parsing.front_matter import read_front_matter
from rca.parsing.heads import BOLD_LINE, Head
from rca.parsing.reader import Facts, Reader
from rca.parsing.section_fields import LONGEST_LABEL, section_fields, summary_items
from rca.text import Span

if TYPE_CHECKING:
    from rca.model import FieldForm

_PLAIN = re.compile(
    r"^[ \t>*+-]*(?P<label>[A-Za-z\u00c0-\uffff][\w /()'’-]{0,39}?)[ \t]*"
    r"(?:[:：](?:[ \t]+|$)|：|(?<=[\u3040-\u9fff\uac00-\ud7af]):)",
    re.MULTILINE,
)
_TRAIL = " \t\n\r|·•‖;,\\"
_FOLD = re.compile(r"\s{0,9}\n[ \t>]*")
_LATE = frozenset((
    "severity", "status", "date", "duration", "author", "incident_id", "started", "resolved", "commander",
    "reviewers", "environments", "services", "classification",
))  # fmt: skip
_LONGEST_CLASS = 30
"""Characters of a classification below the head: `**Visibility:** show how fresh the data is` is none."""
_SEVERITY = frozenset(("severity",))
"""All that a plain item of the summary tells beside a head with fields."""
_NOT_HERE = frozenset(("action_items", "timeline"))


def read_fields(reader: Reader, heads: list[Head]) -> list[Entry]:
    """All metadata fields in order: those of the document's head, and known ones further down."""
    blocks = reader.blocks
    end = _head_end(reader, heads)
    entries: list[Entry] = []
    for index in range(end):
        entries += _of_block(reader, blocks[index], False)
    seen = {entry.name for entry in entries}
    plain = {} if "severity" in seen else dict.fromkeys(summary_items(reader, heads), _SEVERITY)
    bold = frozenset(reader.bold)
    for index in _later(reader, heads, end, [*plain]):
        wanted = plain.get(index, _LATE) if seen & _LATE and index not in bold else _LATE
        late = (e for e in _of_block(reader, blocks[index], True) if e.name in wanted and e.name not in seen)
        entries += (e for e in late if e.name != "classification" or len(e.value) <= _LONGEST_CLASS)
    told = section_fields(reader, heads)
    empty = {e.name for e in told} - {e.name for e in entries if e.value}
    entries = [e for e in entries if e.name not in empty]
    seen -= empty
    own = {entry.name for entry in entries if entry.form not in ("yaml", "toml")}
    return entries + [e for e in told if e.name not in (own if e.name == "date" else seen)]


def _head_end(reader: Reader, heads: list[Head]) -> int:
    """The index of the block that ends the head: the second heading, or a bold line that names a section."""
    titled = -1
    for head in heads:
        if head.level > BOLD_LINE or (head.level == BOLD_LINE and not head.name):
            continue
        if ABOUT.match(head.text) or (head.at == titled + 1 > 0 and _is_subtitle(reader, head)):
            continue
        if titled >= 0 or head.name:
            return head.at
        titled = head.at
    return len(reader.blocks)


def _is_subtitle(reader: Reader, head: Head) -> bool:
    """Whether a heading directly below the title has known fields right below it."""
    if head.name or head.at + 1 == len(reader.blocks):
        return False
    block = reader.blocks[head.at + 1]
    if block.kind not in ("paragraph", "item") or not BOLD.match(reader.text, *block.content):
        return False
    return any(reader.words.label(match["label"]) for match in BOLD.finditer(reader.text, *block.content))


def _later(reader: Reader, heads: list[Head], first: int, more: list[int]) -> list[int]:
    """Blocks below the head that may hold a field: in bold, tables of two columns, and more of them."""
    taken = [head.body for head in heads if head.name in _NOT_HERE]
    blocks = reader.blocks
    tables = [k for k, block in enumerate(blocks) if block[0] == "table" and len(block.rows[0].cells) == 2]
    found = sorted({*reader.bold, *tables, *more, *_signatures(reader)})
    return [
        k
        for k in found
        if k >= first
        and (
            not any(span[0] <= blocks[k].span[0] < span[1] for span in taken)
            or (blocks[k].kind == "paragraph" and _is_signed(reader, blocks[k].content))
        )
    ]


def _signatures(reader: Reader) -> list[int]:
    """The last paragraph, if it stands in italics or begins with a label: who wrote the document."""
    last = len(reader.blocks) - 1
    block = reader.blocks[last] if reader.blocks else None
    if block is None or block.kind != "paragraph" or block.depth:
        return []
    start, end = block.content
    if reader.text[start] in "*_":
        return [last] if ITALIC.match(reader.text, start, end) else []
    label = re.split("[:：]", reader.text[start : min(end, start + LONGEST_LABEL)], maxsplit=1)
    return [last] if len(label) > 1 and reader.words.label(label[0]) == "author" else []


def _is_signed(reader: Reader, span: Span) -> bool:
    """Whether a paragraph begins with who wrote the document, as the last ones do."""
    match = BOLD.match(reader.text, *span) or ITALIC.match(reader.text, *span)
    return match is not None and reader.words.label(match["label"]) == "author"


def _of_block(reader: Reader, block: Block, is_late: bool) -> list[Entry]:
    kind = block.kind
    if kind == "front_matter":
        return _of_front_matter(reader, block)
    if kind == "table":
        return _of_table(reader, block, is_late)
    if kind == "item":
        if is_late and not _may_be_late(reader, block.content):
            return []
        return _of_text(reader, block.content, "bullet", is_late)
    if kind != "paragraph":
        return []
    parent = reader.blocks[block.parent] if block.parent >= 0 else None
    if is_late and not _may_be_late(reader, block.content):
        return []
    if parent is None:
        return _of_text(reader, block.content, "bold", is_late)
    if parent.kind == "quote" and parent.parent < 0:
        return _of_text(reader, block.content, "quote", is_late)
    return []


def _may_be_late(reader: Reader, span: Span) -> bool:
    """Whether a text below the head begins with the label of a field that may stand there."""
    first = reader.text[span[0] : span[0] + 1]
    if first == "*" or first == "_":  # noqa: PLR1714 (a tuple costs more)
        match = BOLD.match(reader.text, *span) or ITALIC.match(reader.text, *span)
    else:
        match = _PLAIN.match(reader.text[span[0] : min(span[1], span[0] + LONGEST_LABEL)])
    return match is not None and reader.words.label(match["label"]) in _LATE


def _of_front_matter(reader: Reader, block: Block) -> list[Entry]:
    base = block.content.start
    form: FieldForm = "toml" if block.marker == "+++" else "yaml"
    return [
        Entry(
            reader.words.label(e.key.replace("_", " ")),
            e.key,
            e.values,
            Span(base + e.start, base + e.end),
            form,
        )
        for e in read_front_matter(reader, block)
    ]


def _of_text(reader: Reader, span: Span, form: FieldForm, is_late: bool) -> list[Entry]:
    raw = reader.text[span.start : span.end]
    matches = labels(reader, raw)
    if not matches and (":" in raw or "：" in raw):
        return [e for e in _of_plain(reader, raw, span, form) if not is_late or e.name in _LATE]
    entries = [entry for entry, _ in _between(reader, raw, span, matches, form)]
    return [e for e in entries if e.name in _LATE] if is_late else entries


def _of_plain(reader: Reader, raw: str, span: Span, form: FieldForm) -> list[Entry]:
    """Fields of plain lines; a label that no alias knows counts only where every line has one."""
    matches = list(_PLAIN.finditer(raw))
    if not matches or matches[0].start() != 0:
        return []
    lines = raw.count("\n") + 1
    is_block = lines > 1 and len(matches) == lines
    if " | " in raw or " · " in raw or "<br" in raw:
        inner = (m for m in _INNER.finditer(raw) if reader.words.label(m["label"]))
        matches = sorted((*matches, *inner), key=lambda m: m.start())
    found = _between(reader, raw, span, matches, "plain" if form == "bold" else form)
    return [entry for entry, _ in found if entry.name or is_block]


_INNER = re.compile(
    r"(?:(?<=\s[|·]\s)|(?<=<br>)[ \t]{0,3}|(?<=<br/>)[ \t]{0,3}|(?<=<br />)[ \t]{0,3})"
    r"(?P<label>[A-Za-z][A-Za-z /()-]{0,39}?)[ \t]*:[ \t]+"
)
"""A label behind another field of its line: a field only if its name is known."""


def _between(
    reader: Reader, raw: str, span: Span, matches: list[re.Match[str]], form: FieldForm
) -> list[tuple[Entry, int]]:
    """The entries of labels: each value runs to the next label."""
    entries: list[tuple[Entry, int]] = []
    for match, following in zip_longest(matches, matches[1:]):
        start = match.end()
        end = following.start() if following else len(raw)
        if following and match.re is not _PLAIN:
            end = run_start(raw, end, start, LEAD)
        is_wrapped = raw.find("\n", start, end) >= 0
        if is_wrapped and (broken := _HARD_BREAK.search(raw, start, end)):
            # A line that was broken on purpose ends what is a word or two; prose goes on behind it.
            end = broken.start() if reader.words.label(plain(match["label"])) in _LATE else end
        end = _trimmed(raw, start, end)
        if match.re is ITALIC:
            end = run_start(raw, end, start, "_*")
        value = plain(_FOLD.sub(" ", raw[start:end]) if is_wrapped else raw[start:end])
        entries += _split_pair(
            reader, plain(match["label"]), value, Span(span.start + start, span.start + end), form
        )
    return entries


def _trimmed(raw: str, start: int, end: int) -> int:
    """The end of a value without separators, line breaks and white space."""
    end = run_start(raw, end, start, _TRAIL)
    while raw.endswith(_BREAKS, start, end):
        end = run_start(raw, raw.rfind("<", start, end), start, _TRAIL)
    return end


_HARD_BREAK = re.compile(r"(?<=[^\s\\])(?:[ \t]{2,}|\\)\r?\n")
_BREAKS = ("<br>", "<br/>", "<br />")


def _split_pair(
    reader: Reader, label: str, value: str, span: Span, form: FieldForm
) -> list[tuple[Entry, int]]:
    """One entry, or one for each part of labels such as `Severity/status: SEV-2 / Resolved`."""
    name = reader.words.label(label)
    names = [reader.words.label(part) for part in label.split("/")] if "/" in label else []
    raw = reader.text[span.start : span.end]
    known = [part for part in names if part]
    if 2 <= len(known) == len(set(known)) and raw.count(" / ") == len(names) - 1:
        entries: list[tuple[Entry, int]] = []
        at = span.start
        for number, (part, told) in enumerate(zip(names, raw.split(" / "), strict=True)):
            entries.append((Entry(part, label, (plain(told),), Span(at, at + len(told)), form), number))
            at += len(told) + 3
        return entries
    return [(Entry(name or names[0] if len(names) == 2 else name, label, (value,), span, form), 0)]


def _of_table(reader: Reader, block: Block, is_late: bool) -> list[Entry]:
    width = len(block.rows[0].cells)
    if width not in (2, 4):
        return []
    entries = [
        _cell_entry(reader, row.cells[k], row.cells[k + 1])
        for row in block.rows
        for k in range(0, min(width, len(row.cells)) - 1, 2)
        if row.cells[k].end > row.cells[k].start
    ]
    known = sum(bool(entry.name) for entry in entries)
    if known < (1 if width == 2 and not is_late else 2):
        return []
    return [e for e in entries if e.name] if is_late or width == 4 else _without_header(entries)


def _without_header(entries: list[Entry]) -> list[Entry]:
    """The entries without a header row `Field | Value`."""
    return entries if entries[0].name or entries[0].label.casefold() not in _HEADER else entries[1:]


_HEADER = frozenset(
    "field property attribute key item metadata name label detail feld campo champ 項目".split()
)


def _cell_entry(reader: Reader, label: Span, value: Span) -> Entry:
    text = reader.cell(label).rstrip(":： ")
    return Entry(reader.words.label(text), text, (reader.cell(value),), value, "table")


def field_facts(entries: list[Entry]) -> list[Facts]:
    """The fields of the model."""
    return [
        {"name": e.name, "label": e.label, "value": e.value, "span": e.span, "form": e.form} for e in entries
    ]
