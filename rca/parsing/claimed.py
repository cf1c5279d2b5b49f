"""What a team's own state words claim: a Status cell, a mark before an item, a heading above several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rca.aliases import Vocabulary, key
from rca.days import find_day
from rca.inline import has_words, plain
from rca.parsing.cells import COMMON_ENVIRONMENTS, canonical_environment
from rca.parsing.reader import Facts
from rca.text import Span

_MARKS = {
    **dict.fromkeys("✅☑✔✓🎉🟢●", "done"),
    **dict.fromkeys("❌✗🚧⏳🔄🔜⬜🔲☐🟡🔴⚠🟠📝📋⏸○◔⛔", "open"),
    **dict.fromkeys("🚫🗑", "dropped"),
}
_ANY_MARK = re.compile(f"[{''.join(_MARKS)}]")
LEADING_MARKS = re.compile(rf"(?:[{''.join(_MARKS)}]\ufe0f?\s*)+")
TRAILING_MARKS = re.compile(r"(?:\s*[✅☑✔✓❌🚧⏳🔄🚫]\ufe0f?)+\s*$")
_STRUCK = re.compile(r"^\s*~~.+~~[\s.]*$", re.DOTALL)
_INNER = re.compile(r"\b(?:in|to|on|for)\s+(?:the\s+)?(?P<env>[A-Za-z][\w.-]{1,40})", re.IGNORECASE)
_FIND_DONE = re.compile(
    r"\b(?<!not )(?<!un)(?:merged|shipped|done|completed?|deployed|landed|closed|fixed|resolved"
    r"|implemented)\b",
    re.IGNORECASE,
)


_ENDS_DONE = re.compile(
    r"(?:(?<!미)(?:완료|적용|반영|해결|조치|배포|수정|추가)(?:됨|함|했음|되었음|했습니다|되었습니다)|(?<!미)완료"
    r"|(?<!未)(?:完了|(?:対応|実施|修正|適用|導入|追加|反映)済み?)|(?:対応|実施|修正|適用|導入|追加)しました"
    r"|已(?:完成|修复|上线|部署|合并|解决))[\s.。]*$"
)
"""The verb at the end of a state in a language that puts it there: `Phase 3에서 적용됨`, `v2で対応済み`."""


def claim_facts(words: Vocabulary, text: str, span: Span | None, near: date | None) -> Facts | None:
    """What a foreign state text claims; None where it is empty or a dash."""
    bare = plain(text)
    if not (has_words(bare) or _ANY_MARK.search(bare)):
        return None
    means = claim_meaning(words, bare)
    found = find_day(bare, near)
    return {"text": bare, "means": means, "day": found.day if found else None, "span": span}


def claim_meaning(words: Vocabulary, text: str) -> str:
    """open, done, written, executed, dropped or unknown."""
    rest = LEADING_MARKS.sub("", text, count=1) if LEADING_MARKS.match(text) else text
    if name := words.state(rest):
        return name
    if mark := _ANY_MARK.search(text):
        return _MARKS[mark.group()]
    if match := _FIND_DONE.search(rest[:80]):
        return words.state(match.group()) or "unknown"
    return "done" if not rest.isascii() and _ENDS_DONE.search(_INNER_STATE.sub("", rest)) else "unknown"


def claimed_environments(text: str, environments: Sequence[str]) -> list[str]:
    """The environments that a claim of execution names: `Deployed to prod 2026-05-21`."""
    known = {name.casefold() for name in environments}
    found = [canonical_environment(m["env"], environments) for m in _INNER.finditer(text)]
    return [e for e in found if e.casefold() in known or e.casefold() in COMMON_ENVIRONMENTS]


def without_mark(text: str) -> str:
    """A text without its first marks."""
    return text if text.isascii() else LEADING_MARKS.sub("", text, count=1)


def is_struck(text: str) -> bool:
    """Whether a text is struck through as a whole."""
    return text.startswith("~~") and bool(_STRUCK.match(text))


_TAKEN = re.compile(
    r"\b(?:taken|planned|completed|done|applied|implemented|outstanding|pending"
    r"|(?:aplicad|realizad|implementad|implantad|concluíd|completad)[ao]s|appliquées|réalisées)$"
    r"|^(?:принятые|предпринятые|выполненные) "
)
_ORDINAL = re.compile(r"^(?:\d{1,2}|[a-hivx]) ")
_INNER_STATE = re.compile(r"[(（\[]([^()（）\[\]]{1,60})[)）\]]")


@lru_cache(maxsize=1024)
def heading_claim(words: Vocabulary, text: str) -> str:
    """The state that a heading gives its items: `Immediate (Completed)`, `Open items`; empty if none."""
    for inner in _INNER_STATE.findall(text):
        if name := words.is_state(inner) or (words.state(inner) if key(inner).count(" ") < 4 else ""):
            return name if name in ("open", "done", "dropped", "written", "executed") else ""
    bare = key(_INNER_STATE.sub("", text))
    if match := _TAKEN.search(bare):
        return "open" if match.group() in ("planned", "outstanding", "pending") else "done"
    first = _ORDINAL.sub("", bare).partition(" ")[0]
    if first in (
        "open",
        "completed",
        "done",
        "outstanding",
        "pending",
        "closed",
        "implemented",
        "rejected",
        "dropped",
    ):
        return words.is_state(first)
    mark = next((_MARKS[c] for c in text if c in _MARKS), "")
    return words.is_state(bare) or ("done" if mark == "done" else "")
