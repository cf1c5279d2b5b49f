"""What a text points at: links, addresses, commits, and references to issues, by regular expressions."""

from __future__ import annotations

import re
from typing import NamedTuple

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
_CHAIN = re.compile(r"(?<![\w/.\-&])#\d{1,7}(?:/#\d{1,7}){1,20}(?![\w-])")
_NEXT = re.compile(r"(?<=/)#\d{1,7}")
"""The references behind the first of `#12/#13`."""
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
    if "ug " in text:
        found += [(m.start(), m.group()) for m in _BUG.finditer(text)]
    if len(found) > 1:
        found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys([value for _, value in found])) if found else ()


_BUG = re.compile(r"\b[Bb]ug \d{4,9}\b")
"""The number of a bug in a tracker that has no other keys."""
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


def trim_url(url: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while url and (url[-1] in ".,;:!?*_'" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def _references(text: str) -> list[tuple[int, str]]:
    """Numbers and keys of issues, and where they stand; one of another repository has a `/` and a `#`."""
    pattern = _REFERENCE if "/" in text and _ELSEWHERE.search(text) else _SHORT_REFERENCE
    found = [(m.start(), m.group()) for m in pattern.finditer(text) if _is_reference(text, m)]
    if "/#" in text:
        chains = (_NEXT.finditer(text, *chain.span()) for chain in _CHAIN.finditer(text))
        found = sorted(found + [(m.start(), m.group()) for chain in chains for m in chain])
    return found


def _is_reference(text: str, match: re.Match[str]) -> bool:
    token = match.group()
    if "#" not in token and not token.startswith("GH-"):
        return token.rpartition("-")[0] not in _NOT_TRACKERS
    if "/" in token:
        return True
    at = match.start()
    return not (text[at - 1 : at] == " " and text[max(0, at - 12) : at].casefold().endswith(_NOT_ISSUE))
