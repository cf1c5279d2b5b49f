"""Which rows, list items and paragraphs of a document are its action items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.aliases import key
from rca.blocks import Block
from rca.inline import plain
from rca.model import Form
from rca.parsing.cells import heading_claim
from rca.parsing.drafts import Draft, Group, Raw
from rca.parsing.levels import is_placeholder
from rca.parsing.lines import read_line
from rca.parsing.reader import Reader
from rca.parsing.sections import BOLD_LINE, LABEL, Head, is_action_label, outermost
from rca.parsing.table_items import table_drafts
from rca.text import Span

_SKIPPED = re.compile(
    r"\bchecklist\b|\blegend\b|\bsign[- ]?off\b|\bsuccess criteria\b|\bglossary\b|\bopen questions\b|\bnon[- ]goals?\b"
    r"|^\W*(?:references?|links|notes?|questions?|appendix|definitions?|types|priorities|priority levels|key|out of scope)\W*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|who|how|why|where|when|which|is|are|do|does|did|should|could|can|was|were|will|would)\b.*\?$",
    re.IGNORECASE | re.DOTALL,
)
_LEGEND = re.compile(r"(?:\*\*|`)?(?P<word>[\w /-]{1,24}?)(?:\*\*|`)?\s*(?:[:：]|\s[-–—=])(?:\*\*)?\s+\S")
_BOLD_ONLY = re.compile(r"\s*(?:\*\*|__)(?P<text>[^*\n]{1,100}?)[:：]?(?:\*\*|__)[:：]?\s*$")
_TERMS = frozenset(
    "immediate immediately short term|short-term|long term|medium term|mid term|near term|now|next|later|soon|p0|p1|p2|p3|high|medium|low|critical"
    "|high priority|medium priority|low priority|technical|engineering|people|tooling|testing|code|infrastructure|infra|operations|ops|product|completed"
    "|done|open|in progress|planned|todo|backlog|short|long|urgent|communication|alerting|monitoring|tests|backend|frontend|ci|security".replace(
        "|", "\n"
    ).split("\n")
)
_LABEL_START = re.compile(
    r"(?:\*\*|__)?action(?: item)?s?(?: (?:taken|planned|required|needed))?(?: ?#?\d{1,3})?\s*[:：]",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"(?:action(?: item)?|item|task|todo)\s*#?\d{0,2}\W*(?:description\b.*)?$|\{\{", re.IGNORECASE
)


class Section:
    """One action section being read."""

    def __init__(self, reader: Reader, head: Head) -> None:
        self.reader = reader
        self.head = head
        self.indices = [i for i in reader.within(head.body)]
        self.base = Group("", heading_claim(reader.words, head.text), "", "")
        self.group = self.base
        self.skipped_below = 0
        """Level of a sub-heading whose section holds no items; 0 for none."""
        self.has_table = any(
            reader.blocks[i].kind == "table" and reader.blocks[i].parent < 0 for i in self.indices
        )


def item_drafts(reader: Reader, heads: list[Head]) -> list[Draft]:
    """The action items of a document, in order."""
    drafts: list[Draft] = []
    taken: list[Span] = []
    for head in outermost(heads, "action_items"):
        drafts += _of_section(Section(reader, head), heads)
        taken.append(head.body)
    if "ction" in reader.text:
        drafts += _labelled(reader, taken)
    return sorted(drafts, key=lambda draft: draft.span.start)


def _of_section(section: Section, heads: list[Head]) -> Iterator[Draft]:
    reader, head = section.reader, section.head
    inside = {h.index: h for h in heads if head.body.start <= h.span.start < head.body.end}
    parent, depth = _container(reader, head)
    details = _details(section, parent)
    is_bold = head.level == BOLD_LINE
    if is_bold and not _list_follows(section):
        return
    for index in section.indices:
        block = reader.blocks[index]
        if block.kind == "heading":
            _enter(section, block, inside.get(index))
        elif section.skipped_below or block.parent != parent:
            continue
        elif block.kind == "paragraph":
            if is_bold and _is_bold_line(reader, block):
                return
            _enter_bold(section, block)
            yield from _labelled_paragraph(reader, block, section.group)
        elif block.kind == "table":
            yield from table_drafts(reader, block, section.group)
        elif block.kind == "item" and block.depth == depth and index not in details:
            yield from _of_item(section, index, block)


def _container(reader: Reader, head: Head) -> tuple[int, int]:
    """Parent and depth of the blocks that stand directly in a section."""
    if head.level == LABEL and reader.blocks[head.index].kind == "item":
        return head.index, reader.blocks[head.index].depth + 1
    return reader.blocks[head.index].parent, reader.blocks[head.index].depth


def _list_follows(section: Section) -> bool:
    """Whether a list or table comes directly after a bold line, or after one line that introduces it."""
    reader = section.reader
    kinds = [
        reader.blocks[i].kind
        for i in section.indices[:2]
        if reader.blocks[i].span.start >= section.head.span.end
    ]
    return bool(kinds) and kinds[0] in ("item", "table")


def _enter(section: Section, block: Block, head: Head | None) -> None:
    """A sub-heading: it names a group, or begins a part without items."""
    if section.skipped_below and block.level > section.skipped_below:
        return
    section.skipped_below = 0
    text = head.text if head else plain(section.reader.raw(block.content))
    is_other = head is not None and head.name not in ("", "action_items")
    if is_other or _SKIPPED.search(text):
        section.skipped_below = block.level
        return
    section.group = _group(section, text)


def _group(section: Section, text: str) -> Group:
    words = section.reader.words
    claim = heading_claim(words, text) or section.base.claim
    priority = re.search(r"\bP[0-5]\b|\b(?:high|medium|low|critical) priority\b", text, re.IGNORECASE)
    return Group(text, claim, words.kind(text), priority.group() if priority else "")


def _enter_bold(section: Section, block: Block) -> None:
    """A paragraph that is one bold line names a group."""
    match = _BOLD_ONLY.match(section.reader.raw(block.content))
    if match and not _SKIPPED.search(match["text"]):
        section.group = _group(section, plain(match["text"]))


def _is_bold_line(reader: Reader, block: Block) -> bool:
    return bool(_BOLD_ONLY.match(reader.raw(block.content)))


def _details(section: Section, parent: int) -> set[int]:
    """Bullets between the numbers of one numbered list: details of the number before them, written without indent."""
    blocks = section.reader.blocks
    found: set[int] = set()
    waiting: list[int] = []
    last = 0
    for index in section.indices:
        block = blocks[index]
        if block.kind == "heading":
            waiting, last = [], 0
        elif block.kind == "item" and block.parent == parent:
            if block.marker[0].isdigit():
                number = int(block.marker[:-1])
                if last and number == last + 1:
                    found.update(waiting)
                waiting, last = [], number
            elif last:
                waiting.append(index)
                if found:
                    found.add(index)
    return found


def _of_item(section: Section, index: int, block: Block) -> Iterator[Draft]:
    reader = section.reader
    raw = reader.raw(block.content)
    if not _is_action(section, raw, block):
        return
    children = [
        k
        for k in _below(reader, index)
        if reader.blocks[k].kind == "item" and reader.blocks[k].parent == index
    ]
    if children and _is_group(section, raw, block):
        outer = section.group
        section.group = _group(section, plain(raw).rstrip(":： "))
        for child in children:
            yield from _of_item(section, child, reader.blocks[child])
        section.group = outer
        return
    yield _item_draft(reader, index, block, section.group)


def _below(reader: Reader, index: int) -> range:
    """Indices of the blocks inside an item."""
    end = reader.blocks[index].span.end
    stop = index + 1
    while stop < len(reader.blocks) and reader.blocks[stop].span.start < end:
        stop += 1
    return range(index + 1, stop)


def _is_action(section: Section, raw: str, block: Block) -> bool:
    """Whether a list item promises something: no placeholder, and no legend of the types and priorities of a table."""
    text = plain(raw)
    if not any(c.isalnum() for c in text) or is_placeholder(text) or _TEMPLATE.match(text):
        return False
    if not block.box and _QUESTION.match(text):
        return False
    if section.has_table and not block.box and (match := _LEGEND.match(raw)):
        word = match["word"]
        words = section.reader.words
        if (
            words.kind(word)
            or words.is_state(word)
            or re.fullmatch(r"(?i)p\d|sev\W?\d|high|medium|low", word)
        ):
            return False
    return True


def _is_group(section: Section, raw: str, block: Block) -> bool:
    """Whether an item with nested items only names them: a bold or short label of a kind, term or team."""
    if block.box or block.marker[0].isdigit():
        return False
    match = _BOLD_ONLY.match(raw)
    text = plain(match["text"] if match else raw).rstrip(":： ")
    bare = key(text)
    is_known = (
        bare in _TERMS
        or bool(section.reader.words.kind(text))
        or bool(heading_claim(section.reader.words, text))
    )
    return (is_known and bare.count(" ") < 4) or (
        match is not None and raw.rstrip("*_ ").endswith((":", "：")) and bare.count(" ") < 4
    )


def _item_draft(reader: Reader, index: int, block: Block, group: Group) -> Draft:
    form: Form = "task" if block.box else "number" if block.marker[0].isdigit() else "bullet"
    draft = Draft(form, block.span, "", block.content, group)
    if form == "number" or block.marker[0].isdigit():
        draft.number = block.marker[:-1]
        draft.fields["number"] = Span(block.span.start, block.span.start + len(block.marker) - 1)
    if block.box:
        draft.box = reader.text[block.box.start + 1]
        draft.fields["box"] = block.box
    read_line(reader.words, draft, reader.raw(block.content), block.content.start)
    draft.sources = [reader.raw(Span(block.content.start, block.span.end))]
    _take_nested(reader, index, draft)
    if not draft.text:
        draft.text, draft.text_span = plain(reader.raw(block.content)), block.content
    return draft


_NESTED = re.compile(
    r"[*_]{0,3}(?P<key>owners?|assignees?|assigned to|due(?: date)?|deadline|eta|target(?: date)?|status|issue|ticket|tracking|priority|type|written"
    r"|executed|check|depends on|blocked by|verantwortlich|fällig)[*_]{0,3}\s?[:：][*_]{0,3}[ \t]*(?P<value>[^\n]+)",
    re.IGNORECASE,
)


def _take_nested(reader: Reader, index: int, draft: Draft) -> None:
    """Take facts off nested lines: `- Owner: x` below an item."""
    for k in _below(reader, index):
        block = reader.blocks[k]
        if block.kind != "paragraph" or block.content.start <= draft.text_span.start:
            continue
        for match in _NESTED.finditer(reader.text, block.content.start, block.content.end):
            before = reader.text[block.content.start : match.start()].rpartition("\n")[2]
            if before.strip():
                continue
            name = reader.words.item_column(match["key"])
            start = match.start("value")
            value = match["value"].rstrip(" \t\r*_")
            draft.put(name, value, Span(start, start + len(value)))
            if name == "status":
                draft.claims.append(Raw(value, Span(start, start + len(value))))


def _labelled(reader: Reader, taken: list[Span]) -> Iterator[Draft]:
    """Paragraphs outside the action sections that begin with a label such as `**Action:**`."""
    for block in reader.blocks:
        if (
            block.kind != "paragraph"
            or block.depth
            or not _LABEL_START.match(reader.text, block.content.start)
        ):
            continue
        if not any(span.start <= block.span.start < span.end for span in taken):
            yield from _labelled_paragraph(reader, block, Group())


def _labelled_paragraph(reader: Reader, block: Block, group: Group) -> Iterator[Draft]:
    match = _LABEL_START.match(reader.text, block.content.start, block.content.end)
    if match is None:
        return
    start = match.end()
    while start < block.content.end and reader.text[start] in "*_ \t":
        start += 1
    if not reader.text[start : block.content.end].strip():
        return
    claim = heading_claim(reader.words, match.group().strip("*_:： ")) or group.claim
    draft = Draft("paragraph", block.span, "", Span(start, block.content.end), group._replace(claim=claim))
    read_line(reader.words, draft, reader.text[start : block.content.end], start)
    draft.sources = [reader.text[start : block.content.end]]
    if draft.text:
        yield draft


__all__ = ["is_action_label", "item_drafts"]
