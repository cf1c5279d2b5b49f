"""A text to a `Document`: everything that a careful reader would take out of a root cause analysis.

Nothing is guessed: what the document does not say is None, empty or `unclear`; the words as written are kept.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, cast

from rca.blocks import Outline, scan
from rca.parsing.drafts import Draft
from rca.parsing.fields import field_facts, read_fields
from rca.parsing.heads import Head
from rca.parsing.items import item_drafts
from rca.parsing.metadata import incident_facts
from rca.parsing.progress import Context
from rca.parsing.reader import Facts, NoSettings, Reader, Settings
from rca.parsing.sections import read_heads, section_facts
from rca.parsing.timeline import read_timeline, told_moments
from rca.parsing.understood import understood
from rca.text import Source, Span

if TYPE_CHECKING:
    from rca.model import Document

_MOMENTS = ("started", "detected", "acknowledged", "mitigated", "resolved")


def parse(source: Source, *, name: str = "", config: Settings | None = None) -> Document:
    """The document of a source; `name` is its file's, which may give a date, and any text has a document."""
    return parse_outline(source, scan(source), name=name, config=config)


def parse_outline(
    source: Source, outline: Outline, *, name: str = "", config: Settings | None = None, timeline: bool = True
) -> Document:
    """The document of a source that is scanned already; without its timeline for who has no need of one."""
    from rca.model import Document

    facts = read_facts(source, outline, name=name, config=config, timeline=timeline)
    return Document.model_validate(facts)


def read_facts(
    source: Source, outline: Outline, *, name: str = "", config: Settings | None = None, timeline: bool = True
) -> Facts:
    """What `Document` is made of, as plain dicts: for the index, which has no need of models."""
    reader = Reader(source, outline, config or NoSettings(), name)
    heads = read_heads(reader)
    _note_open_front_matter(reader)
    entries = read_fields(reader, heads)
    facts = incident_facts(reader, entries, heads)
    day = cast("date | None", facts["date"])
    facts["fields"] = field_facts(entries)
    facts["sections"] = section_facts(heads)
    facts["timeline"] = read_timeline(reader, heads, day) if timeline else []
    told = told_moments(facts["timeline"])
    facts |= {moment: told[moment] for moment in _MOMENTS if facts[moment] is None and moment in told}
    facts["action_items"] = _items(reader, heads, facts)
    facts["diagnostics"] = reader.diagnostics
    return facts


def _items(reader: Reader, heads: list[Head], facts: Facts) -> list[Facts]:
    drafts = item_drafts(reader, heads)
    if not drafts:
        return []
    environments = facts["environments"] or reader.settings.environments
    context = Context(facts["date"], tuple(environments), reader.settings.milestones)
    _settle_numbers(drafts)
    items = [understood(reader, context, draft, position) for position, draft in enumerate(drafts, start=1)]
    _note_same_numbers(reader, items)
    return items


def _settle_numbers(drafts: list[Draft]) -> None:
    """Give every item a number: a table's own, the ordinals of one numbered list, else free positions."""
    own = [draft for draft in drafts if draft.form == "table" and draft.number]
    listed = [draft.number for draft in drafts if draft.form != "table" and draft.number]
    keep = len(set(listed)) == len(listed) == len(drafts) and not own
    taken = {draft.number for draft in own}
    free = (str(n) for n in count(1) if str(n) not in taken)
    for position, draft in enumerate(drafts, start=1):
        if not keep and (draft.form != "table" or not draft.number):
            draft.number = next(free) if taken else str(position)


def _note_same_numbers(reader: Reader, items: list[Facts]) -> None:
    first: dict[str, Facts] = {}
    for item in items:
        other = first.setdefault(item["number"], item)
        if other is not item:
            line = reader.source.line(other["span"].start)
            span = item["fields"].get("number") or item["text_span"]
            reader.note(
                "READ03",
                "warning",
                f"two action items have the number {item['number']} (the other is on line {line});"
                " give one a number of its own",
                span,
            )


def _note_open_front_matter(reader: Reader) -> None:
    """Say so where a text begins like front matter that nothing closes."""
    text = reader.text.removeprefix("\ufeff")
    if not text.startswith(("---\n", "---\r\n", "+++\n", "+++\r\n")):
        return
    if reader.blocks and reader.blocks[0].kind == "front_matter":
        return
    second = text[4:].lstrip("\r\n").partition("\n")[0]
    if ":" in second[:40] or "=" in second[:40]:
        at = len(reader.text) - len(text)
        reader.note(
            "READ05",
            "warning",
            f"the front matter is never closed; end it with a line {text[:3]}",
            Span(at, at + 3),
        )
