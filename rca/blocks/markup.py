"""Markdown as HTML that nobody has made safe yet; `rca.html.prose` does, and fills in the places.

What is to become an id, a box or a place of the page is a mark in the text: a control character, a word that
the text cannot know, and a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token
from markdown_it.utils import EnvType

from rca.blocks.inline import find_addresses
from rca.blocks.outline import Block
from rca.blocks.plain_html import Resolve, fence, items, line, table
from rca.blocks.plain_inline import Piece, read_pieces
from rca.blocks.stretches import Stretch, stretches

_BOX = re.compile(r"\[([ xX])\]\s+")
_BOX_ALONE = re.compile(r"\[[ xX]\]\s*\n")
_MARKED = re.compile(r"\\|`|\*|_|\[|<[A-Za-z/!?]|&[#A-Za-z]|~~|\n(?<=[ \t]\n)|\n[ \t]")
"""Where the words of a text may not be what is seen."""
_DEFINES = re.compile(r"^[ \t>*+\-\d.)]*\[(?:\\.|[^\[\]\\])+\]:", re.MULTILINE)
"""What no text is without that defines a reference, which holds everywhere in it."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


class Heading(NamedTuple):
    """A heading of a page."""

    level: int
    """From 2: the title of the page is the one of level 1."""
    id: str
    text: str


class Part(NamedTuple):
    """HTML of whole blocks."""

    html: str
    is_plain: bool
    """Whether it was written here, of elements that are closed and words that are escaped."""


class Markup(NamedTuple):
    """HTML with marks in it."""

    parts: tuple[Part, ...]
    headings: tuple[Heading, ...]
    nonce: str
    """What tells these marks from what the text says."""
    has_html: bool
    """Whether the text has HTML of its own, which may open in one part and close in another."""

    @property
    def html(self) -> str:
        """All of it."""
        return "".join([part.html for part in self.parts])


def markup(markdown: str, resolve: Resolve, places: Callable[[str], int | None]) -> Markup:
    """HTML of a text without control characters; `places` tells by its text which paragraph is a place."""
    nonce = sha256(markdown.encode()).hexdigest()[:12]
    writing = _Writing(nonce, resolve, places)
    parts = tuple(writing.parts(markdown))
    return Markup(parts, tuple(writing.headings), nonce, writing.has_html)


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 80}).enable(["table", "strikethrough"])
    md.core.ruler.at("inline", _read_inline)
    return md


def _read_inline(state: StateCore) -> None:
    """What the library does, but for texts in which no mark can be, which are most: they are taken whole."""
    for token in state.tokens:
        if token.type == "inline":
            _read(token, state.md, state.env)


def _read(token: Token, md: MarkdownIt, env: EnvType) -> None:
    """Give a token its children."""
    if _MARKED.search(token.content):
        token.children = []
        md.inline.parse(token.content, md, env, token.children)
    else:
        token.children = [_text(token.content)] if token.content else []


def _inline_token(content: str) -> Token:
    """A text as the library holds it when it has read a block."""
    token = Token("inline", "", 0, content=content)
    state = StateCore("", _parser(), {}, [token])
    _read_inline(state)
    text_join(state)
    return token


def _rendered(tokens: Sequence[Token]) -> str:
    md = _parser()
    return str(md.renderer.render(tokens, md.options, {}))


class _Writing:
    """Goes through the tokens of a text."""

    def __init__(self, nonce: str, resolve: Resolve, places: Callable[[str], int | None]) -> None:
        self.nonce = nonce
        self.resolve = resolve
        self.places = places
        self.headings: list[Heading] = []
        self.names: set[str] = set()
        self.level = 1
        self.is_plain = True
        """Whether the library has written nothing of the part that is being written."""
        self.has_html = False

    def mark(self, kind: str, number: int = 0) -> str:
        """What stands for something that the page puts in."""
        return f"\x02{self.nonce}{kind}{number}\x03"

    def parts(self, text: str) -> Iterator[Part]:
        """The HTML of a text; what is plain in it needs no tokens."""
        if "]:" in text and _DEFINES.search(text):
            yield Part(self._stock(text), is_plain=False)
            return
        for found in stretches(text):
            self.is_plain = bool(found.blocks)
            html = self._plain(text, found) if found.blocks else self._stock(text[found.start : found.end])
            yield Part(html, self.is_plain)

    def _plain(self, text: str, found: Stretch) -> str:
        """The HTML of a plain block or list."""
        block = found.blocks[0]
        if block.kind == "item":
            return items(text, found.blocks, found.first, self._line)
        if block.kind == "table":
            return table(text, block, self._line)
        if block.kind == "fence":
            return fence(text, block.content)
        if block.kind == "rule":
            return "<hr />\n"
        content = text[block.content.start : block.content.end]
        return self._titled(block, content) if block.kind == "heading" else f"<p>{self._line(content)}</p>\n"

    def _titled(self, block: Block, content: str) -> str:
        pieces = self._pieces(content)
        if pieces is None:
            inline, opened = _inline_token(content), Token("heading_open", f"h{block.level}", 1)
            self._heading(opened, inline)
            self._inline(inline, after=opened)
            html = _rendered([inline])
        else:
            self._add(block.level, _one_line("".join(piece.words for piece in pieces)))
            html = f"{self.mark('head', len(self.headings) - 1)}{line(pieces, self.resolve)}"
        return f"<h{self.level}>{html}</h{self.level}>\n"

    def _line(self, content: str) -> str:
        """HTML of the text of one block."""
        if not (_MARKED.search(content) or "://" in content or "\ue000" in content):
            return escapeHtml(content)
        pieces = self._pieces(content)
        if pieces is None:
            inline = _inline_token(content)
            self._inline(inline, after=None)
            return _rendered([inline])
        box = _BOX.match(content) if content[0] == "[" else None
        if not box:
            return line(pieces, self.resolve)
        first = Piece("text", pieces[0].text[box.end() :])
        return f"{self.mark('box', int(box[1] != ' '))}{line((first, *pieces[1:]), self.resolve)}"

    def _pieces(self, content: str) -> tuple[Piece, ...] | None:
        """The parts of a text; None where the library has to read it."""
        if "\ue000" in content or _BOX_ALONE.match(content):
            return None
        return read_pieces(content)

    def _stock(self, text: str) -> str:
        return _rendered(list(self.blocks(_parser().parse(text))))

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens, changed where a page differs from what was written."""
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                self._heading(token, tokens[at + 1])
            elif token.type == "heading_close":
                token.tag = f"h{self.level}"
            elif token.type == "inline":
                self._inline(token, after=tokens[at - 1] if at else None)
            elif token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", "")):
                token.attrs["class"] = str(style).removeprefix("text-align:")
            elif token.type == "fence":
                token.info = ""
            elif token.type == "html_block":
                self.has_html = True
            yield token

    def _heading(self, token: Token, inline: Token) -> None:
        self._add(int(token.tag[1:]), _words(inline.children or ()))
        token.tag = f"h{self.level}"

    def _add(self, level: int, text: str) -> None:
        """A level is never skipped: those who hear the page go from one to the next."""
        self.level = min(max(level, 2), self.level + 1)
        self.headings.append(Heading(self.level, self._name(text), text))

    def _name(self, text: str) -> str:
        """An id out of a heading's words, which another heading of the page does not have."""
        name = stem = "-".join(re.findall(r"\w+", text.casefold()))[:80] or "section"
        count = 1
        while name in self.names:
            count += 1
            name = f"{stem}-{count}"
        self.names.add(name)
        return name

    def _inline(self, token: Token, after: Token | None) -> None:
        self.is_plain = False
        if (place := self.places(token.content)) is not None:
            token.children = [_text(self.mark("place", place))]
            return
        children = list(self._words(token.children or ()))
        if after is not None and after.type == "heading_open":
            children.insert(0, _text(self.mark("head", len(self.headings) - 1)))
        elif children and children[0].type == "text" and (match := _BOX.match(children[0].content)):
            children[0].content = children[0].content[match.end() :]
            children.insert(0, _text(self.mark("box", int(match[1] != " "))))
        token.children = children

    def _words(self, children: Sequence[Token]) -> Iterator[Token]:
        within: list[bool] = []
        for token in children:
            if token.type == "link_open":
                href = self.resolve(str(token.attrs.get("href", "")))
                within.append(bool(href))
                token.attrs = {"href": href}
                if not href:
                    continue
            elif token.type == "link_close":
                if not within.pop():
                    continue
            elif token.type == "image":
                yield from self._image(token, is_linked=bool(within))
                continue
            elif token.type == "text" and not within and "://" in token.content:
                yield from _linked(token.content)
                continue
            elif token.type == "html_inline":
                self.has_html = True
            yield token

    def _image(self, token: Token, *, is_linked: bool) -> Iterator[Token]:
        """A page fetches nothing from elsewhere: a picture is a link to where it is."""
        source, words = str(token.attrs.get("src", "")), token.content or "image"
        if _WEB.match(source) and not is_linked:
            yield from _link(source, words)
        else:
            yield _text(words)


def _words(children: Sequence[Token]) -> str:
    parts = (child.content if child.type != "softbreak" else " " for child in children)
    kinds = {"text", "text_special", "code_inline", "softbreak", "image"}
    return "".join(part for part, child in zip(parts, children, strict=True) if child.type in kinds).strip()


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(href: str, words: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _one_line(text: str) -> str:
    return text.replace("\n", " ").strip()


def _linked(text: str) -> Iterator[Token]:
    """A text with its bare addresses as links."""
    at = 0
    for start, end in find_addresses(text):
        yield _text(text[at:start])
        yield from _link(text[start:end], text[start:end])
        at = end
    yield _text(text[at:])
