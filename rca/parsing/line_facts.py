"""An action item that is a line: a list item or a labelled paragraph, and the facts around its text.

Leading marks and references, trailing brackets (`(written: …, executed: …)`, `(#12)`, `(@alice)`) and labels
in the line (`Owner: x`) are taken off step by step; what remains is the action's own text.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from rca.aliases import Vocabulary, key
from rca.days import DAY
from rca.inline import plain, run_start
from rca.parsing.bracket import read_bracket
from rca.parsing.claimed import LEADING_MARKS, is_struck
from rca.parsing.drafts import Draft
from rca.parsing.line import Line
from rca.parsing.tags import take_inline, take_tag
from rca.parsing.trailing import take_sentence, take_trailing

_BRACKET_BOX = re.compile(r"\[(N/?A|-|~|/|x|X| |✓|✔|✅)\](?=\s)", re.IGNORECASE)
_LEAD_WORD = re.compile(
    r"(?:\*\*)?\[?(?:\*\*)?(?P<word>[A-Za-z][A-Za-z0-9 /'’-]{0,24}?)(?:\*\*)?\]?(?:\*\*)?"
    r"\s*(?P<end>[:：]|\s[—–-])(?:\*\*)?\s+"
)
_LEAD_END = re.compile(r"[A-Za-z0-9 /'’*\[\]\s]*+[:：—–-]")
_LEAD_BRACKET = re.compile(
    r"(?:\*\*)?[\[(](?P<word>[A-Za-z][A-Za-z0-9 /'’-]{0,24})[\])](?:\*\*)?(?!\()[:：]?\s*"
)
_LEAD_REF = re.compile(
    r"\*{0,2}\[?\\?\[?(?:#\d{1,7}"
    r"|[A-Z][A-Z0-9]{1,9}-\d{1,6})\\?\]?(?:\([^()\s]{1,500}\)\]?)?(?:\*{0,2}[:：]\*{0,2}"
    r"|\s[—–-])\*{0,2}\s*(?=\S)"
)
_LEAD_HANDLE = re.compile(
    r"(?:\*\*)?(?P<who>@[\w-]{1,40}(?:(?:\s*[,/&+]\s*|\s+and\s+)@[\w-]{1,40})*)(?:\*\*)?\s*(?:[:：]"
    r"|\s[—–-]\s)\s*(?:\*\*\s*)?"
)
_LEAD_ROLE = re.compile(
    r"\*\*(?P<who>me|myself|us|SREs?|DevOps|(?:the )?on[- ]call)\*\*\s{1,3}[—–-]\s{1,3}", re.IGNORECASE
)
"""Who is to do it where no handle says so: bold topics in front are many, these are none."""
_PRIORITY = re.compile(
    r"(?:P[0-5]|prio(?:rity)?\s?\d|high|medium|low|critical|urgent)(?: priority)?$", re.IGNORECASE
)
_KEY = (
    r"owners?|assignees?|assigned(?: to)?|dri|responsible|who|due(?: date| by)?|deadline|eta"
    r"|target(?: date)?|by when|status|state|issues?"
    r"|tickets?|tracking|tracked in|tracked|jira|bug|pr|link|priority|prio|type|kind|check"
    r"|depends on|depends|blocked by|after|written"
    r"|executed|completed|done|environments?|envs?|verantwortlich|fällig|responsable|échéance|担当"
    r"|期限|状態|负责人|截止|frist|termin|zuständig|responsável|responsabile|plazo|prazo|scadenza|estado|statut"
    r"|担当者|責任者|期日|截止(?:时间|日期)|状态|負責人|담당자?|기한|마감일?|ответственный|исполнитель|срок"
    r"|fecha límite|data limite|date limite|encargado|assigné à|penanggung jawab|tenggat|sorumlu"
)
_LABEL = re.compile(
    rf"(?<!\w)(?=[^:：]{{2,24}}+[:：])(?P<key>{_KEY})\*{{0,2}}\s?[:：]\*{{0,2}}\s*(?=\S)", re.IGNORECASE
)
"""A label; that a colon is near is looked for first, as most words of a line are before none."""
_STRUCK_LEAD = re.compile(r"(\*{0,2}~~[^~]{1,1000}~~\*{0,2})[\s.:;,→—–-]*")
_NAMES = {
    "who": "owner",
    "dri": "owner",
    "by when": "due",
    "eta": "due",
    "completed": "status",
    "done": "status",
    "after": "depends",
    "tracked": "issue",
    "pr": "issue",
    "link": "issue",
    "bug": "issue",
}
_BEHIND = re.compile(r"(?<=[^\s.,;])[\s.,;]{1,4}(?:[\w./-]{0,80}#\d{1,7}|https?://[^\s()]{1,500})$")
"""A reference that stands behind a value and is no part of it."""
_SENTENCE_BEHIND = re.compile(r"(?<=[\w)\]`*][\w)\]`*])\.\s+(?=[A-Z])|\s[—–]\s+(?=(?:\S+\s+){3})")
"""What ends the name of an owner: the next sentence, or a remark of several words."""
_STATE_BEHIND = re.compile(r"\)[ \t]{1,9}(?:—|–|--?|→)[ \t]{1,9}(?P<state>[^()\n]{2,50})$")
_STATE_AFTER = re.compile(r"[*_]{1,3}\s{1,9}(?:—|–|--?|→|\|)\s{1,9}(?P<state>[^\n]{2,50})$")
"""A state behind the last label of a line."""
_DUE_BEHIND = re.compile(
    rf"\s*[,;—–]\s*(?:due|by|before|until|eta)[:\s]\s*(?P<day>{DAY})[^\w\n]{{0,3}}$", re.IGNORECASE
)
"""A due date that stands behind an owner: `Owner: Ben, due 2026-06-01`."""
_JUNK = " \t\n\r.,;|·•—–-→"


def read_line(words: Vocabulary, draft: Draft, text: str, offset: int) -> None:
    """Take the facts off the text of an item and keep the rest as the action's own text."""
    line = Line(words, draft, text, offset)
    _take_facts(line)
    take_inline(line)
    _take_leading(line)
    _take_labels(line)
    take_sentence(line)
    while take_trailing(line):
        pass
    _take_behind_struck(line)
    draft.text_span = line.span(line.start, max(line.start, line.end))
    draft.is_struck = is_struck(line.rest().strip("* "))
    draft.text = plain(line.rest())


def _take_facts(line: Line) -> None:
    """Take off the brackets that hold our facts, so that an item reads the same with and without them."""
    behind = _STATE_BEHIND.search(line.text, max(line.start, line.end - 60), line.end)
    end = behind.start() + 1 if behind and line.words.state(plain(behind["state"])) else line.end
    bracket = read_bracket(line.text, line.start, end)
    if bracket is None or bracket.span.start == line.start:
        return
    if behind and end < line.end:
        line.claim(behind.start("state"), line.end)
    for fact in bracket.facts:
        line.put(fact.name, *fact.value)
    line.draft.fields["facts"] = line.span(*bracket.span)
    line.end = len(line.text[: bracket.span.start].rstrip(" \t\r\n"))


def _take_leading(line: Line) -> None:
    """Take off boxes that are no task boxes, marks, state words, priorities and references in front."""
    for _ in range(5):
        end = take_tag(line) or _take_mark(line)
        if not end:
            return
        line.start = end
        while line.start < line.end and line.text[line.start] in " \t":
            line.start += 1


def _take_mark(line: Line) -> int:
    """Take one box, mark, handle, word or reference; where it ends, 0 where there is none."""
    at = line.start
    if match := _BRACKET_BOX.match(line.text, at):
        _take_box(line, match)
    elif match := LEADING_MARKS.match(line.text, at):
        line.claim(at, match.end())
    elif match := _LEAD_HANDLE.match(line.text, at):
        line.put("owner", match.start("who"), match.end("who"))
    elif line.text.startswith("**", at) and (match := _LEAD_ROLE.match(line.text, at)):
        line.put("owner", *match.span("who"))
    elif (match := _LEAD_BRACKET.match(line.text, at)) or (match := _lead_word(line.text, at)):
        return match.end() if _take_word(line, match) else 0
    else:
        match = _LEAD_REF.match(line.text, at)
    return match.end() if match else 0


def _lead_word(text: str, at: int) -> re.Match[str] | None:
    """The word that a text begins with and a colon or a dash ends: most begin with words and neither."""
    return _LEAD_WORD.match(text, at) if _LEAD_END.match(text, at) else None


def _take_behind_struck(line: Line) -> None:
    """Take off what stands behind a text that is struck through, if it tells of dropping or doing it."""
    match = _STRUCK_LEAD.match(line.text, line.start, line.end)
    if match and line.words.state(plain(line.text[match.end() : line.end])) in ("dropped", "done"):
        line.claim(match.end(), line.end)
        line.end = match.end(1)


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
    if line.text.find(":", line.start, line.end) < 0 and "：" not in line.text:
        return
    matches = [m for m in _LABEL.finditer(line.text, line.start, line.end) if _is_label(line, m)]
    if not matches:
        return
    for match, following in zip_longest(matches, matches[1:]):
        end = _lead(line, following) if following else line.end
        _put_label(line, match, end)
    cut = _lead(line, matches[0])
    line.draft.fields.setdefault("facts", line.span(cut, line.end))
    line.end = max(line.start, run_start(line.text, cut, line.start, _JUNK + "(*_（【"))
    if line.rest().count("**") % 2 and (closing := line.text.find("**", line.end, cut)) >= 0:
        line.end = closing + 2


def _put_label(line: Line, match: re.Match[str], end: int) -> None:
    """Keep the value of a label; in the form `*Owner: x*` it ends with the emphasis that it stands in."""
    name = _name(line, match["key"])
    lead = line.text[_lead(line, match) : match.start()]
    mark = lead[run_start(lead, len(lead), 0, "*_") :]
    closing = line.text.find(mark, match.end(), end) if mark and not _is_closed(match) else -1
    if closing > match.end():
        line.put(name, match.end(), closing)
        behind = _STATE_AFTER.match(line.text, closing, end)
        if behind and line.words.state(plain(behind["state"])):
            line.claim(*behind.span("state"))
        return
    stop = _value_end(line, match, end)
    if name == "owner" and (due := _DUE_BEHIND.search(line.text, match.end(), stop)):
        line.put("due", *due.span("day"))
        stop = due.start()
    line.put(name, match.end(), stop)


def _is_closed(match: re.Match[str]) -> bool:
    """Whether the emphasis of a label ends before its value: `**Owner:** x`."""
    return match.group().rstrip().endswith(("*", "_"))


def _lead(line: Line, match: re.Match[str]) -> int:
    """Where a label's emphasis or bracket begins."""
    return run_start(line.text, match.start(), line.start, "*_([（【")


def _is_label(line: Line, match: re.Match[str]) -> bool:
    """Whether a label in a line is one: behind a separator or bracket, in bold, or with a capital."""
    lead = _lead(line, match)
    if "**" in match.group() and line.text.count("**", line.start, lead) % 2:
        return False  # the last word of a bold label: `**Postmortem Owner:** Ana`
    is_wide = line.text[lead] in "（【"  # needs no blank in front
    if lead > line.start and not is_wide and line.text[lead - 1] not in " \t\n\r|·•,;.]、，；":
        return False
    at = run_start(line.text, lead, line.start, " \t\n\r")
    if at == line.start:
        return False
    return line.text[at - 1] in "|·•,;.—–-])→`*、，；）" or lead < match.start() or match["key"][0].isupper()


def _name(line: Line, label: str) -> str:
    folded = label.casefold()
    return _NAMES.get(folded) or line.words.item_column(label) or folded


def _value_end(line: Line, match: re.Match[str], end: int) -> int:
    """Where a label's value ends: before separators, and before the bracket that holds the label closes."""
    text = line.text
    depth = 0
    at = match.end()
    while at < end:
        if text[at] in "([（":
            depth += 1
        elif text[at] in ")]）":
            if depth == 0:
                break
            depth -= 1
        at += 1
    at = run_start(text, at, match.end(), " \t\r\n|·•,;*_(.、，；（")
    if (bare := run_start(text, at, match.end(), "—– ")) > match.end():
        at = bare  # what stands before the next label, where the value is no dash itself
    name = _name(line, match["key"])
    if name == "owner" and (sentence := _SENTENCE_BEHIND.search(text, match.end(), at)):
        at = sentence.start()
    if name in ("owner", "due", "priority", "kind"):
        while reference := _BEHIND.search(text, max(match.end(), at - 600), at):
            at = reference.start()
    return at
