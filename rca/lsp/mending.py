"""Diagnostics of some rules mended by an edit: a section that is missing, an author, a number of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from rca.actors import current_actor
from rca.blocks import scan
from rca.changes import Refused, SetField, wish
from rca.edit import next_number, plan
from rca.editing.sections import ORDER, Sections
from rca.facts import facts
from rca.lsp.completion import HEADINGS
from rca.lsp.site import View
from rca.model import Diagnostic
from rca.output.words import listed
from rca.text import TextEdit

_UNWRITTEN = "<!-- write what is known -->"
_HEADINGS = dict(zip(ORDER, HEADINGS, strict=True))


class Mending(NamedTuple):
    """An edit that mends a diagnostic, and what it is called."""

    title: str
    edits: tuple[TextEdit, ...]


def mendings(view: View, diagnostic: Diagnostic) -> Iterator[Mending]:
    """What mends a diagnostic; nothing where no rule of ours knows how."""
    mend = _BY_RULE.get(diagnostic.rule)
    if mend is not None:
        with suppress(Refused):
            yield from mend(view, diagnostic)


def _sections(view: View, diagnostic: Diagnostic) -> Iterator[Mending]:
    """The sections that the message misses, each where the canonical order has it."""
    said = diagnostic.message.partition(";")[0]
    there = {section.name for section in view.document.sections}
    missing = [name for name in ORDER if name.replace("_", " ") in said and name not in there]
    source = view.text.source
    sections = Sections(source, scan(source), view.document)
    edits = tuple(sections.add(name, _HEADINGS[name], _UNWRITTEN) for name in missing)
    after = view.reread(source.apply(edits)).document
    if missing and facts(after) == facts(view.document) and {*missing} <= {s.name for s in after.sections}:
        yield Mending(f"Add {listed([_HEADINGS[name] for name in missing])}", edits)


def _author(view: View, _: Diagnostic) -> Iterator[Mending]:
    """Who writes, as git or the environment names them."""
    config, source = view.site.config, view.text.source
    change = wish(SetField, field="author", value=current_actor(config).name)
    made = plan(source, view.document, change, config, name=view.text.name)
    yield Mending(f"Name {change.value} as the author", made.edits)


def _number(view: View, diagnostic: Diagnostic) -> Iterator[Mending]:
    """The next number that no item has, where the diagnostic stands on a number."""
    number = next_number(view.document)
    places = [item.fields.get("number") for item in view.document.action_items]
    if diagnostic.span in places:
        yield Mending(f"Give the item the number {number}", (TextEdit(diagnostic.span, number),))


_BY_RULE: dict[str, Callable[[View, Diagnostic], Iterator[Mending]]] = {
    "DOC01": _sections,
    "DOC02": _author,
    "READ03": _number,
}
