"""Action items that are list items, labelled paragraphs, or headings with their facts below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from rca.aliases import Vocabulary
from rca.blocks import Block
from rca.inline import has_words, plain
from rca.parsing.claimed import LEADING_MARKS, heading_claim
from rca.parsing.drafts import Draft, Group, Raw
from rca.parsing.levels import is_placeholder
from rca.parsing.line_facts import read_line
from rca.parsing.reader import Reader
from rca.text import Span

if TYPE_CHECKING:
    from rca.model import Form

_NOTHING = re.compile(
    r"(?:none|nothing|no (?:further |critical |open |new )?(?:actions?|follow[- ]?ups?|changes?)"
    r"|no (?:\w+ ){1,5}(?:is |are |was |were )?(?:needed|required|necessary)|not applicable)\b.{0,60}$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|who|how|why|where|when|which|is|are|do|does|did|should|could|can|was|were|will|would)\b.*\?$",
    re.IGNORECASE | re.DOTALL,
)
_LEGEND = re.compile(r"(?:\*\*|`)?(?P<word>[\w /-]{1,24}?)(?:\*\*|`)?\s*(?:[:：]|\s[-–—=])(?:\*\*)?\s+\S")
_LEVEL = re.compile(r"(?:p\d|sev\W?\d|high|medium|low)$", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"(?:action(?: item)?|item|task|todo)\s*#?\d{0,2}\W*(?:description\b.*|[-–—|/] ?owner\b.*)?$|\{\{"
    r"|(?:acci[oó]n|ação|acao|maßnahme|aufgabe|tarea|tarefa|tâche|措施|行动|任务|対策|アクション)\s?\d{1,2}\W*$",
    re.IGNORECASE,
)
LABEL_START = re.compile(
    r"(?:\*\*|__)?action(?: item)?s?(?: (?:taken|planned|required|needed))?(?: ?#?\d{1,3})?\s*[:：]",
    re.IGNORECASE,
)
"""What a paragraph that is an action item begins with."""

_ORDINAL = re.compile(r"(?P<number>\d{1,2})[.)](?=[^\s\d.)])")
_HEADING_ORDINAL = re.compile(
    r"[✔✅☑\ufe0f ]{0,4}(?:(?:action(?: item)?|fix|task|improvement|recommendation) )?"
    r"#?(?P<number>(?:[ARTF]|AI-?)?\d{1,2})[.):]\s+(?=\S)",
    re.IGNORECASE,
)
_NESTED = re.compile(
    r"[ \t>]*[*_]{0,3}(?P<key>owners?|assignees?|assigned to|dri|due(?: date)?|deadline|eta"
    r"|target(?: date)?|status|issue"
    r"|ticket|tracking|priority|type|written|executed|check|depends on|blocked by|verantwortlich"
    r"|fällig|frist|responsable|responsável|responsabile|prioridad|prioridade|priorité|priorität|priorità"
    r"|estado|statut|stato|plazo|prazo|échéance|scadenza|fecha límite)"
    r"[*_]{0,3}\s?[:：][*_]{0,3}[ \t]*(?P<value>[^\n]+)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:actions?|steps|items|measures|tasks|improvements|fixes|changes)\W*$|\b(?:short|medium|long)\W?term",
    re.IGNORECASE,
)
"""A numbered heading that names what stands below it, and is no item itself."""

_DECISIVE = frozenset(("owner", "due", "status"))


def is_action(words: Vocabulary, raw: str, block: Block, has_table: bool) -> bool:
    """Whether a list item promises something: no placeholder, no question, no legend of a table's words."""
    text = plain(raw)
    if not has_words(text) or is_placeholder(text) or _TEMPLATE.match(text):
        return False
    if block.box:
        return True
    if _QUESTION.match(text) or _NOTHING.match(text):
        return False
    match = _LEGEND.match(raw) if has_table else None
    return match is None or not _is_legend_word(words, match["word"])


def _is_legend_word(words: Vocabulary, word: str) -> bool:
    return bool(words.kind(word) or words.is_state(word) or _LEVEL.match(word))


def below(reader: Reader, index: int) -> range:
    """Indices of the blocks inside an item."""
    end = reader.blocks[index].span.end
    stop = index + 1
    while stop < len(reader.blocks) and reader.blocks[stop].span.start < end:
        stop += 1
    return range(index + 1, stop)


def item_draft(
    reader: Reader, index: int, block: Block, group: Group, details: Iterable[Block] = ()
) -> Draft:
    """The item that a list item is; its facts are below it, and in details behind it."""
    is_number = block.marker[0].isdigit()
    form: Form = "task" if block.box else "number" if is_number else "bullet"
    draft = Draft(form, block.span, "", block.content, group)
    if is_number:
        draft.number = block.marker[:-1]
        draft.fields["number"] = Span(block.span.start, block.span.start + len(block.marker) - 1)
    if block.box:
        draft.box = reader.text[block.box.start + 1]
        draft.fields["box"] = block.box
    raw = reader.raw(block.content)
    read_line(reader.words, draft, raw, block.content.start)
    draft.sources = [reader.raw(Span(block.content.start, block.span.end))]
    for k in below(reader, index):
        inner = reader.blocks[k]
        if inner.kind == "paragraph" and inner.content.start > draft.text_span.start:
            _take_facts(reader, inner, draft)
    for detail in details:
        _take_facts(reader, detail, draft)
    if not draft.text:
        draft.text, draft.text_span = plain(raw), block.content
    return draft


def _facts(reader: Reader, block: Block) -> Iterator[tuple[str, str, Span]]:
    """The facts on the lines of a paragraph: name, value, place."""
    for start, end in _lines(reader, block.content):
        match = _NESTED.match(reader.text, start, end)
        if match is not None:
            at = match.start("value")
            value = match["value"].rstrip(" \t\r*_")
            yield reader.words.item_column(match["key"]), value, Span(at, at + len(value))


def _take_facts(reader: Reader, block: Block, draft: Draft) -> bool:
    """Take facts off the lines of a paragraph; whether one decides: an owner, a due date, a state."""
    decisive = False
    for name, value, span in _facts(reader, block):
        draft.put(name, value, span)
        decisive = decisive or name in _DECISIVE
        if name == "status":
            draft.claims.append(Raw(value, span))
    return decisive


def heading_draft(
    reader: Reader, index: int, block: Block, group: Group, number: re.Match[str] | None = None
) -> tuple[Draft, int] | None:
    """The item that a sub-heading is, and where its facts end; None for a heading without facts below.

    Its paragraphs and list items have to be facts (`Owner: x`), at least as many as they are not, except
    where the heading is one of the section's numbered ones.
    """
    end = next((b.span.start for b in reader.blocks[index + 1 :] if b.kind == "heading"), len(reader.text))
    inside = [reader.blocks[k] for k in reader.within(Span(block.span.end, end))]
    if any(b.kind == "table" for b in inside) or _holds_items(reader, inside):
        return None
    draft = Draft("heading", block.span, "", block.content, group)
    paragraphs = [b for b in inside if b.kind == "paragraph"]
    told = [b for b in paragraphs if any(True for _ in _facts(reader, b))]
    if number is None and told and told[0] is inside[0] and not _GROUP.search(reader.raw(block.content)):
        number = _HEADING_ORDINAL.match(reader.text, *block.content)
    if number is None and 2 * len(told) < len(paragraphs):
        return None
    decisive = [_take_facts(reader, b, draft) for b in told]
    if number is None and not any(decisive):
        return None
    if number is not None and (mark := LEADING_MARKS.match(reader.text, *block.content)):
        draft.claims.append(Raw(mark.group().strip(), Span(*mark.span())))
    return _told_below(reader, block, inside, draft, number)


def bold_draft(reader: Reader, index: int, content: Span, group: Group) -> tuple[Draft, int] | None:
    """The item that a bold line is, and where its facts end; None where bullets right below are no facts."""
    block = reader.blocks[index]
    later = islice(reader.blocks, index + 1, None)
    inside = [*takewhile(lambda b: b.kind == "item" or b.parent != block.parent, later)]
    told = [b for b in inside if b.kind == "paragraph"]
    if not told or not all(any(True for _ in _facts(reader, b)) for b in told):
        return None
    draft = Draft("heading", block.span, "", content, group)
    decisive = [_take_facts(reader, b, draft) for b in told]
    if not any(decisive):
        return None
    return _told_below(reader, block, inside, draft, _HEADING_ORDINAL.match(reader.text, *content))


def _told_below(
    reader: Reader, block: Block, inside: list[Block], draft: Draft, number: re.Match[str] | None
) -> tuple[Draft, int]:
    start, end = draft.text_span
    if number is not None:
        draft.number = number["number"]
        draft.fields["number"] = Span(*number.span("number"))
        start = number.end()
    read_line(reader.words, draft, reader.text[start:end], start)
    last = max((b.span.end for b in inside), default=block.span.end)
    draft.span = Span(block.span.start, last)
    draft.sources = [reader.raw(draft.span)]
    return draft, last


def _holds_items(reader: Reader, inside: list[Block]) -> bool:
    """Whether facts stand below list items that are none: those are the items, and the heading names them."""
    told = [b for b in inside if b.kind == "item" and any(True for _ in _facts(reader, b))]
    parents = {b.parent for b in told if b.parent >= 0}
    return any(
        reader.blocks[k].kind == "item" and not any(True for _ in _facts(reader, reader.blocks[k]))
        for k in parents
    )


def numbered_headings(reader: Reader, indices: list[int]) -> dict[int, re.Match[str]]:
    """The sub-headings of a section that are its items: several, all numbered, with prose and facts below.

    Where one of them has prose alone and all begin with it, the lists below the others are their details.
    """
    blocks = [reader.blocks[k] for k in indices]
    headings = [k for k in indices if reader.blocks[k].kind == "heading"]
    told = [b for b in blocks if b.kind == "item" or (b.kind == "paragraph" and b.depth)]
    if len(headings) < 2 or any(b.kind == "table" for b in blocks):
        return {}
    if not all(any(True for _ in _facts(reader, b)) for b in told) and not _tell_by_prose(reader, indices):
        return {}
    contents = {k: reader.blocks[k].content for k in headings}
    found = {k: m for k, span in contents.items() if (m := _HEADING_ORDINAL.match(reader.text, *span))}
    return found if len(found) == len(headings) else {}


def _tell_by_prose(reader: Reader, indices: list[int]) -> bool:
    """Whether each heading stands above prose, none names a group, and each list belongs to the prose above.

    One of them has no list at all, and a line that ends with a colon leads to each list.
    """
    parts: list[list[Block]] = []
    for block in (reader.blocks[k] for k in indices):
        if block.kind == "heading":
            if _GROUP.search(reader.raw(block.content)):
                return False
            parts.append([])
        elif parts:
            parts[-1].append(block)
    if not all(part and part[0].kind == "paragraph" for part in parts):
        return False
    leads = [
        a
        for part in parts
        for a, b in pairwise(part)
        if (a.kind, a.depth, b.kind) == ("paragraph", 0, "item")
    ]
    if not all(reader.raw(a.content).rstrip(" *_").endswith((":", "：")) for a in leads):
        return False
    return not all(any(b.kind == "item" for b in part) for part in parts)


def paragraph_drafts(reader: Reader, block: Block, group: Group) -> Iterator[Draft]:
    """The items of a paragraph that says so: `**Action:** …`, or lines such as `1.Improve the review`."""
    match = LABEL_START.match(reader.text, block.content.start, block.content.end)
    if match is not None:
        claim = heading_claim(reader.words, match.group().strip("*_:： ")) or group.claim
        yield from _line_draft(reader, match.end(), block.content.end, group._replace(claim=claim), "")
    elif _ORDINAL.match(reader.text, block.content.start, block.content.end):
        for start, end in _lines(reader, block.content):
            if ordinal := _ORDINAL.match(reader.text, start, end):
                yield from _line_draft(reader, ordinal.end(), end, group, ordinal["number"])


def _line_draft(reader: Reader, start: int, end: int, group: Group, number: str) -> Iterator[Draft]:
    while start < end and reader.text[start] in "*_ \t\n":
        start += 1
    text = reader.text[start:end]
    if not text.strip() or is_placeholder(text):
        return
    draft = Draft("paragraph", Span(start, end), "", Span(start, end), group)
    draft.number = number
    read_line(reader.words, draft, text, start)
    draft.sources = [text]
    if draft.text:
        yield draft


def _lines(reader: Reader, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    while start < span.end:
        newline = reader.text.find("\n", start, span.end)
        end = span.end if newline < 0 else newline
        yield start, end
        start = end + 1
