"""An action item that is a line: the text of a list item or a labelled paragraph, and the facts around its text.

Leading marks and references, trailing brackets (`(written: …, executed: …)`, `(#12)`, `(@alice)`, `(Due: …)`), labels in
the line (`Owner: x`), and what nested lines add, are taken off step by step; what remains is the action's own text.
"""

from __future__ import annotations

import re

from rca.aliases import Vocabulary, key
from rca.days import read_day
from rca.inline import is_tracker, links, plain
from rca.parsing.bracket import read_bracket
from rca.parsing.cells import LEADING_MARKS, TRAILING_MARKS, is_struck
from rca.parsing.drafts import Draft, Raw
from rca.text import Span

_BRACKET_BOX = re.compile(r"\[(N/?A|-|~|/|x|X| |✓|✔|✅)\](?=\s)", re.IGNORECASE)
_LEAD_WORD = re.compile(
    r"(?:\*\*)?\[?(?:\*\*)?(?P<word>[A-Za-z][A-Za-z0-9 /'’-]{0,24}?)(?:\*\*)?\]?(?:\*\*)?\s*(?P<end>[:：]|\s[—–-])(?:\*\*)?\s+"
)
_LEAD_BRACKET = re.compile(
    r"(?:\*\*)?[\[(](?P<word>[A-Za-z][A-Za-z0-9 /'’-]{0,24})[\])](?:\*\*)?(?!\()[:：]?\s*"
)
_LEAD_REF = re.compile(
    r"\*{0,2}\[?\\?\[?(?:#\d{1,7}|[A-Z][A-Z0-9]{1,9}-\d{1,6})\\?\]?(?:\([^()\s]{1,500}\)\]?)?(?:\*{0,2}[:：]\*{0,2}|\s[—–-])\*{0,2}\s*(?=\S)"
)
_PRIORITY = re.compile(
    r"(?:P[0-5]|prio(?:rity)?\s?\d|high|medium|low|critical|urgent)(?: priority)?$", re.IGNORECASE
)
_KEY = (
    r"owners?|assignees?|assigned(?: to)?|dri|responsible|who|due(?: date| by)?|deadline|eta|target(?: date)?|by when|status|state|issues?"
    r"|tickets?|tracking|tracked in|tracked|jira|bug|pr|link|priority|prio|type|kind|check|depends on|depends|blocked by|after|written"
    r"|executed|completed|done|environments?|envs?|notes?|verantwortlich|fällig|responsable|échéance|担当|期限|状態|负责人|截止"
)
_LABEL = re.compile(
    rf"(?P<lead>(?:^|(?<=[\s(|·•,;.\]]))[*_(\[]{{0,3}})(?P<key>{_KEY})\*{{0,2}}\s?[:：]\*{{0,2}}\s*(?=\S)",
    re.IGNORECASE,
)
_NAMES = {
    "who": "owner", "dri": "owner", "by when": "due", "eta": "due", "completed": "status", "done": "status", "after": "depends",
    "tracked": "issue", "pr": "issue", "link": "issue", "bug": "issue", "note": "note", "notes": "note",
}  # fmt: skip
_REFS_ONLY = re.compile(
    r"(?:(?:see|tracked (?:in|by|as)|tracking|issues?|prs?|pull requests?|tickets?|fix|fixed in|via|in|github|gh|refs?|related(?: to)?|and|&|bug|jira"
    r"|story|task|opened|filed(?: as)?)[:\s]*|[,;/\s]+|[\w.-]*/?[\w.-]*#\d+|https?://\S+|[A-Z][A-Z0-9]{1,9}-\d{1,6}|!?\[[^\[\]]*\]\([^()]*\))+",
    re.IGNORECASE,
)
_HANDLES = re.compile(
    r"(?:owners?:?\s*|assignees?:?\s*)?@[\w.-]+(?:(?:\s*[,/&+]\s*|\s+and\s+|\s+)@[\w.-]+)*", re.IGNORECASE
)
_BY_DAY = re.compile(r"(?:due|by|before|until|target|eta|deadline|bis)[:\s]+", re.IGNORECASE)
_DASH = re.compile(r"\s+(?:—|–|--?|→|\|)\s+")
_JUNK = " \t\n\r.,;|·•—–-→"


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


def read_line(words: Vocabulary, draft: Draft, text: str, offset: int) -> None:
    """Take the facts off the text of an item and keep the rest as the action's own text."""
    line = Line(words, draft, text, offset)
    _take_facts(line)
    _take_leading(line)
    _take_labels(line)
    while _take_trailing(line):
        pass
    draft.text_span = line.span(line.start, max(line.start, line.end))
    draft.is_struck = is_struck(line.rest().strip("* "))
    draft.text = plain(line.rest())


def _take_facts(line: Line) -> None:
    """Take off the brackets that hold our facts, so that an item reads the same with and without them."""
    bracket = read_bracket(line.text, line.start, line.end)
    if bracket is None or bracket.span.start == line.start:
        return
    for fact in bracket.facts:
        line.put(fact.name, *fact.value)
    line.draft.fields["facts"] = line.span(*bracket.span)
    line.end = len(line.text[: bracket.span.start].rstrip(" \t\r\n"))


def _take_leading(line: Line) -> None:
    """Take off boxes that are no task boxes, marks, state words, priorities and references at the beginning."""
    for _ in range(5):
        at = line.start
        if match := _BRACKET_BOX.match(line.text, at):
            _take_box(line, match)
        elif match := LEADING_MARKS.match(line.text, at):
            line.claim(at, match.end())
        elif (match := _LEAD_BRACKET.match(line.text, at)) or (match := _LEAD_WORD.match(line.text, at)):
            if not _take_word(line, match):
                return
        elif not (match := _LEAD_REF.match(line.text, at)):
            return
        line.start = match.end()
        while line.start < line.end and line.text[line.start] in " \t":
            line.start += 1


def _take_box(line: Line, match: re.Match[str]) -> None:
    inner = match[1]
    if len(inner) == 1:
        line.draft.box = line.draft.box or inner
        line.draft.fields.setdefault("box", line.span(match.start(), match.end()))
    else:
        line.claim(match.start(1), match.end(1))


def _take_word(line: Line, match: re.Match[str]) -> bool:
    """Take a word in front of the text if it is a state or a priority."""
    word = match["word"].strip()
    if _PRIORITY.match(word):
        line.draft.put("priority", word, line.span(match.start("word"), match.end("word")))
        return True
    bare = key(word)
    if line.words.is_state(word) and bare not in (
        "fix",
        "test",
        "update",
        "created",
        "removed",
        "added",
        "next",
        "future",
        "no",
        "new",
    ):
        line.claim(match.start("word"), match.end("word"))
        return True
    return False


def _take_labels(line: Line) -> None:
    """Take off `Owner: x | Due: y` at the end of a line, in brackets or behind a dash."""
    matches = [m for m in _LABEL.finditer(line.text, line.start, line.end) if _is_label(line, m)]
    if not matches:
        return
    first = matches[0]
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        end = following.start() if following else line.end
        value_end = _value_end(line, match, end)
        line.put(_name(line, match["key"]), match.end(), value_end)
    line.draft.fields.setdefault("facts", line.span(_open_bracket(line, first.start()), line.end))
    cut = _open_bracket(line, first.start())
    line.end = max(line.start, len(line.text[:cut].rstrip(_JUNK + "(*_")))


def _is_label(line: Line, match: re.Match[str]) -> bool:
    """Whether a label in the middle of a line is one: behind a separator, a bracket, or bold."""
    before = line.text[line.start : match.start()].rstrip(" \t\n")
    if not before:
        return False
    return (
        before[-1] in "(|·•,;.—–-])→`*\n"
        or "*" in match["lead"]
        or "(" in match["lead"]
        or match["key"][0].isupper()
    )


def _name(line: Line, label: str) -> str:
    folded = label.casefold()
    return _NAMES.get(folded) or line.words.item_column(label) or folded


def _open_bracket(line: Line, at: int) -> int:
    """The offset of the bracket that a label stands in, else the offset itself."""
    before = line.text[:at].rstrip(" *_")
    return len(before) - 1 if before.endswith(("(", "[")) else at


def _value_end(line: Line, match: re.Match[str], end: int) -> int:
    """Where the value of a label ends: before separators, and before the bracket that holds the label closes."""
    text = line.text
    depth = 0
    at = match.end()
    while at < end:
        if text[at] in "([":
            depth += 1
        elif text[at] in ")]":
            if depth == 0:
                break
            depth -= 1
        at += 1
    while at > match.end() and text[at - 1] in " \t\r\n|·•,;*_(.":
        at -= 1
    return at


def _take_trailing(line: Line) -> bool:
    """Take one fact off the end; whether there was one."""
    text = line.text
    while line.end > line.start and text[line.end - 1] in " \t\r\n":
        line.end -= 1
    if match := TRAILING_MARKS.search(text, max(line.start, line.end - 12), line.end):
        line.claim(match.start(), line.end)
        line.end = match.start()
        return True
    stop = line.end - 1 if line.rest().endswith((").", ".)")) and text[line.end - 1] == "." else line.end
    if text[stop - 1 : stop] == ")" and stop > line.start:
        return _take_bracket(line, stop)
    return _take_dashed(line)


def _take_bracket(line: Line, stop: int) -> bool:
    """Take a trailing bracket, a trailing link to an issue, or neither."""
    start = _opening(line.text, line.start, stop)
    if start is None or start <= line.start:
        return False
    if line.text[start - 1] == "]":
        return _take_link(line, stop)
    if not _take_inner(line, start + 1, stop - 1):
        return False
    line.end = len(line.text[:start].rstrip(" \t\r\n—–-*_"))
    return True


def _take_link(line: Line, stop: int) -> bool:
    last = next((link for link in reversed(links(line.rest())) if line.start + link.end == stop), None)
    if last is None or not is_tracker(last.url) or last.start == 0:
        return False
    line.end = len(line.text[: line.start + last.start].rstrip(" \t\r\n—–-:→"))
    return True


def _opening(text: str, first: int, stop: int) -> int | None:
    """The offset of the bracket that the one before `stop` closes."""
    depth = 0
    for at in range(stop - 1, first - 1, -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            depth -= 1
            if depth == 0:
                return at
    return None


def _take_inner(line: Line, start: int, end: int) -> bool:
    """Understand what stands in brackets at the end; whether it is a fact."""
    inner = line.text[start:end].strip()
    if _REFS_ONLY.fullmatch(inner):
        return True
    if _HANDLES.fullmatch(inner):
        line.put("owner", start, end)
        return True
    if (match := _BY_DAY.match(inner)) and any(c.isdigit() for c in inner):
        line.put("due", start + match.end(), end)
        return True
    if len(inner) < 60 and _is_claim(line.words, inner):
        line.claim(start, end)
        return True
    return False


def _is_claim(words: Vocabulary, text: str) -> bool:
    bare = plain(text)
    first = re.split(r"[,;:—–(]|\s-\s", bare, maxsplit=1)[0]
    without_day = re.sub(r"\s*\d{4}-\d{2}-\d{2}.*$", "", first)
    return bool(words.is_state(first) or words.is_state(without_day)) and key(first) not in (
        "next",
        "new",
        "no",
        "future",
        "active",
        "soon",
    )


def _take_dashed(line: Line) -> bool:
    """Take what stands behind the last dash, if it is a handle, a day, references or a state word."""
    parts = list(_DASH.finditer(line.text, line.start, line.end))
    start = parts[-1].end() if parts else line.end
    tail = line.text[start : line.end].strip(" .")
    if not parts or not tail or len(tail) > 60 or parts[-1].start() <= line.start:
        return _take_handles(line)
    if _HANDLES.fullmatch(tail):
        line.put("owner", start, line.end)
    elif read_day(tail):
        line.put("due", start, line.end)
    elif _is_claim(line.words, tail):
        line.claim(start, line.end)
    elif not _REFS_ONLY.fullmatch(tail):
        return False
    line.end = parts[-1].start()
    return True


def _take_handles(line: Line) -> bool:
    match = re.search(r"(?<=[\s.])@[\w-]+(?:,?\s@[\w-]+)*\.?$", line.text[line.start : line.end])
    if match is None or "owner" in line.draft.values:
        return False
    line.put("owner", line.start + match.start(), line.start + len(match.group().rstrip(".")) + match.start())
    line.end = len(line.text[: line.start + match.start()].rstrip(" \t\r\n—–-,;:("))
    return True
