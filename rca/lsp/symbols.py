"""The outline of a document, sections with the items that stand in them; and symbols of a whole workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rca.lsp.site import Site, View
from rca.model import ActionItem, Section
from rca.output.marks import STATES
from rca.text import Span

_MOST = 200


@dataclass
class Symbol:
    """A section or an item, and what stands in it."""

    kind: Literal["section", "item"]
    name: str
    detail: str
    span: Span
    name_span: Span
    children: list[Symbol] = field(default_factory=list)


class Found(NamedTuple):
    """An incident or an item of the workspace."""

    kind: Literal["incident", "item"]
    name: str
    container: str
    file: str
    line: int
    """From 1."""


def outline(view: View) -> list[Symbol]:
    """The sections of a document as a tree, each item in the section around it."""
    document = view.document
    symbols = [*map(_of_section, document.sections), *map(_of_item, document.action_items)]
    return _nested(sorted(symbols, key=lambda symbol: (symbol.span.start, -symbol.span.end)))


def _nested(symbols: list[Symbol]) -> list[Symbol]:
    top: list[Symbol] = []
    above: list[Symbol] = []
    for symbol in symbols:
        while above and above[-1].span.end < symbol.span.end:
            above.pop()
        (above[-1].children if above else top).append(symbol)
        above.append(symbol)
    return top


def _of_section(section: Section) -> Symbol:
    span = Span(section.span.start, max(section.span.end, section.body.end))
    return Symbol("section", section.heading or "…", "", span, section.span)


def _of_item(item: ActionItem) -> Symbol:
    told = (STATES[item.state].word, item.owner_text, item.due.text if item.due else "")
    detail = " · ".join(filter(None, told))
    return Symbol(
        "item", f"{item.number} {item.text}".strip(), detail, item.span, _inside(item.text_span, item.span)
    )


def _inside(inner: Span, outer: Span) -> Span:
    """A span, as far as it lies in another one."""
    start = min(max(inner.start, outer.start), outer.end)
    return Span(start, min(max(inner.end, start), outer.end))


def in_workspace(site: Site, query: str) -> Iterator[Found]:
    """Incidents and items that a few words or `1455/2` find; without any, the newest incidents."""
    if "/" in query:
        yield from _items(site, query)
        return
    known = site.known.incidents(query)[:_MOST]
    for incident, title in known:
        if row := site.known.incident(incident):
            yield Found("incident", incident, title, os.path.join(site.root, row.path), 1)
    ids = {incident for incident, _ in known}
    for hit in site.known.search(query, _MOST) if query.strip() else ():
        if hit.id not in ids or hit.line != 1:
            place = hit.title if hit.place == "title" else f"{hit.place} · {hit.title}"
            kind: Literal["incident", "item"] = "item" if hit.place.startswith("item ") else "incident"
            yield Found(kind, f"{hit.id} {place}", hit.title, os.path.join(site.root, hit.path), hit.line)


def _items(site: Site, query: str) -> Iterator[Found]:
    for ref, text in site.known.items(query)[:_MOST]:
        if row := site.known.item(ref):
            yield Found("item", f"{ref} {text}", row.title, os.path.join(site.root, row.path), row.line)
