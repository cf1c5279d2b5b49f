"""The text of an action item while facts are taken off its two ends."""

from __future__ import annotations

from rca.aliases import Vocabulary
from rca.parsing.drafts import Draft, Raw
from rca.text import Span


class Line:
    """The text of a draft while facts are taken off it."""

    def __init__(self, words: Vocabulary, draft: Draft, text: str, offset: int) -> None:
        self.words = words
        self.draft = draft
        self.text = text
        self.base = offset
        self.start = 0
        self.end = len(text.rstrip())

    def span(self, start: int, end: int) -> Span:
        """A span of the whole text from offsets into the line."""
        return Span(self.base + start, self.base + end)

    def rest(self) -> str:
        """What remains."""
        return self.text[self.start : self.end]

    def end_before(self, at: int, junk: str) -> None:
        """Let the text end before an offset and the signs there, but behind the end of its own emphasis."""
        self.end = len(self.text[:at].rstrip(junk))
        for mark in ("**", "__", "*", "_"):
            if self.text.startswith(mark, self.end, at):
                self.end += len(mark) * (self.text.count(mark, self.start, self.end) % 2)
                return

    def put(self, name: str, start: int, end: int) -> None:
        """Keep a value between two offsets as a fact."""
        while end > start and self.text[end - 1] in " \t\r\n,;":
            end -= 1
        while start < end and self.text[start] in " \t":
            start += 1
        self.draft.put(name, self.text[start:end], self.span(start, end))
        if name == "status":
            self.draft.claims.append(Raw(self.text[start:end], self.span(start, end)))

    def claim(self, start: int, end: int) -> None:
        """Keep a foreign state word."""
        self.draft.claims.append(Raw(self.text[start:end].strip(), self.span(start, end)))
        self.draft.fields.setdefault("status", self.span(start, end))
