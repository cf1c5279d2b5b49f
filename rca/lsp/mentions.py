"""Where a text names incidents and items: `1455/2`, an id, the name of a document's file, "after item 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rca.folders import split_suffix
from rca.lsp.site import View
from rca.model import ActionItem
from rca.text import Span

_TOKEN = re.compile(r"[^\s|()\[\]{}<>\"'`,;:!?*#=]+")
_OWN = re.compile(
    r"\b(?:action\s+)?items?\s+(?P<numbers>#?\w+(?:(?:\s*[,&+/]\s*|\s+and\s+)#?\d\w*)*)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w/.-])\w[\w.-]*(?<=\w)(?![\w/])|(?<![\w/.-])\w(?![\w/])")
_ELSEWHERE = ("owner", "due", "status", "executed", "note", "facts")
"""Fields in which a dependency may be told, too."""


class Mention(NamedTuple):
    """Words that name an incident, or an item of one."""

    span: Span
    incident: str
    """As written; empty for the text's own."""
    number: str
    """Empty where the incident is meant."""


def mentions_at(view: View, offset: int) -> list[Mention]:
    """What the words at an offset may name, the likeliest first."""
    found = [*_own_at(view, offset), *_tokens_at(view.text.source.text, offset)]
    return [mention for mention in found if mention.span.start <= offset <= mention.span.end]


def _own_at(view: View, offset: int) -> Iterator[Mention]:
    for item in view.document.action_items:
        if _holds(item.span, offset):
            yield from own_mentions(view, item)
            if (place := item.fields.get("number")) is not None:
                yield Mention(place, "", item.number)


def own_mentions(view: View, item: ActionItem) -> Iterator[Mention]:
    """Items of the same document that an item waits for, each where its words name it."""
    text = view.text.source.text
    numbers = {other.number for other in view.document.action_items}
    if (cell := item.fields.get("depends")) is not None:
        for match in _NUMBER.finditer(text, *cell):
            if match[0] in numbers:
                yield Mention(Span(*match.span()), "", match[0])
    for place in [item.text_span, *(item.fields[name] for name in _ELSEWHERE if name in item.fields)]:
        for words in _OWN.finditer(text, *place):
            for match in _NUMBER.finditer(text, *words.span("numbers")):
                if match[0] in numbers and match[0] in item.depends_on:
                    yield Mention(Span(*match.span()), "", match[0])


def _tokens_at(text: str, offset: int) -> Iterator[Mention]:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = min((at for at in (text.find("\n", offset), text.find("\r", offset)) if at >= 0), default=len(text))
    for match in _TOKEN.finditer(text, start, end):
        if match.start() <= offset <= match.end():
            yield from _meant(match[0], match.start())


def _meant(token: str, start: int) -> Iterator[Mention]:
    """What a word can name: an item, a document's file, an incident."""
    word = token.rstrip(".")
    before, slash, last = word.rpartition("/")
    span = Span(start, start + len(word))
    if slash and before and last:
        yield Mention(span, before.rpartition("/")[2], last)
    bare = split_suffix(last)
    at = start + len(word) - len(last)
    yield Mention(Span(at, at + len(bare)), bare, "")


def id_mentions(text: str, incident: str) -> list[Span]:
    """Every place where a text holds an id as a word of its own."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(incident)}(?![\w-])")
    return [Span(*match.span()) for match in pattern.finditer(text)]


def item_mentions(text: str, number: str) -> Iterator[Mention]:
    """Every word `<something>/<number>` of a text."""
    pattern = re.compile(rf"(?<![\w./-])(?P<incident>[\w.-]+)/{re.escape(number)}(?![\w/-]|\.\w)")
    for match in pattern.finditer(text):
        yield Mention(Span(*match.span()), match["incident"], number)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
