"""Inline Markdown read by regular expressions: plain text, links, and references to issues.

Not a renderer: it takes markup away as a reader's eye does, in time linear in the length of the text.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import zip_longest
from typing import Any, NamedTuple

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
_LINK = re.compile(
    r"\[(?P<text>[^\[\]]{0,1000})\]"
    r"\(\s*<?(?P<url>[^()<>\s]{1,2000}(?:\([^()\s]{0,500}\)[^()<>\s]{0,2000}){0,4})>?[^()]{0,500}\)"
)
_URL = re.compile(r"https?://[^\s<>\"'`|\[\]{}]{1,2000}")
_TRACKER = re.compile(
    r"/(?:issues?|pull|pulls|pull-requests|merge_requests|work_items|tickets?|bugs?|browse|story"
    r"|task|tasks)"
    r"/(?:[\w.-]{1,100}/){0,4}[\w-]{0,60}\d|show_bug\.cgi\?id=\d|/-/issues/\d|[?&](?:issue|id|ticket)=\d"
)
_REFERENCE = re.compile(
    r"(?<![\w/.\-&])(?:[\w.-]{1,100}/[\w.-]{1,100}#\d{1,7}(?!\w)"
    r"|(?:GH-|\#)\d{1,7}(?![\w-])|[A-Z][A-Z0-9]{1,9}-\d{1,6}(?![\w.-]*\w))"
)
_SHORT_REFERENCE = re.compile(
    r"[#A-Z](?<![\w/.\-&].)(?:(?:(?<=#)|(?<=G)H-)\d{1,7}(?![\w-])"
    r"|(?<=[A-Z])[A-Z0-9]{1,9}-\d{1,6}(?![\w.-]*\w))"
)
_ELSEWHERE = re.compile(r"/[\w.-]{1,100}#\d")
_KEYED = re.compile(r"-(?<=[A-Z0-9]-)\d")
_NOT_TRACKERS = frozenset(
    "SEV P S RFC ADR UTF SHA ISO CVE CWE GPT PEP HTTP TLS MD RSA AES EC AWS UTC GMT INC INCIDENT PIR PM RCA"
    " IEC"
    " COVID MP BASE CRC ARM X US EU AP SA NA AF ME CA TIER LEVEL PHASE STEP AI AR H F GAP ECE".split()
)
_NUMBERED = (
    "item|step|cause|factor|rule|phase|attempt|lesson|gap|deploy|build|run|point|option|node|batch|shard"
    "|incident|rank|no|no.|number"
).split("|")
_NOT_ISSUE = tuple(word + ending for word in _NUMBERED for ending in (" ", "s "))
"""What stands before a number that is none of an issue: `step #2`."""


class Link(NamedTuple):
    """A Markdown link: its text, its target, and where it stands in the text that was searched."""

    text: str
    url: str
    start: int
    end: int


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
    held = (
        code.strip() if code is not None else bold
        for code, bold in zip(parts[1::3], parts[2::3], strict=True)
    )
    return "".join(part for pair in zip_longest(parts[::3], held, fillvalue="") for part in pair)


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


def links(text: str) -> list[Link]:
    """The Markdown links of a text, in order."""
    if "](" not in text:
        return []
    return [Link(m["text"], m["url"], m.start(), m.end()) for m in _LINK.finditer(text)]


def is_tracker(url: str) -> bool:
    """Whether an address is that of an issue, a ticket or a pull request."""
    return bool(_TRACKER.search(url))


def evidence(text: str) -> tuple[str, ...]:
    """Everything that a text points at: addresses, link targets, issue references, commits, code spans."""
    if _DAY.fullmatch(text):
        return ()
    found = [(link.start, link.url) for link in links(text)]
    bare = _LINK.sub(lambda m: " " * len(m.group()), text) if found else text
    if "`" in bare:
        found += [(m.start(), m.group().strip("` ")) for m in _CODE.finditer(bare)]
        bare = _CODE.sub(lambda m: " " * len(m.group()), bare)
    if "://" in bare:
        found += [(m.start(), trim_url(m.group())) for m in _URL.finditer(bare)]
        bare = _URL.sub(lambda m: " " * len(m.group()), bare)
    found += _references(bare)
    found += [(m.start(), m.group(1)) for m in _COMMIT.finditer(bare)]
    return tuple(dict.fromkeys(value for _, value in sorted(found)))


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: verified)?")
_COMMIT = re.compile(r"(?<![\w/])([0-9a-f]{7,40})(?!\w)(?<=[a-f0-9])(?=\W|$)")


def issue_references(text: str, targets: dict[str, str] | None = None) -> tuple[str, ...]:
    """Issues and pull requests that a text refers to, as written and in order.

    `#12`, `owner/repo#12`, tracker keys, and addresses of issues; a link to one counts by its address, and
    `targets` gives the addresses of reference links (`[text][name]`), by lower-case name.
    """
    found: list[tuple[int, str]] = []
    if "](" in text:
        text = _LINK.sub(lambda m: _linked(m, found), text)
    if targets and "[" in text:
        text = _NAMED.sub(lambda m: _named(m, targets, found), text)
    if "://" in text:
        text = _URL.sub(lambda m: _bare(m, found), text)
    if "`" in text:
        text = _CODE.sub(lambda m: " " * len(m.group()), text)
    if "#" in text or _KEYED.search(text):
        found += _references(text)
    if len(found) > 1:
        found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(value for _, value in found))


_CODE = re.compile(r"`[^`]{1,500}`")
_NAMED = re.compile(r"\[([^\[\]]{1,300})\](?:\[([^\[\]]{0,300})\])?")


def _linked(match: re.Match[str], found: list[tuple[int, str]]) -> str:
    url = match["url"]
    if is_tracker(url):
        found.append((match.start(), url))
        return " " * len(match.group())
    return " " + match["text"] + " " * (len(match.group()) - len(match["text"]) - 1)


def _named(match: re.Match[str], targets: dict[str, str], found: list[tuple[int, str]]) -> str:
    url = targets.get((match[2] or match[1]).casefold())
    if url is None:
        return match.group()
    if is_tracker(url):
        found.append((match.start(), url))
        return " " * len(match.group())
    return " " + match[1] + " " * (len(match.group()) - len(match[1]) - 1)


def _bare(match: re.Match[str], found: list[tuple[int, str]]) -> str:
    url = trim_url(match.group())
    if is_tracker(url):
        found.append((match.start(), url))
    return " " * len(match.group())


def run_start(text: str, end: int, first: int, characters: str) -> int:
    """Where the run of some characters that ends at an offset begins; not before `first`."""
    while end > first and text[end - 1] in characters:
        end -= 1
    return end


def trim_url(url: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while url and (url[-1] in ".,;:!?*_'" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def _references(text: str) -> list[tuple[int, str]]:
    """Numbers and keys of issues, and where they stand; one of another repository has a `/` and a `#`."""
    pattern = _REFERENCE if "/" in text and _ELSEWHERE.search(text) else _SHORT_REFERENCE
    return [(m.start(), m.group()) for m in pattern.finditer(text) if _is_reference(text, m)]


def _is_reference(text: str, match: re.Match[str]) -> bool:
    token = match.group()
    if "#" not in token and not token.startswith("GH-"):
        return token.rpartition("-")[0] not in _NOT_TRACKERS
    if "/" in token:
        return True
    return not text[max(0, match.start() - 12) : match.start()].casefold().endswith(_NOT_ISSUE)
