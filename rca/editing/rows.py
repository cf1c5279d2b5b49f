"""An action item that is no row yet, as the cells of one: facts in their columns, the rest as notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rca.blocks import Block, Outline
from rca.citations import issue_references
from rca.editing.brackets import KEYS
from rca.editing.evidence import as_reference
from rca.editing.executed import Style, add, segments
from rca.editing.lines import line_start
from rca.model import ActionItem
from rca.text import Source, Span

FIELDS = ("owner", "due", "issue", "priority", "kind", "check", "written", "executed")
"""Facts with a column of their own."""

LABELS = frozenset(
    (*KEYS.values(), *"action item assignee status eta deadline by x completed taken planned needed".split())
)
"""Words that a column's header stands for."""

_LABEL_BEFORE = re.compile(r"[*_(\[]*[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2}[*_]*\s?[:：][*_\s]*$")
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[ \t]*(?:\\|  )?(?:\r\n?|\n)[ \t>]*")
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\](?:\([^()\n]{1,1000}\)|\[[^\[\]\n]{0,100}\])")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\(")
_EDGES = " \t\r\n:;,.|·–—-"
_BRACKETS = re.compile(r"\([\s.,;|]*\)")
_ALONE = re.compile(r"^[)\]*_]+(?=[\s.,;:]|$)|(?:^|(?<=\s))[(\[*_]+$")
"""Brackets and marks at an edge whose other half stands at a fact."""
_REFERS = re.compile(
    r"\b(?:see|track(?:ed|ing)|issues?|prs?|pull|requests?|merge|mrs?|tickets?|fix(?:ed)?|via|in|by|as|github|gh"
    r"|refs?|related|to|and|bug|jira|story|task|opened|filed|done|https?)\b",
    re.IGNORECASE,
)
_LONGEST_NOTE = 600
"""More characters than this are no reading matter for a cell."""
_LONGEST_CODE = 100
_CODE_LINES = 2


class _Piece(NamedTuple):
    """A part of an item that stands between its facts."""

    remark: str
    label: str
    """What only names the fact behind it."""


class Row(NamedTuple):
    """What becomes of an item."""

    cells: dict[str, str]
    """By field; also Status and Notes."""
    below: str
    """Blocks that no cell can hold, as they stand, their lines ended by LF; empty if there are none."""
    labels: str
    """What the headers of the columns say instead."""


class Rows:
    """The items of one document that are lines, as rows."""

    def __init__(self, source: Source, outline: Outline) -> None:
        self.source = source
        self.outline = outline

    def row(self, item: ActionItem, extent: Span) -> Row:
        """The row of an item that reaches over `extent`."""
        cells = {"number": item.number, "action": self.raw(item.text_span)}
        cells.update((n, self.raw(span)) for n, span in self._spans(item).items() if n in FIELDS)
        if "executed" in cells:
            cells["executed"] = _executed(item, cells["executed"])
        if "dropped" in item.fields:
            reason = self.raw(item.fields["dropped"])
            cells["executed"] = add(cells.get("executed", ""), f"dropped: {reason}")
        cells["Status"] = self._status(item)
        pieces = [piece for paragraph in self._own(item) for piece in self._left(item, paragraph)]
        kept, below = self._body(item, extent)
        remarks = [*(piece.remark for piece in pieces if piece.remark), *kept]
        cells["issue"] = ", ".join(filter(None, (cells.get("issue", ""), *filter(_is_reference, remarks))))
        cells["Notes"] = "<br>".join(text for text in remarks if not _is_reference(text))
        missing = _missing(item.issues, " ".join(cells.values()))
        cells["issue"] = ", ".join(filter(None, (cells["issue"], *missing)))
        return Row(cells, below, " ".join(piece.label for piece in pieces))

    def raw(self, span: Span) -> str:
        """A stretch of Markdown as one line."""
        return _BREAK.sub(" ", self.source.slice(span)).strip()

    def markers(self, span: Span) -> Counter[str]:
        """The words of a stretch that are no text: numbers of lists, boxes, languages of code."""
        inside = [b for b in self._inside(span) if b.kind in ("item", "fence")]
        boxes = (self.source.slice(b.box) for b in inside if b.box)
        return words(" ".join((*(b.marker for b in inside), *boxes)))

    # Facts

    def _spans(self, item: ActionItem) -> dict[str, Span]:
        """The places of an item's facts, each with the link that it is the text of."""
        return {name: self._whole(item, span) for name, span in item.fields.items()}

    def _whole(self, item: ActionItem, span: Span) -> Span:
        links = (m.span() for m in _LINK.finditer(self.source.text, item.span.start, item.span.end))
        around = (Span(*link) for link in links if link[0] < span.start and span.end < link[1])
        return next(around, span)

    def _status(self, item: ActionItem) -> str:
        if item.claim is None or item.claim.span in (None, item.fields.get("dropped")):
            return ""
        if item.claim.span == item.fields.get("box"):
            word = {"done": "Done", "open": "Open"}.get(item.claim.means, "")
            said = self.raw(item.fields["status"]) if "status" in item.fields else ""
            return " ".join(filter(None, (word, said)))
        return self.raw(self._whole(item, item.claim.span))

    # What an item says besides

    def _own(self, item: ActionItem) -> list[Span]:
        """The lines of an item itself: its heading or first paragraph, and whatever holds a fact."""
        inner = self._inside(item.span)
        first = [b.content for b in inner[:1] if b.kind == "heading"]
        paragraphs = [b.content for b in inner if b.kind == "paragraph"]
        if first or paragraphs:
            told = [p for p in paragraphs if self._tells(item, p)]
            return [*first, *told]
        return [item.span]

    def _tells(self, item: ActionItem, span: Span) -> bool:
        """Whether the text or a fact of an item stands in a stretch."""
        taken = [item.text_span, *item.fields.values(), *self._claimed(item)]
        return any(span.start <= part.start < span.end for part in taken)

    def _inside(self, span: Span) -> list[Block]:
        return [b for b in self.outline.blocks if span.start <= b.span.start < span.end]

    def _left(self, item: ActionItem, paragraph: Span) -> Iterator[_Piece]:
        """What of a paragraph is neither the action nor a fact."""
        spans = {name: span for name, span in self._spans(item).items() if name != "facts"}
        at = paragraph.start
        for span in sorted([item.text_span, *spans.values(), *self._claimed(item)]):
            yield _piece(self.source.text[at : max(at, min(span.start, paragraph.end))])
            at = max(at, span.end)
        yield _piece(self.source.text[at : max(at, paragraph.end)])

    def _claimed(self, item: ActionItem) -> Sequence[Span]:
        return [self._whole(item, item.claim.span)] if item.claim and item.claim.span else []

    # Blocks below

    def _body(self, item: ActionItem, extent: Span) -> tuple[list[str], str]:
        """The blocks below an item that tell no fact: as texts for a cell, or as they stand."""
        inner = self._inside(extent)[1:]
        untold = list(self._untold(item, inner))
        texts = [text for block in untold for text in self._in_cell(block)]
        if all(texts) and sum(map(len, texts)) <= _LONGEST_NOTE:
            return [text for text in texts if text], ""
        return [], "\n\n".join(self._as_it_stands(run) for run in _runs(self.source, untold))

    def _untold(self, item: ActionItem, blocks: Sequence[Block]) -> Iterator[Block]:
        """The outermost blocks that tell no fact."""
        end = 0
        for block in blocks:
            if block.span.start >= end and not self._tells(item, block.span):
                end = block.span.end
                yield block

    def _in_cell(self, block: Block) -> Iterator[str]:
        """The texts of a block, one for each paragraph in it; an empty one for what no cell can hold."""
        for inner in self._inside(block.span):
            if inner.kind == "paragraph":
                yield "" if _IMAGE.search(self.source.slice(inner.span)) else self.raw(inner.content)
            elif inner.kind in ("fence", "code"):
                yield self._code(inner)
            elif inner.kind not in ("item", "quote"):
                yield ""

    def _code(self, block: Block) -> str:
        """A short code block as code spans; empty for a longer one."""
        lines = [line.strip() for line in self.source.slice(block.content).splitlines()]
        code = "<br>".join(f"`{line}`" for line in lines)
        fits = 0 < len(lines) <= _CODE_LINES and all(lines) and len(code) <= _LONGEST_CODE
        return code if fits and not any("`" in line or "\\" in line for line in lines) else ""

    def _as_it_stands(self, blocks: Sequence[Block]) -> str:
        """Blocks that follow each other, without the indentation of the item around them."""
        start = line_start(self.source, blocks[0].span.start)
        lead = self.source.text[start : blocks[0].span.start]
        text = self.source.text[start : blocks[-1].span.end]
        return "\n".join(_dedented(line, len(lead)) for line in re.split(r"\r\n?|\n", text))


def _executed(item: ActionItem, text: str) -> str:
    """`staging 2026-05-21, prod —` as a cell has it: `staging: 2026-05-21; prod: —`."""
    style = Style(tuple(e.environment for e in item.executions), ": ")
    found = segments(text, style)
    if not found or not all(part.name for part in found):
        return text
    named = ((text[part.start : part.value].strip(" \t:："), text[part.value : part.end]) for part in found)
    return "; ".join(f"{name}: {said}" for name, said in named)


def _piece(text: str) -> _Piece:
    text = _BREAK.sub(" ", text)
    label = _LABEL_BEFORE.search(text)
    rest = text[: label.start()] if label else text
    if not words(rest) - Counter(dict.fromkeys(LABELS, len(rest))):
        return _Piece("", text)
    return _Piece(_tidy(rest), label.group() if label else "")


def _runs(source: Source, blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks by what stands between them: those with nothing but white space go together."""
    run: list[Block] = []
    for block in blocks:
        if run and source.text[run[-1].span.end : block.span.start].strip(" \t\r\n>"):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _dedented(line: str, width: int) -> str:
    lead = len(line) - len(line.lstrip(" \t>"))
    return line[min(lead, width) :].rstrip("\r\n")


def words(text: str) -> Counter[str]:
    """How often each word of a text stands in it."""
    return Counter(word.casefold() for word in _WORD.findall(text))


def _is_reference(text: str) -> bool:
    """Whether a remark is nothing but where something is tracked: `PR #12`, `[Issue](https://…/issues/3)`."""
    found = issue_references(text)
    if not found:
        return False
    rest = _LINK.sub(" ", text)
    for reference in found:
        rest = rest.replace(reference, " ")
    return not any(c.isalnum() for c in _REFERS.sub(" ", rest))


def _missing(issues: Iterable[str], said: str) -> Iterator[str]:
    """References that stand among the facts of an item or below it, and so in no cell yet."""
    return (as_reference(issue) for issue in issues if issue.rpartition("#")[2] not in said)


def _tidy(text: str) -> str:
    """A remark without the separators and brackets around it."""
    text = _ALONE.sub("", _BRACKETS.sub(" ", text).strip(_EDGES)).strip(_EDGES)
    while text.startswith("(") and text.endswith(")") and _balances(text[1:-1]):
        text = text[1:-1].strip(_EDGES)
    return text


def _balances(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
