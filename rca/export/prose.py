"""Markdown as plain data for pages that are no HTML: nodes of a few kinds, text that is only ever text.

Inline: a text; `strong`, `em`, `strike`, `link` (`href`, empty where it leads nowhere outside) with content
`c`; `code`, `image` with `text`; `break`. Blocks: `p`, `quote` with `c`; `heading` with `level` and `c`;
`code` with `text`; `rule`; `list` with `ordered`, `start` and `items` (each `box` and `c`); `table` with
`align`, `widths` and `rows` of cells. HTML of a document keeps its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Node = str | dict[str, Any]
Nodes = list[Node]

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"'`|\[\]{}]+[^\s<>\"'`|\[\]{}.,;:!?)*_]")
_BOX = re.compile(r"\[([ xX])\]\s+")
_WRAPPING = {"strong": "strong", "em": "em", "s": "strike"}
_BEFORE = {"td": " ", "th": " "} | dict.fromkeys("br p div li tr summary h1 h2 h3".split(), "\n")
"""What parts the words of an element from those before it."""
_SILENT = frozenset({"script", "style", "head", "template", "noscript"})


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 80}).enable(["table", "strikethrough"])


def blocks(markdown: str) -> Nodes:
    """The blocks of a text."""
    return list(_Blocks(_parser().parse(markdown)).until(""))


def inlines(markdown: str) -> Nodes:
    """A text of one line, as in a cell."""
    return _inlines(_parser().parseInline(markdown)[0].children or ())


def plain(nodes: Sequence[Node]) -> str:
    """The words of inline nodes."""
    return "".join(_word(node) for node in nodes)


def _word(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node["t"] == "break":
        return "\n"
    return str(node["text"]) if "text" in node else plain(node.get("c", []))


class _Blocks:
    """Reads the tokens of blocks, container by container."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = iter(tokens)

    def until(self, end: str) -> Iterator[Node]:
        """The nodes up to a token that closes."""
        for token in self.tokens:
            if token.type == end:
                return
            yield from self._node(token)

    def _node(self, token: Token) -> Iterator[Node]:
        if token.type in ("paragraph_open", "heading_open"):
            yield from self._text(token)
        elif token.type in ("fence", "code_block"):
            yield {"t": "code", "text": token.content.rstrip("\n")}
        elif token.type == "hr":
            yield {"t": "rule"}
        elif token.type == "html_block":
            yield from ({"t": "p", "c": [text]} for text in words_of_html(token.content))
        elif token.type == "blockquote_open":
            yield {"t": "quote", "c": list(self.until("blockquote_close"))}
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield self._list(token)
        elif token.type == "table_open":
            yield self._table()

    def _text(self, token: Token) -> Iterator[Node]:
        inline = next(self.tokens)
        next(self.tokens)
        content = _inlines(inline.children or ())
        if token.type == "heading_open":
            yield {"t": "heading", "level": int(token.tag[1:]), "c": content}
        elif content:
            yield {"t": "p", "c": content}

    def _list(self, token: Token) -> Node:
        end = token.type.replace("_open", "_close")
        items = []
        for inner in self.tokens:
            if inner.type == end:
                break
            items.append(_item(list(self.until("list_item_close"))))
        ordered = token.type.startswith("ordered")
        return {"t": "list", "ordered": ordered, "start": int(token.attrGet("start") or 1), "items": items}

    def _table(self) -> Node:
        rows: list[list[Nodes]] = []
        align: list[str] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                align += [_side(token)] if token.type == "th_open" else []
                rows[-1].append(_inlines(next(self.tokens).children or ()))
        return {"t": "table", "align": align, "widths": widths(rows), "rows": rows}


def _side(token: Token) -> str:
    style = str(token.attrGet("style") or "")
    return style.removeprefix("text-align:") or "left"


def widths(rows: Sequence[Sequence[Nodes]]) -> list[float]:
    """How much room each column of a table wants, beside the others."""
    found = []
    for column in zip(*rows, strict=False):
        texts = [plain(cell) for cell in column]
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        found.append(float(min(max(*map(len, texts), longest, 4), 48)))
    return found


def _item(content: Nodes) -> dict[str, Any]:
    """A list item, its box taken off its text."""
    first = content[0] if content else None
    words = first["c"] if isinstance(first, dict) and first["t"] == "p" else ()
    if words and isinstance(words[0], str) and (match := _BOX.match(words[0])):
        rest = [words[0][match.end() :], *words[1:]]
        return {"box": match[1] != " ", "c": [{"t": "p", "c": [word for word in rest if word]}, *content[1:]]}
    return {"box": None, "c": content}


def _inlines(tokens: Sequence[Token]) -> Nodes:
    return _Inlines(tokens).until("")


class _Inlines:
    """Reads the tokens of a line of text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = iter(tokens)

    def until(self, end: str) -> Nodes:
        """The nodes up to a token that closes, texts that touch joined."""
        nodes: Nodes = []
        for token in self.tokens:
            if token.type == end:
                break
            for node in self._node(token):
                if nodes and isinstance(node, str) and isinstance(nodes[-1], str):
                    nodes[-1] += node
                elif node:
                    nodes.append(node)
        return nodes if end == "link_close" else [part for node in nodes for part in _linked(node)]

    def _node(self, token: Token) -> Iterator[Node]:
        kind = token.type.removesuffix("_open")
        if token.type in ("text", "text_special"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield {"t": "break"}
        elif token.type == "code_inline":
            yield {"t": "code", "text": token.content}
        elif token.type == "image":
            yield {"t": "image", "text": token.content or "image"}
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
            yield {"t": "link", "href": outside(href), "c": self.until("link_close")}
        elif kind in _WRAPPING:
            yield {"t": _WRAPPING[kind], "c": self.until(f"{kind}_close")}
        elif token.type == "html_inline":
            yield from _inline_html(token.content)


def outside(href: str) -> str:
    """An address that leads somewhere from anywhere; empty for one that does not."""
    return href if _ADDRESS.fullmatch(href) else ""


def _inline_html(tag: str) -> Iterator[Node]:
    if re.match(r"<br\b", tag, re.IGNORECASE):
        yield {"t": "break"}


def _linked(node: Node) -> Iterator[Node]:
    """A text with its bare addresses as links."""
    if not isinstance(node, str) or "://" not in node:
        yield node
        return
    at = 0
    for match in _BARE.finditer(node):
        if match.start() > at:
            yield node[at : match.start()]
        yield {"t": "link", "href": match[0], "c": [match[0]]}
        at = match.end()
    if at < len(node):
        yield node[at:]


class _Words(HTMLParser):
    """Collects the words of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        self.silent += tag in _SILENT
        self.parts.append(_BEFORE.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self.parts.append("\n" if tag in ("p", "div", "li", "tr", "summary", "details") else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def words_of_html(html: str) -> list[str]:
    """The lines of words that HTML shows; comments, scripts and styles show none."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = "".join(parser.parts).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]
