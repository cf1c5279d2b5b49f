"""Values that a template put into a text, made safe in their places: a value never becomes structure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from rca.editing.values import in_cell
from rca.templating import END, START

_MARKED = re.compile(f"{START}([^{START}{END}]*){END}")
_BLOCK_START = re.compile(r"[#>*+=~`|<-]|\d+[.)]")
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*")
_PLAIN_YAML = re.compile(r"[A-Za-z][\w .()/-]*")
_PLAIN_WORDS = frozenset("true false yes no on off null y n".split())

Escape = Callable[[str], str]


def filled(marked: str, escape: Escape) -> str:
    """The text with each value written as its place needs it; `escape` is for those within prose."""
    made = ""
    at = 0
    for value in _MARKED.finditer(marked):
        made += marked[at : value.start()]
        made += _written(value[1], made, marked[value.end() : value.end() + 1], escape)
        at = value.end()
    return made + marked[at:]


def _written(value: str, above: str, after: str, escape: Escape) -> str:
    before = above[above.rfind("\n") + 1 :]
    if fence := _front_matter(above):
        return _in_front_matter(value, before, fence)
    if above.rfind("<!--") > above.rfind("-->"):
        return value.replace("--", "- -")
    value = escape(value)
    if before.lstrip().startswith("|"):
        return in_cell(value)
    if _MARKER.fullmatch(before) and _BLOCK_START.match(value):
        value = _guarded(value)
    if before.startswith("#") and after in ("", "\n") and value.endswith("#"):
        value = re.sub(r"(?<![^ ])(#+)$", r"\\\1", value)
    return value


def _guarded(value: str) -> str:
    """A value that begins a line, and would begin a heading, a list, a quote or a fence there."""
    number = re.match(r"\d+(?=[.)])", value)
    return f"{number.group()}\\{value[number.end() :]}" if number else f"\\{value}"


def _front_matter(above: str) -> str:
    """What closes the front matter that a text has begun and not ended; empty where it has none."""
    fence = above[:4].rstrip("\n")
    return fence if fence in ("---", "+++") and above.count(f"\n{fence}") == 0 else ""


def _in_front_matter(value: str, before: str, fence: str) -> str:
    """A value as YAML or TOML has it: inside of quotes that stand there, else with quotes if need be."""
    quoted = json.dumps(value, ensure_ascii=False)
    if before.count('"') % 2:
        return quoted[1:-1]
    if before.count("'") % 2:
        return value.replace("'", "''") if fence == "---" else value.replace("'", "’")
    is_date = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    is_plain = _PLAIN_YAML.fullmatch(value) and value.lower() not in _PLAIN_WORDS and fence == "---"
    return value if is_date or (is_plain and not value.endswith(" ")) else quoted
