"""Inline nodes as markup: HTML, or the XHTML of a wiki."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rca.export.prose import Node


class Markup(NamedTuple):
    """How a format writes what all of them have."""

    text: Callable[[str], str]
    """A text without markup in it."""
    attribute: Callable[[str], str]
    """A value in its quotes."""
    line_break: str
    tags: Mapping[str, str]
    """Of strong, em and strike."""
    of_links: str = ""
    """Attributes of every link."""

    def inlines(self, nodes: Iterable[Node]) -> str:
        """The text of a block."""
        return "".join(map(self._inline, nodes))

    def cited(self, references: Iterable[tuple[str, str]]) -> str:
        """What a claim rests on, below each other."""
        links = (self._link(to, self.text(words)) for words, to in references)
        return self.line_break.join(links)

    def _inline(self, node: Node) -> str:
        if isinstance(node, str):
            return self.text(node)
        kind = node["t"]
        if kind == "break":
            return self.line_break
        if kind == "code":
            return f"<code>{self.text(node['text'])}</code>"
        if kind == "image":
            return self.text(f"[{node['text']}]")
        inner = self.inlines(node["c"])
        if kind == "link":
            return self._link(node["href"], inner)
        return f"<{self.tags[kind]}>{inner}</{self.tags[kind]}>"

    def _link(self, href: str, inner: str) -> str:
        return f"<a href={self.attribute(href)}{self.of_links}>{inner}</a>" if href else inner
