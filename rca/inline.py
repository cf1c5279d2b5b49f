"""Inline Markdown read by regular expressions: the plain text of what is marked up.

Not a renderer: it takes markup away as a reader's eye does, in time linear in the length of the text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from rca.memory import remembered

# A search is fast where every branch begins with a literal, so what must not stand before follows it.
_SPECIAL = re.compile(r"[*_`~\[<&\\\n\t\xa0]")
_MEANT = re.compile(r"\*|`|\[|\\|~~|<[/!A-Za-z]|&[#\w]|_(?<!\w_)|_(?!\w)")
_SIMPLE = re.compile(
    r"`(?<![`\\]`)([^`\n]+)`(?!`)"
    r"|\*\*(?<![*\\\w]\*\*)(?=[^\s*])([^*`\[\\<&_~]+)(?<=[^\s*])\*\*(?![*\w])"
)
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(
    r"(?=[\\`\[!\]<*_~&])(?:(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<wiki>\[\[[^\[\]\n|]{1,300}(?:\|[^\[\]\n]{1,300})?\]\])"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,2000}){0,4}\)|\[[^\[\]\n]{0,300}\])?)"
    r"|(?P<tag><!--.{0,2000}?-->|</?[A-Za-z][^<>\n]{0,1000}>)"
    r"|(?P<run>\*+|_+|~~+)"
    r"|(?P<entity>&\#?\w{1,32};))",
    re.DOTALL,
)


@remembered
def plain(text: str) -> str:
    """A text without markup, white space folded; a title's stars that emphasise nothing stay."""
    if not _SPECIAL.search(text):
        return " ".join(text.split()) if "  " in text else text.strip()
    if _MEANT.search(text):
        parts = _SIMPLE.split(text)
        text = _strip(text) if _MEANT.search("".join(parts[::3])) else _joined(parts)
    return " ".join(text.split())


def has_words(text: str) -> bool:
    """Whether a text holds any letter or digit."""
    return text[:1].isalnum() or _ALPHANUMERIC.search(text) is not None


_ALPHANUMERIC = re.compile(r"[^\W_]")


def plain_cell(text: str) -> str:
    """A table cell without markup; there, an escaped bar is a bar in code spans, too."""
    return plain(text.replace("\\|", "|") if "\\|" in text else text)


def _joined(parts: list[str | Any]) -> str:
    """The parts of a text that simple markup splits, with what it holds: code, or bold words."""
    parts[1::3] = [code.strip() if code else "" for code in parts[1::3]]
    parts[2::3] = [bold or "" for bold in parts[2::3]]
    return "".join(parts)


def _strip(text: str) -> str:
    pieces = _Pieces(text)
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() >= at:
            at = pieces.take(match)
    return pieces.joined()


class _Pieces:
    """The parts of a text that markup does not take away."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.parts: list[str] = []
        self.brackets: list[int] = []
        self.runs: dict[str, list[int]] = {}
        self.fences: dict[int, list[int]] | None = None

    def take(self, match: re.Match[str]) -> int:
        """Take one token; the offset where the next may start."""
        kind = match.lastgroup
        if kind == "code":
            return self._code(match)
        if kind == "run":
            self._run(match)
        elif kind == "open":
            self.brackets.append(self._cut(match, match.group()))
        elif kind == "close":
            self._close(match)
        else:
            self._cut(match, _replacement(kind, match.group()))
        return match.end()

    def _cut(self, match: re.Match[str], instead: str) -> int:
        """Replace a token; the index of the part that stands for it."""
        self.parts += (self.text[self.at : match.start()], instead)
        self.at = match.end()
        return len(self.parts) - 1

    def _close(self, match: re.Match[str]) -> None:
        if len(match.group()) > 1 and self.brackets:
            self.parts[self.brackets.pop()] = ""
            self._cut(match, "")
        elif self.brackets:
            self.brackets.pop()

    def _code(self, match: re.Match[str]) -> int:
        end = self._code_end(match)
        if end is None:
            return match.end()
        self.parts += (
            self.text[self.at : match.start()],
            self.text[match.end() : end - len(match.group())].strip(),
        )
        self.at = end
        return end

    def _code_end(self, match: re.Match[str]) -> int | None:
        if self.fences is None:
            self.fences = {}
            for run in reversed(list(_TICKS.finditer(self.text))):
                self.fences.setdefault(len(run.group()), []).append(run.end())
        ends = self.fences.get(len(match.group()), [])
        while ends and ends[-1] <= match.end():
            ends.pop()
        return ends[-1] if ends else None

    def _run(self, match: re.Match[str]) -> None:
        before = self.text[match.start() - 1 : match.start()] or " "
        after = self.text[match.end() : match.end() + 1] or " "
        run = match.group()
        word = run[0] == "_" and before.isalnum() and after.isalnum()
        waiting = self.runs.setdefault(run, [])
        if waiting and not before.isspace() and not word:
            self.parts[waiting.pop()] = ""
            self._cut(match, "")
        elif not after.isspace() and not word and not (run[0] == "_" and before.isalnum()):
            waiting.append(self._cut(match, run))

    def joined(self) -> str:
        return "".join((*self.parts, self.text[self.at :]))


_TICKS = re.compile(r"`+")


def _replacement(kind: str | None, token: str) -> str:
    if kind == "escape":
        return token[1]
    if kind == "entity":
        return unescape(token)
    if kind == "wiki":
        return token[2:-2].rpartition("|")[2]
    return " " if token.startswith(("<br", "<BR", "<!--")) else ""


def run_start(text: str, end: int, first: int, characters: str) -> int:
    """Where the run of some characters that ends at an offset begins; not before `first`."""
    while end > first and text[end - 1] in characters:
        end -= 1
    return end
