"""What stands beside a document: its headings, its facts, its problems, its items, incidents like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rca.blocks.inline import read_inline
from rca.opening import Page
from rca.output.clean import clean
from rca.output.incident import incident_facts
from rca.output.markdown.layout import Note
from rca.output.marks import state_cell, state_mark
from rca.output.table import facts
from rca.output.terminal import Terminal
from rca.output.words import count, due_cell
from rca.reading import Contents
from rca.rows import DiagnosticRow, ItemRow, SimilarRow
from rca.tui.widgets.entries import Entry
from rca.tui.widgets.pagelines import Sign

LEVELS = {"error": ("E", "error-bold"), "warning": ("W", "warning"), "info": ("i", "accent")}
"""The letter and the role of each level of a diagnostic."""


def headings(page: Page) -> list[Entry]:
    """The headings of a page, each leads to its line."""
    return [
        Entry(
            _plain(page.source.slice(block.content)),
            page.source.line(block.span.start),
            indent=2 * (block.level - 1),
        )
        for block in page.outline.blocks
        if block.kind == "heading"
    ]


def _plain(text: str) -> str:
    return "".join(run.text for run in read_inline(text, {}))


def facts_lines(page: Page, contents: Contents, width: int, terminal: Terminal) -> str:
    """The metadata as lines."""
    narrow = terminal._replace(width=width, color=False)
    return "\n".join(facts(incident_facts(page.incident, contents.document), narrow))


def problems(diagnostics: Iterable[DiagnosticRow]) -> list[Entry]:
    """What is wrong, each leads to its line."""
    return [
        Entry(
            f"{LEVELS[each.level][0]} {each.line} {each.rule}", each.line, each.message, LEVELS[each.level][1]
        )
        for each in diagnostics
    ]


def alike(rows: Iterable[SimilarRow]) -> list[Entry]:
    """Incidents that look like one, each leads to its document."""
    return [
        Entry(row.title or row.id, row.path, f"{row.score:.2f} {row.date or ''} {' '.join(row.terms[:6])}")
        for row in rows
    ]


def place_of(entries: Sequence[Entry], line: int) -> int:
    """Which entry leads to a line of the document, or to the nearest one before it."""
    before = [
        at for at, entry in enumerate(entries) if isinstance(entry.target, int) and entry.target <= line
    ]
    return before[-1] if before else 0


def notes(diagnostics: Iterable[DiagnosticRow]) -> dict[int, list[Note]]:
    """What is wrong, as messages below the lines that it is about."""
    found: dict[int, list[Note]] = {}
    for each in diagnostics:
        found.setdefault(each.line, []).append(
            Note(LEVELS[each.level][0], f"{each.message} ({each.rule})", each.level)
        )
    return found


def signs(contents: Contents, terminal: Terminal) -> dict[int, list[Sign]]:
    """For each line: what is wrong with it at worst, then the state of the item that begins there."""
    blank = Sign(" ", "")
    found: dict[int, list[Sign]] = {}
    for each in sorted(contents.diagnostics, key=lambda each: list(LEVELS).index(each.level), reverse=True):
        found[each.line] = [Sign(*LEVELS[each.level])]
    for item in contents.items:
        mark = state_mark(item.state, item.flags)
        found[item.line] = [*found.get(item.line, [blank]), Sign(mark.on(terminal), mark.role)]
    return found


def item_at(page: Page, contents: Contents, line: int) -> ItemRow | None:
    """The item that stands on a line of the document; the innermost where one holds another."""
    rows = {(item.number, item.line): item for item in contents.items}
    found = None
    for item in contents.document.action_items:
        first, last = (
            page.source.line(item.span.start),
            page.source.line(max(item.span.end - 1, item.span.start)),
        )
        if first <= line <= last:
            found = rows.get((item.number, first), found)
    return found


def told(
    item: ItemRow | None, diagnostics: Sequence[DiagnosticRow], urls: Sequence[str], terminal: Terminal
) -> str:
    """What is known of the line under the cursor: its item, the gravest of its problems, where it leads."""
    lines = [_item(item, terminal)] if item else []
    for each in sorted(diagnostics, key=lambda each: list(LEVELS).index(each.level))[:1]:
        more = f" (and {len(diagnostics) - 1} more)" if len(diagnostics) > 1 else ""
        lines.append(f"{LEVELS[each.level][0]} {each.rule}{more}  {clean(each.message)}")
    return "\n".join((*lines, *map(clean, urls)))


def _item(item: ItemRow, terminal: Terminal) -> str:
    facts = (
        item.ref,
        state_cell(item.state, item.flags, terminal).text,
        item.owner_text,
        due_cell(item).text,
    )
    return f" {terminal.dot} ".join(clean(fact) for fact in facts if fact)


def sums(diagnostics: Sequence[DiagnosticRow]) -> str:
    """`2 errors, 1 warning`; empty where nothing is wrong."""
    nouns = {"error": "error", "warning": "warning", "info": "remark"}
    found = [(sum(each.level == level for each in diagnostics), noun) for level, noun in nouns.items()]
    return ", ".join(count(number, noun) for number, noun in found if number)
