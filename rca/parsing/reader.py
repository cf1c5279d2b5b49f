"""What every part of reading shares: the text, its blocks, the words, and what was noticed on the way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, tzinfo
from functools import cache
from typing import Any, Literal, NamedTuple, Protocol

from rca.aliases import Vocabulary, vocabulary
from rca.blocks import Block, Outline
from rca.inline import plain, plain_cell
from rca.text import Source, Span
from rca.zones import zone_of


class Settings(Protocol):
    """The part of a configuration that reading depends on; `rca.config.Config` has it."""

    @property
    def environments(self) -> tuple[str, ...]:
        """The environments that items are meant for, in order."""

    @property
    def timezone(self) -> str:
        """Zone of times that name none, as an IANA name; empty where they stay unknown."""

    @property
    def milestones(self) -> Mapping[str, date]:
        """Days of milestones by name."""

    @property
    def severities(self) -> Mapping[str, tuple[str, ...]]:
        """Levels and their other names, gravest first."""

    @property
    def aliases(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """A team's own words: kind, canonical name, words."""


class NoSettings(NamedTuple):
    """What a document is read with outside a workspace: zones that it doesn't name stay unknown."""

    environments: tuple[str, ...] = ()
    timezone: str = ""
    milestones: Mapping[str, date] = {}
    severities: Mapping[str, tuple[str, ...]] = {}
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = {}


Facts = dict[str, Any]
"""The fields of a model that is not validated yet."""

_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,300})\]:[ \t]*<?([^\s<>]{1,2000})>?", re.MULTILINE)


class Reader:
    """One document being read."""

    def __init__(self, source: Source, outline: Outline, settings: Settings, name: str) -> None:
        self.source = source
        self.text = source.text
        self.blocks: tuple[Block, ...] = outline.blocks
        self.settings = settings
        self.name = name
        self.words: Vocabulary = vocabulary(settings.aliases)
        self.diagnostics: list[Facts] = []
        self._targets: dict[str, str] | None = None
        self.zone: tzinfo | None = _zone(settings.timezone) if settings.timezone else None
        """The workspace's zone, for times that name none."""
        self.starts = [block[1][0] for block in self.blocks]
        """Where each block starts."""
        self.bold: list[int] = []
        """Paragraphs and items at the top level that begin with a bold label."""

    @property
    def targets(self) -> dict[str, str]:
        """Addresses of reference links, by lower-case name."""
        if self._targets is None:
            self._targets = _targets(self.text)
        return self._targets

    def plain(self, span: Span) -> str:
        """The text of a span, without markup."""
        return plain(self.text[span[0] : span[1]])

    def cell(self, span: Span) -> str:
        """The text of a table cell, without markup."""
        return plain_cell(self.text[span[0] : span[1]])

    def raw(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span[0] : span[1]]

    def note(self, rule: str, level: Literal["error", "warning", "info"], message: str, span: Span) -> None:
        """Remember something that the author should know."""
        self.diagnostics.append({"rule": rule, "level": level, "message": message, "span": span})

    def within(self, span: Span) -> range:
        """Indices of the blocks that start inside a span."""
        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))


def _targets(text: str) -> dict[str, str]:
    """Addresses of reference links, by lower-case name."""
    if "]: " not in text:
        return {}
    return {m[1].casefold(): m[2] for m in _DEFINITION.finditer(text)}


_zone = cache(zone_of)
