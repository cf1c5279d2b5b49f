"""What may be a heading: headings, bold lines, bold labels and plain lines, with what their words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from rca.aliases import Heading
from rca.blocks import Block
from rca.parsing.reader import Reader
from rca.text import Span

_BOLD = re.compile(
    r"(?:[✅❌⚠🔴🟢🟡🔍📋📝💡🎯🚨]\ufe0f?[ \t]*)?(?P<mark>\*\*"
    r"|__)(?P<label>[^*_\n][^*\n]{0,118}?)(?P=mark)(?P<colon>[ \t]*[:：])?"
)
_ASIDE = re.compile(r"^\s*[(（][^()（）]{1,60}[)）]")
_REMARK = re.compile(r"\s*[(（][^()（）]{1,200}[)）]\s*")
"""What may stand behind a bold line, over several lines: `(UTC; people's times are approximate)`."""
BOLD_LINE = 7
LABEL = 8


class Head(NamedTuple):
    """A heading, or a bold line or label that may act as one."""

    at: int
    """Index of its block."""
    level: int
    name: str
    is_sure: bool
    text: str
    span: Span
    body: Span
    has_rest: bool
    """Whether text follows on its own line."""


make_head = partial(tuple.__new__, Head)
"""From a tuple of its fields, for half the cost of `Head(…)`: a document has dozens."""


def candidates(reader: Reader) -> list[Head]:
    """All headings, and the bold lines and labels and plain lines that may act as headings, in order."""
    found: list[Head] = []
    blocks = reader.blocks
    text = reader.text
    titled = False
    is_bare = all(block[0] != "heading" for block in blocks)
    for index, block in enumerate(blocks):
        kind = block[0]
        if kind == "heading":
            if block.parent < 0 or blocks[block.parent].kind == "item":
                found.append(_heading(reader, index, block, not titled))
                titled = True
        elif (kind == "paragraph" or kind == "item") and not block[4]:  # noqa: PLR1714 (a tuple costs more)
            start, end = block[2]
            first = text[start : start + 1]
            if first == "*" or first == "_" or first > "\u2000":  # noqa: PLR1714
                head = _bold(reader, index, block)
                if kind == "paragraph" and text.find("\n**", start, end) > 0:
                    is_early = not any(other.name and other.level < BOLD_LINE for other in found)
                    found += [head] if head else []
                    found += _labels_below(reader, index, block) if is_early else ()
                    continue
            elif kind == "paragraph" and is_bare and text.find("\n", start, end) > 0:
                found += _lines_alone(reader, index, block)
                continue
            elif kind == "paragraph" and end - start <= _LONGEST_LINE:
                head = _plain_line(reader, index, block)
            else:
                continue
            found += [head] if head else []
    return found


_LONGEST_LINE = 40
_SHORT = 30
"""The name of a section in front of a dash has fewer characters."""


def _plain_line(reader: Reader, index: int, block: Block) -> Head | None:
    """The head that a paragraph of a few words is, which are the name of a section and nothing else."""
    span = block.content
    if block.parent >= 0 or index + 1 == len(reader.blocks):
        return None
    text = reader.raw(span).rstrip(":： ")
    if not text[:1].isupper() or "\n" in text or reader.blocks[index + 1].kind == "heading":
        return None
    return _named(reader, index, span)


_COLON_INSIDE = re.compile(r"[:：]\s*\S")


def _lines_alone(reader: Reader, index: int, block: Block) -> Iterator[Head]:
    """The heads that lines of a paragraph are, in a document without headings."""
    if block.parent >= 0:
        return
    start = block.content.start
    for line in reader.raw(block.content).split("\n"):
        span = Span(start, start + len(line.rstrip("\r")))
        start += len(line) + 1
        is_alone = line[:1].isupper() and not _COLON_INSIDE.search(line)
        if is_alone and span.end - span.start <= _LONGEST_LINE and (head := _named(reader, index, span)):
            yield head


def _named(reader: Reader, index: int, span: Span) -> Head | None:
    meaning = reader.words.heading(reader.raw(span).rstrip(":： \r"))
    if not (meaning.name and meaning.is_sure and meaning.is_exact):
        return None
    return Head(index, BOLD_LINE, meaning.name, True, meaning.text, span, span, False)


def _heading(reader: Reader, index: int, block: Block, is_first: bool) -> Head:
    is_title = is_first and block.level == 1
    read = reader.words.title if is_title else reader.words.heading
    meaning = read(reader.raw(block.content))
    name = meaning.name
    if is_title:
        may_be = meaning.is_exact and meaning.is_sure and not _has_fields(reader, index + 1)
        name = name if may_be and _is_section(reader, index, name) else ""
    return make_head((index, block.level, name, meaning.is_sure, meaning.text, block.span, block.span, False))


def _has_fields(reader: Reader, index: int) -> bool:
    """Whether a block holds fields of the incident, as what stands below a title does."""
    if index >= len(reader.blocks) or reader.blocks[index].kind not in ("paragraph", "item"):
        return False
    labels = _BOLD.finditer(reader.text, *reader.blocks[index].content)
    return any(reader.words.label(match["label"].rstrip(":： ")) in _FACTS for match in labels)


_FACTS = frozenset(("incident_id", "date", "severity", "status", "author", "started", "detected", "duration"))


def _is_section(reader: Reader, index: int, name: str) -> bool:
    """Whether the first heading is no title: one of several of its level, or the only summary."""
    later = [block for block in reader.blocks[index + 1 :] if block.kind == "heading"]
    if any(block.level == 1 for block in later):
        return True
    others = (reader.words.heading(reader.raw(block.content)).name for block in later)
    return name == "summary" and bool(later) and name not in others


def _bold(reader: Reader, index: int, block: Block) -> Head | None:
    """The head that a paragraph or item begins with, if it begins with a bold line or label."""
    match = _BOLD.match(reader.text, block.content.start, block.content.end)
    if match is None or _in_quote(reader, block):
        return None
    label = match["label"].rstrip()
    if not label:
        return None
    reader.bold.append(index)
    rest = reader.text[match.end() : block.content.end]
    is_line = not _ASIDE.sub("", rest.partition("\n")[0]).strip(" \t\r:：")
    if not (is_line or match["colon"] or label[-1] in ":：."):
        is_line = rest[-1:] in ")）" and bool(_REMARK.fullmatch(rest))
        if not is_line and not _is_dashed(reader, block, label, rest):
            return None
    meaning = reader.words.heading(label.rstrip(":：. "))
    is_label = block.kind == "item" or not is_line
    span = Span(block.content.start, match.end())
    return _head(index, meaning, is_label, span, not is_line)


def _is_dashed(reader: Reader, block: Block, label: str, rest: str) -> bool:
    """Whether a paragraph begins with the bold name of a section and a dash: `**Impact** — none`."""
    may_be = rest.startswith((" — ", " – ")) and len(label) < _SHORT and block.kind == "paragraph"
    return may_be and reader.words.heading(label).is_exact


_WITH_ENTRIES = frozenset(("action_items", "timeline"))
_LABEL_BELOW = re.compile(r"(?<=\n)\*\*(?P<label>[^*:：\n]{1,60})(?:[:：]\*\*|\*\*[:：])")


def _labels_below(reader: Reader, index: int, block: Block) -> Iterator[Head]:
    """The heads of the bold labels that further lines of a paragraph above the sections begin with."""
    if block.parent >= 0:
        return
    for match in _LABEL_BELOW.finditer(reader.text, *block.content):
        meaning = reader.words.heading(match["label"].rstrip())
        if meaning.name and meaning.is_exact and meaning.name not in _WITH_ENTRIES:
            yield _head(index, meaning, True, Span(*match.span()), True)


def _head(index: int, meaning: Heading, is_label: bool, span: Span, has_rest: bool) -> Head:
    is_sure = meaning.is_sure and (meaning.is_exact or not is_label)
    level = LABEL if is_label else BOLD_LINE
    return make_head((index, level, meaning.name, is_sure, meaning.text, span, span, has_rest))


def _in_quote(reader: Reader, block: Block) -> bool:
    return block.parent >= 0 and reader.blocks[block.parent].kind == "quote"


def outermost(heads: list[Head], name: str) -> list[Head]:
    """The heads of a name that do not stand inside another of it."""
    found: list[Head] = []
    for head in heads:
        if head.name == name and not (found and head.span.start < found[-1].body.end):
            found.append(head)
    return found
