"""Action items that are rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.aliases import key
from rca.blocks import Block, Row
from rca.inline import has_words, plain, plain_cell
from rca.parsing.claimed import LEADING_MARKS, is_struck, without_mark
from rca.parsing.drafts import Draft, Group, Raw
from rca.parsing.levels import is_placeholder
from rca.parsing.reader import Reader
from rca.text import Span

_BEST = (
    "action",
    "action item",
    "action items",
    "actions",
    "corrective action",
    "preventive action",
    "follow up",
    "task",
)
_CHOICES = re.compile(r"\s*\[?[\w ]{2,20}(?:\s?[/|]\s?[\w ]{2,20}){2,}\]?\s*$")
_TEMPLATE = re.compile(
    r"(?:action(?: item)?|item|task|todo|example|owner|name|description)\s*#?\d{0,2}\W*$", re.IGNORECASE
)
_DONE_HEADERS = frozenset("done complete completed fixed shipped".split())
_TICK = re.compile(r"\W*(?:x|yes|y|true|\[x\])\W*$", re.IGNORECASE)
_UNTICK = re.compile(r"\W*(?:no|n|false|\[\s?\])\W*$", re.IGNORECASE)


def table_drafts(reader: Reader, block: Block, group: Group) -> Iterator[Draft]:
    """The items of a table in an action section; a table that is none becomes a diagnostic."""
    header = [reader.cell(cell) for cell in block.rows[0].cells]
    names = [reader.words.item_column(text) for text in header]
    column = action_column(reader, block, header, names)
    if column is None:
        if len(block.rows) > 1 and len(header) > 1:
            reader.note(
                "READ07",
                "info",
                f"no column of this table is known as the action ({', '.join(filter(None, header))}); "
                "name one Action, or add its name to [aliases.columns] in rca.toml",
                block.rows[0].span,
            )
        return
    columns = _by_name(names, column)
    outer = group
    for row in block.rows[1:]:
        cells = row.cells
        if column >= len(cells):
            continue
        if (inner := _group_row(reader, row)) is not None:
            group = outer._replace(text=inner, kind=reader.words.kind(inner) or outer.kind)
        elif (draft := _row_draft(reader, row, column, columns, header, group)) is not None:
            yield draft


_NO_TABLE = re.compile(r"\|[^|\n]+\|[^\n]*\|[ \t]*(?:\r?\n[ \t]*\|[^\n]*\|[ \t]*)+")


def note_no_delimiter(reader: Reader, block: Block) -> None:
    """Say so where the rows of a table stand below each other without the row that makes them one."""
    if not reader.text.startswith("|", block.content.start) or not _NO_TABLE.fullmatch(
        reader.raw(block.content)
    ):
        return
    first = Span(block.content.start, reader.text.index("\n", block.content.start))
    dashes = "|---" * (reader.raw(first).count("|") - 1)
    reader.note("READ07", "info", f"these rows are no table without a row {dashes}| below the first", first)


def action_column(reader: Reader, block: Block, header: list[str], names: list[str]) -> int | None:
    """The column that holds the action's text; None where the table is no action table."""
    keys = [key(text) for text in header]
    for best in _BEST:
        if best in keys:
            return keys.index(best)
    if "action" in names:
        return names.index("action")
    if "owner" not in names and not _has_states(reader, block, names):
        return None
    free = [k for k, name in enumerate(names) if name in ("", "note", "kind", "issue")]
    for k in (k for k in free if names[k] == "issue"):
        cells = [reader.cell(row.cells[k]) for row in block.rows[1:] if k < len(row.cells)]
        if cells and all(_TITLED.match(cell) for cell in cells):
            return k
    # The words count, not the addresses: a column of bare links to issues is no text.
    lengths = {k: sum(len(reader.cell(r.cells[k])) for r in block.rows[1:] if k < len(r.cells)) for k in free}
    return max(lengths, key=lambda k: lengths[k]) if lengths else None


_TITLED = re.compile(r"\W{0,3}#\d{1,7}\W{1,4}\w+ \w")
"""An issue with its title, which is the action: `#41 — alert on what is caught`."""


def names_itself(reader: Reader, block: Block) -> bool:
    """Whether the header says that its rows are action items: what, whose, and when or how far or where."""
    header = [reader.cell(cell) for cell in block.rows[0].cells]
    if not any(_ACTION_ITEM.fullmatch(key(text)) for text in header):
        return False
    names = {reader.words.item_column(text) for text in header}
    return "owner" in names and bool(names & {"due", "status", "issue"})


_ACTION_ITEM = re.compile(r"(?:action|corrective action|preventive action|follow up) ?(?:items?)?")


def _has_states(reader: Reader, block: Block, names: list[str]) -> bool:
    """Whether most cells of a status column begin with a state word."""
    if "status" not in names:
        return False
    column = names.index("status")
    cells = [reader.plain(row.cells[column]) for row in block.rows[1:] if column < len(row.cells)]
    return bool(cells) and 2 * sum(bool(reader.words.state(cell)) for cell in cells) >= len(cells)


def _by_name(names: list[str], action: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for k, name in enumerate(names):
        if name and name != "action" and k != action:
            columns.setdefault(name, k)
    return columns


def _group_row(reader: Reader, row: Row) -> str | None:
    """The text of a row that only names a group: one bold cell, the rest empty."""
    full = [cell for cell in row.cells if cell.end > cell.start]
    if len(full) != 1 or len(row.cells) < 2:
        return None
    raw = reader.raw(full[0])
    return plain(raw) if raw.startswith("**") and raw.endswith("**") and len(raw) < 80 else None


def _row_draft(
    reader: Reader, row: Row, column: int, columns: dict[str, int], header: list[str], group: Group
) -> Draft | None:
    cell = row.cells[column]
    raw = reader.raw(cell)
    text = without_mark(plain_cell(raw)).strip() if raw else ""
    if not has_words(text) or is_placeholder(text) or _TEMPLATE.match(text):
        return None
    if (
        (k := columns.get("status")) is not None
        and k < len(row.cells)
        and _CHOICES.match(reader.raw(row.cells[k]))
    ):
        return None
    draft = Draft("table", row.span, text, cell, group)
    for name, k in columns.items():
        if k < len(row.cells):
            draft.put(name, reader.raw(row.cells[k]), row.cells[k])
    draft.number = plain(draft.value("number")).strip("#. ")
    draft.is_struck = is_struck(raw)
    draft.sources = [reader.raw(Span(row.cells[0].start, row.cells[-1].end))]
    _claim(reader, draft, columns, header, cell)
    return draft


def _claim(reader: Reader, draft: Draft, columns: dict[str, int], header: list[str], cell: Span) -> None:
    status = draft.values.get("status")
    if status is not None and status.text.strip():
        tick = key(header[columns["status"]]) in _DONE_HEADERS
        if tick and _TICK.match(status.text):
            status = Raw("done", status.span)
        elif (tick and _UNTICK.match(status.text)) or re.match(r"\s*\[\s\]", status.text):
            status = Raw("open", status.span)
        draft.claims.append(status)
    elif (issue := draft.values.get("issue")) is not None and (told := _state_behind(reader, issue)):
        draft.claims.append(told)
    raw = reader.raw(cell)
    if not raw[:1].isascii() and (mark := LEADING_MARKS.match(raw)):
        draft.claims.append(
            Raw(mark.group().strip(), Span(cell.start, cell.start + len(mark.group().rstrip())))
        )


_DASHED = re.compile(r"[\d)]\s[—–-]\s(?P<state>(?P<word>[^\W\d_]+)\b[^|\n]{0,40}?)\s*$")
_LAST_WORDS = re.compile(r"(?<![\w/#-])(?P<two>[^\W\d_]+\s)?(?P<one>[^\W\d_]+)[\s*_.)\]]*$")


def _state_behind(reader: Reader, issue: Raw) -> Raw | None:
    """The state that an issue cell ends with where no column holds any: `n/a **DONE**`, `#86 — complete`."""
    if (dashed := _DASHED.search(issue.text)) and reader.words.is_state(dashed["word"]) in ("done", "open"):
        return Raw(dashed["state"], Span(*(issue.span.start + at for at in dashed.span("state"))))
    match = _LAST_WORDS.search(issue.text)
    if match is None:
        return None
    for start in (match.start(), match.start("one")):
        word = issue.text[start : match.end("one")]
        if reader.words.is_state(word) not in ("", "dropped"):
            at = issue.span.start
            return Raw(word, Span(at + start, at + match.end("one")))
    return None
