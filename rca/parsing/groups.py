"""The part of a document that holds action items, and the group that the items being read stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rca.aliases import Vocabulary, key
from rca.blocks import Block
from rca.inline import plain
from rca.parsing.claimed import heading_claim, without_mark
from rca.parsing.drafts import Group
from rca.parsing.heads import BOLD_LINE, LABEL, Head
from rca.parsing.list_items import below, numbered_headings
from rca.parsing.reader import Reader

_SKIPPED = re.compile(
    r"\bchecklist\b|\blegend\b|\bsign[- ]?off\b|\bsuccess (?:criteria|metrics)\b|\bglossary\b"
    r"|\bopen questions\b|\bnon[- ]goals?\b"
    r"|检查清单|檢查清單|チェックリスト|체크리스트|lista de (?:verificación|verificação|comprobación)"
    r"|^\W*(?:references?|links|notes?|questions?|appendix|definitions?|types|priorities"
    r"|priority levels|key|out of scope)\W*$",
    re.IGNORECASE,
)
BOLD_ONLY = re.compile(r"\s*(?:\*\*|__)(?P<text>[^*\n]{1,100}?)[:：]?(?:\*\*|__)[:：]?\s*$")
"""A text that is one bold label."""

_PRIORITY = re.compile(r"\bP[0-5]\b|\b(?:high|medium|low|critical) priority\b", re.IGNORECASE)
_TERMS = frozenset(
    (
        "immediate|immediately|short term|long term|medium term|mid term|near term|now|next|later"
        "|soon|p0|p1|p2|p3"
        "|high|medium|low|critical|high priority|medium priority|low priority|technical|engineering"
        "|people|tooling"
        "|testing|code|infrastructure|infra|operations|ops|product|completed|done|open|in progress"
        "|planned|todo"
        "|backlog|short|long|urgent|communication|alerting|monitoring|tests|backend|frontend|ci|security"
    ).split("|")
)
_SHORT = 4
"""A group's name has fewer words than this and one."""
_SHORT_KIND = 3
"""So has one that only begins with the word for a kind: `Restore test every month` is an item."""


class Section:
    """One action section being read."""

    def __init__(self, reader: Reader, head: Head) -> None:
        self.reader = reader
        self.head = head
        self.indices = list(reader.within(head.body))
        self.base = Group("", heading_claim(reader.words, without_mark(head.text)), "", "")
        self.group = self.base
        self.claim = self.base.claim
        """What the last sub-heading, or that of the section, claims for a group that says nothing itself."""
        self.skipped_below = 0
        """Level of a sub-heading whose section holds no items; 0 for none."""
        self.taken_until = 0
        """Offset up to which the blocks belong to an item that is a heading."""
        blocks = reader.blocks
        is_inside = head.level == LABEL and blocks[head.at].kind == "item"
        self.parent = head.at if is_inside else blocks[head.at].parent
        self.depth = blocks[head.at].depth + is_inside
        self.numbered = numbered_headings(reader, self.indices)
        """Sub-headings that are items."""
        self.is_bold = head.level == BOLD_LINE
        self.has_table = any(blocks[i].kind == "table" and blocks[i].parent < 0 for i in self.indices)

    @cached_property
    def names(self) -> set[int]:
        """List items that only name the items below them."""
        return named_lists(self)

    @cached_property
    def details(self) -> set[int]:
        """List items that only tell more of the numbered item before them."""
        return details(self)

    def is_followed_by_list(self) -> bool:
        """Whether a list or table comes directly after the line that begins the section."""
        blocks = (self.reader.blocks[i] for i in self.indices)
        kind = next((b.kind for b in blocks if b.span.start >= self.head.span.end), "")
        return kind in ("item", "table")

    def enter_heading(self, block: Block, head: Head | None) -> None:
        """A sub-heading: it names a group, or begins a part without items."""
        if self.skipped_below and block.level > self.skipped_below:
            return
        self.skipped_below = 0
        text = head.text if head else plain(self.reader.raw(block.content))
        is_other = head is not None and head.name not in ("", "action_items")
        if is_other or _SKIPPED.search(text):
            self.skipped_below = block.level
        else:
            self.claim = self.base.claim
            self.group = self.named(text)
            self.claim = self.group.claim

    def enter_line(self, head: Head | None) -> bool:
        """A line that acts as a heading begins a part of its own; whether this is one."""
        if head is None or head.level != BOLD_LINE or head.at == self.head.at:
            return False
        is_other = head.name not in ("", "action_items")
        if is_other or self.skipped_below == BOLD_LINE:
            self.skipped_below = BOLD_LINE if is_other else 0
        return is_other

    def enter_bold(self, block: Block) -> None:
        """A paragraph that is one bold line names a group."""
        match = BOLD_ONLY.match(self.reader.raw(block.content))
        if match and _SKIPPED.search(match["text"]):
            self.skipped_below = BOLD_LINE
        elif match:
            self.group = self.named(plain(match["text"]))

    def leave_bold(self, block: Block) -> None:
        """The next bold line ends a part without items that one began."""
        if block.kind == "paragraph" and BOLD_ONLY.match(self.reader.raw(block.content)):
            self.skipped_below = 0

    def named(self, text: str) -> Group:
        """The group that a text names."""
        words = self.reader.words
        claim = heading_claim(words, text) or self.claim
        priority = _PRIORITY.search(text)
        return Group(text, claim, words.kind(text), priority.group() if priority else "")

    def is_hidden(self, block: Block) -> bool:
        """Whether a block belongs to a part without items, to another container, or to an item above it."""
        return bool(self.skipped_below) or block.parent != self.parent or block.span.start < self.taken_until


def is_group_name(words: Vocabulary, raw: str, block: Block) -> bool:
    """Whether an item with nested items only names them: a bold or short label of a kind, a term, a team."""
    if block.box or block.marker[0].isdigit():
        return False
    match = BOLD_ONLY.match(raw)
    text = plain(match["text"] if match else raw).rstrip(":： ")
    bare = key(text)
    if bare.count(" ") >= _SHORT:
        return False
    if match is not None and raw.rstrip("*_ ").endswith((":", "：")):
        return True
    is_kind = bare.count(" ") < _SHORT_KIND and bool(words.kind(text))
    return bare in _TERMS or is_kind or bool(heading_claim(words, text))


def named_lists(section: Section) -> set[int]:
    """Items that only name those nested in them: all of a list, each a few words and a colon."""
    reader = section.reader
    found: set[int] = set()
    for siblings in _lists(section):
        texts = [reader.raw(reader.blocks[k].content) for k in siblings]
        are_names = len(siblings) > 1 and all(_NAME.fullmatch(text) for text in texts)
        if are_names and all(any(reader.blocks[j].parent == k for j in below(reader, k)) for k in siblings):
            found.update(siblings)
    return found


_NAME = re.compile(
    r"[*_]{0,3}(?!(?:\w+ed|add|create|write|update|improve|enhance|extend|fix|review|remove|enable|disable"
    r"|document|move|set|make|ensure|introduce|implement|investigate|replace|use|run|test|change|configure"
    r"|define|build|deploy|automate|refactor|migrate|check|harden|verify|consider|schedule|establish"
    r"|rewrite|split|monitor) )"
    r"[^\W\d_](?:[^\s`]{0,40} ){0,4}[^\s`]{1,40}[:：][*_]{0,3}\s*",
    re.IGNORECASE,
)


def _lists(section: Section) -> Iterator[list[int]]:
    """The items of the section itself, list by list: what stands between two of them parts lists."""
    blocks = section.reader.blocks
    run: list[int] = []
    for index in section.indices:
        if blocks[index].parent != section.parent:
            continue
        if blocks[index].kind == "item":
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def details(section: Section) -> set[int]:
    """Bullets between the numbers of one list: details of the number before them, written without indent."""
    blocks = section.reader.blocks
    found: set[int] = set()
    waiting: list[int] = []
    last = 0
    for index in section.indices:
        block = blocks[index]
        if block.kind == "heading":
            waiting, last = [], 0
        elif block.kind != "item" or block.parent != section.parent:
            continue
        elif block.marker[0].isdigit():
            number = int(block.marker[:-1])
            if last and number == last + 1:
                found.update(waiting)
            waiting, last = [], number
        elif last and not block.box:
            waiting.append(index)
            if found:
                found.add(index)
    return found
