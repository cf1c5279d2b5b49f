"""Headings, labels, columns and state words to canonical names; a team's own words come from `[aliases]`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rca import columns, labels, languages, more_labels, more_languages, more_words, words
from rca.inline import plain
from rca.memory import remembered
from rca.patterns import FIND, STEMS
from rca.stems import told_section

_HEADINGS = (words, languages, more_languages, more_words)
"""The modules of headings; a word of an earlier one wins."""

Words = Mapping[str, tuple[str, ...]]
Aliases = Mapping[str, Mapping[str, tuple[str, ...]]]

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*|#|№")
_APOSTROPHE = re.compile(r"['’‘`´]")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,200})[)）\]】]")
_ASIDE = re.compile(r"[(（]([^()（）]{0,200})[)）]")
_NUMBERING = re.compile(
    r"^\W*(?:(?:phase|part|section|step|appendix|kapitel|abschnitt"
    r"|annex)\s+)?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,4}|[a-h])"
    r"\s*[.):—–-]+\s+|^\W*\d{1,3}(?:\.\d{1,3}){1,3}\s+|^\W*\d{1,2}\s+(?=\D)",
    re.IGNORECASE,
)
_LONGEST = 400
"""No heading with more characters is one of the sections."""
_SPLIT = re.compile(r"\s[—–|/·→+-]+\s|\s*[:：,;]\s+|—|\s+/\s*|[・、]")


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """A text as the tables of words hold it: lower case, words and `#` alone, single spaces."""
    whole = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", whole.casefold())))


_JOINTS = frozenset("and und et y e og och en и та dan ve và".split())
_SIGNS = frozenset("と与和及")
_AND = re.compile(
    rf"\s+(?:{'|'.join(sorted(_JOINTS))})\s+|(?<=[\u3040-\u9fff])[{''.join(sorted(_SIGNS))}](?=[\u3040-\u9fff])",
    re.IGNORECASE,
)
_MOST_WORDS = 12
"""No heading with more words is found by a pattern."""
_SHORT = 2
"""A part of a heading of two has no more spaces than this."""


class Heading(NamedTuple):
    """What a heading means."""

    name: str
    """Canonical section name; empty if no alias knows it."""
    is_sure: bool
    """Whether it means that beside any other heading, too."""
    is_exact: bool
    """Whether an alias says so, not a pattern."""
    text: str
    """The heading without markup."""


def _table(own: Words | None, *defaults: Words) -> dict[str, str]:
    """Word to canonical name; a team's words win, then the earlier name. The defaults are keys already."""
    table: dict[str, str] = {}
    for name, values in (own or {}).items():
        for word in values:
            table.setdefault(key(word) or word, name)
    for words_by_name in defaults:
        for name, values in words_by_name.items():
            for word in values:
                table.setdefault(key(word) if "'" in word or "ß" in word else word, name)
    for word in [word for word in table if not word.isascii()]:
        if (bare := _without_accents(word)).isascii():
            table.setdefault(bare, table[word])
        elif word[0] >= "\u3400":
            table.setdefault(word.translate(_TRADITIONAL), table[word])
    return table


_TRADITIONAL = str.maketrans(
    "动项计划总结时间线发现经过处复决关链来续进对应检测监响围损负责状态级别严类优级终开记录类报标题验"
    "诱预议训学优为么后触应设备传错误",
    "動項計劃總結時間線發現經過處復決關鏈來續進對應檢測監響圍損負責狀態級別嚴類優級終開記錄類報標題驗"
    "誘預議訓學優為麼後觸應設備傳錯誤",
)
"""Signs of Chinese headings, labels and states that are written in another way in Taiwan and Hong Kong."""


def _without_accents(word: str) -> str:
    """A word as a keyboard without its accents types it."""
    return unicodedata.normalize("NFD", word).translate(_ACCENTS)


_ACCENTS = dict.fromkeys(range(0x300, 0x370))
"""Combining accents, to be left out."""


class Vocabulary:
    """All aliases of a workspace: the defaults and its own."""

    def __init__(self, aliases: Aliases | None = None) -> None:
        own = aliases or {}
        self._sections = _table(own.get("sections"), *(module.SECTIONS for module in _HEADINGS))
        self._weak = _table(None, *(module.WEAK_SECTIONS for module in _HEADINGS))
        self._labels = _table(own.get("labels"), labels.LABELS, languages.LABELS, more_labels.LABELS)
        self._item_columns = _table(
            own.get("columns"), columns.ITEM_COLUMNS, languages.ITEM_COLUMNS, more_labels.ITEM_COLUMNS
        )
        self._timeline_columns = _table(
            own.get("columns"),
            columns.TIMELINE_COLUMNS,
            languages.TIMELINE_COLUMNS,
            more_labels.TIMELINE_COLUMNS,
        )
        self._states = _table(own.get("states"), labels.STATES, languages.STATES, more_labels.STATES)
        self._kinds = _table(None, columns.KINDS)
        self._headings: dict[str, Heading] = {}
        self.label = remembered(self._label)
        """Canonical name of a metadata label, empty if none."""
        self.item_column = remembered(self._item_column)
        """Canonical name of a column of an action table, empty if none."""
        self.timeline_column = remembered(self._timeline_column)
        """Canonical name of a column of a timeline, empty if none."""
        self.state = remembered(self._state)
        """What the longest words that a text begins with claim, empty if none."""
        self._longest = max(len(word.split()) for word in self._states)

    def heading(self, markup: str) -> Heading:
        """What a heading means, from its raw text."""
        known = self._headings.get(markup)
        if known is None:
            if len(self._headings) > 8192:
                self._headings.clear()
            known = self._headings[markup] = self._read_heading(plain(markup))
        return known

    def title(self, markup: str) -> Heading:
        """What the first heading of a document means: one that no alias knows is its title."""
        return self._by_alias(plain(markup))

    def _by_alias(self, text: str) -> Heading:
        """What the aliases say of a heading."""
        if len(text) > _LONGEST:
            return Heading("", False, False, text)
        weak = ""
        for candidate in _readings(text):
            if name := self._sections.get(candidate):
                return Heading(name, True, True, text)
            weak = weak or self._weak.get(candidate, "")
        return Heading(weak, False, bool(weak), text)

    def _read_heading(self, text: str) -> Heading:
        known = self._by_alias(text)
        if known.name or len(text) > _LONGEST:
            return known
        joined = self._joined(text) if _is_joined(text) else None
        if joined and joined.is_sure:
            return joined
        found = _by_pattern(text)
        return joined if joined and not found.name else found

    def _joined(self, text: str) -> Heading:
        """What a heading of two short parts means, surely if both are known: what has entries comes first."""
        parts = _AND.split(_without_number(_without_brackets(text)).strip())
        if len(parts) != 2 or any(part.count(" ") > _SHORT for part in parts):
            return Heading("", False, False, text)
        names = [name for part in parts if (name := self._sections.get(key(part)))]
        name = next((name for name in ("timeline", "action_items", *names) if name in names), "")
        return Heading(name, len(names) == 2, False, text)

    def _label(self, text: str) -> str:
        return self._labels.get(key(text), "") or self._labels.get(key(_BRACKETED.sub("", text)), "")

    def _item_column(self, text: str) -> str:
        return _column(text, self._item_columns)

    def _timeline_column(self, text: str) -> str:
        return _column(text, self._timeline_columns)

    def kind(self, text: str) -> str:
        """Canonical kind of an action, empty if none."""
        words_ = key(text).split()
        return self._kinds.get(" ".join(words_), "") or (self._kinds.get(words_[0], "") if words_ else "")

    def _state(self, text: str) -> str:
        found = key(text).split(" ", self._longest)
        for count in range(min(len(found), self._longest), 0, -1):
            if name := self._states.get(" ".join(found[:count])):
                return name
        return self._states.get(found[0][:2], "") if found[0] and not found[0].isascii() else ""

    def is_state(self, text: str) -> str:
        """What a text claims that is a state word and nothing else, empty if none."""
        return self._states.get(key(text), "")


def _is_joined(text: str) -> bool:
    """Whether a heading may be two with a word between them."""
    is_apart = _JOINTS.isdisjoint(text.lower().split())
    return not is_apart or (not text.isascii() and not _SIGNS.isdisjoint(text))


def _column(text: str, table: dict[str, str]) -> str:
    whole = key(text)
    name = table.get(whole) or table.get(key(_BRACKETED.sub(" ", text)))
    if name is None and whole:
        parts = [key(part) for part in re.split(r"[/&,]| or | and ", text)]
        name = next((table[part] for part in parts if part in table), None)
    return name or ""


def _without_brackets(text: str) -> str:
    """A text without what stands in brackets; most headings have none."""
    may_have = "(" in text or "[" in text or "（" in text or "【" in text
    return _BRACKETED.sub(" ", text) if may_have else text


def _without_number(text: str) -> str:
    """A text without the number that it begins with."""
    number = _NUMBERING.match(text)
    return text[number.end() :] if number else text


_SAYS_TIMELINE = re.compile(r"\s*(?:the )?timeline\s*(?:$|[,;:/–—]|(?:in|all times)\s)", re.IGNORECASE)


def _readings(text: str) -> Iterable[str]:
    """The texts that a heading can be looked up by, best first."""
    first = key(text)
    yield first.removeprefix("# ").removesuffix(" #")
    whole = _without_brackets(text).strip()
    has_brackets = whole != text
    if has_brackets:
        if "imeline" in text and any(map(_SAYS_TIMELINE.match, _BRACKETED.findall(text))):
            yield "timeline"  # `What happened (timeline, UTC)` says which of the two it is
        yield key(whole)
    bare = _without_number(whole).strip()
    if "&" in whole:
        yield key(bare.replace("&", " and "))
    if bare != whole:
        yield key(bare)
    if has_brackets:
        yield from map(key, _BRACKETED.findall(text))
    parts = _SPLIT.split(bare)
    if len(parts) > 1:
        yield from (key(_without_number(part)) for part in (parts[0], parts[-1]))


def _by_pattern(text: str) -> Heading:
    """What a pattern finds in the words of a heading, or else in those in its brackets."""
    if "://" in text:
        return Heading("", False, False, text)
    bare = _without_brackets(text)
    parts = (bare,) if bare == text else (bare, *filter(_has_words, _ASIDE.findall(text)))
    found = next((found for part in parts if (found := _find(text, part)).name), None)
    return found or Heading(told_section(key(_without_number(bare))), False, False, text)


def _has_words(inner: str) -> bool:
    """Whether brackets hold several words: `(Short-Term Remediation)`, not `(fix)`."""
    return " " in key(inner)


def _find(text: str, part: str) -> Heading:
    """What the first pattern that fits a part of a heading says of the whole."""
    found = key(_without_number(part))
    stems = [word[:4] for word in found.split(" ")]
    if len(stems) > _MOST_WORDS or (found.isascii() and STEMS.isdisjoint(stems)):
        return Heading("", False, False, text)
    hits = (Heading(name, sure, False, text) for name, sure, regex in FIND if regex.search(found))
    return next(hits, Heading("", False, False, text))


@cache
def default_vocabulary() -> Vocabulary:
    """The words that come with rca."""
    return Vocabulary()


_VOCABULARIES: dict[str, Vocabulary] = {}


def vocabulary(aliases: Aliases | None) -> Vocabulary:
    """The vocabulary for `[aliases]` of a configuration; the same one for the same aliases."""
    if not aliases:
        return default_vocabulary()
    name = repr(aliases)
    if name not in _VOCABULARIES:
        _VOCABULARIES.clear()
        _VOCABULARIES[name] = Vocabulary(aliases)
    return _VOCABULARIES[name]
