"""The inline Markdown of one block as runs of text, each with its marks, its link and its line.

Reading documents needs none of it; a screen that shows one parses the blocks that are seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

Mark = Literal["strong", "emphasis", "code", "struck", "link", "image", "comment", "tag"]

HARD_BREAK = "\n"
"""The text of a run that ends a line; a line end that the author did not mean is a space."""

_SPECIAL = re.compile(r"[\\`*_\[\]<&!~\n]|https?:")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\[\]{}]+(?<![.,;:!?)*_])")
_BREAK = re.compile(r"<br\s*/?>\Z", re.IGNORECASE)
_OPENING: dict[str, Mark] = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "struck",
    "link_open": "link",
}
_CLOSING = {name.replace("_open", "_close"): mark for name, mark in _OPENING.items()}
_LONGEST = 50_000
"""Characters of a block whose marks are read; a longer one is shown as it is written."""


class Run(NamedTuple):
    """A piece of text that looks the same throughout."""

    text: str
    marks: frozenset[Mark]
    url: str
    """Where a link leads."""
    line: int
    """How many line ends of the text stand before it."""


_PLAIN: frozenset[Mark] = frozenset()


def read_inline(text: str, addresses: Mapping[str, str]) -> list[Run]:
    """The runs of a block's text; `addresses` are those of reference links, by normalised name."""
    if len(text) > _LONGEST:
        return _as_written(text)
    if not _SPECIAL.search(text):
        return [Run(text, _PLAIN, "", 0)]
    md = _parser()
    references = {name: {"href": url, "title": ""} for name, url in addresses.items()}
    tokens = md.inline.parse(text, md, {"references": references}, [])
    return list(_Reading(text).runs(tokens))


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where bare addresses of the web stand in a text."""
    return (match.span() for match in _ADDRESS.finditer(text))


def reference_name(label: str) -> str:
    """The name of a reference link as `addresses` has it."""
    return normalizeReference(label)


def _as_written(text: str) -> list[Run]:
    runs = []
    for number, line in enumerate(text.split("\n")):
        runs += [Run(" ", _PLAIN, "", number - 1)] * bool(number) + [Run(line, _PLAIN, "", number)]
    return runs


class _State(StateInline):
    """Notes for each token where the text stood when it was made."""

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        token = super().pushPending()
        token.meta["at"] = self.pos
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 40})
    md.inline = _Inline()
    md.inline.ruler.enableOnly(
        "text newline escape backticks strikethrough emphasis link image autolink html_inline entity".split()
    )
    return md


class _Reading:
    """Turns tokens into runs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 0
        self.marks: list[Mark] = []
        self.urls: list[str] = []

    def runs(self, tokens: list[Token]) -> Iterator[Run]:
        for token in tokens:
            self._go_to(token.meta.get("at", self.at))
            if token.type in _OPENING:
                self._open(token)
            elif token.type in _CLOSING:
                self._close(_CLOSING[token.type])
            else:
                yield from self._leaf(token)

    def _go_to(self, at: int) -> None:
        if at > self.at:
            self.line += self.text.count("\n", self.at, at)
            self.at = at

    def _open(self, token: Token) -> None:
        self.marks.append(_OPENING[token.type])
        if token.type == "link_open":
            self.urls.append(str(token.attrs.get("href", "")))

    def _close(self, mark: Mark) -> None:
        self.marks.remove(mark)
        if mark == "link":
            self.urls.pop()

    def _leaf(self, token: Token) -> Iterator[Run]:
        kind, content = token.type, token.content
        if kind == "softbreak":
            yield self._run(" ")
        elif kind == "hardbreak" or (kind == "html_inline" and _BREAK.match(content)):
            yield self._run(HARD_BREAK)
        elif kind == "html_inline":
            yield from self._lines(content, "comment" if content.startswith("<!--") else "tag")
        elif kind == "image":
            yield self._run(content.replace("\n", " "), "image", str(token.attrs.get("src", "")))
        elif kind == "code_inline":
            yield from self._code(token)
        elif content:
            yield from self._words(content)

    def _run(self, text: str, mark: Mark | None = None, url: str = "") -> Run:
        marks = frozenset((*self.marks, mark) if mark else self.marks)
        return Run(text, marks, url or (self.urls[-1] if self.urls else ""), self.line)

    def _lines(self, text: str, mark: Mark, before: int = 0) -> Iterator[Run]:
        for number, line in enumerate(text.split("\n"), start=before):
            run = self._run(line, mark)
            if number > before:
                yield run._replace(text=" ", line=run.line + number - 1)
            yield run._replace(line=run.line + number)

    def _code(self, token: Token) -> Iterator[Run]:
        """A code span; the parser has made spaces of its line ends, and may have cut one at each side."""
        start = self.at + len(token.markup)
        written = self.text[start : start + len(token.content) + 2]
        if "\n" not in written[: len(token.content)]:
            yield self._run(token.content, "code")
            return
        cut = written.replace("\n", " ").find(token.content)
        yield from self._lines(
            written[cut : cut + len(token.content)], "code", written.count("\n", 0, max(cut, 0))
        )

    def _words(self, text: str) -> Iterator[Run]:
        """A text in which bare addresses are links."""
        text = text.replace("\n", " ")
        at = 0
        for match in _ADDRESS.finditer(text) if "://" in text and not self.urls else ():
            if match.start() > at:
                yield self._run(text[at : match.start()])
            yield self._run(match[0], "link", match[0])
            at = match.end()
        if at < len(text):
            yield self._run(text[at:])
