"""Where a TOML text sets a key: its parser tells no places of what is well formed."""

from __future__ import annotations

import re

Keys = tuple[str, ...]
_HEADER = re.compile(r"\s*\[\[?\s*(?P<keys>[^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(
    r"""\s*(?P<keys>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_KEY = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of(text: str, keys: Keys) -> int:
    """The line, from 1, where a TOML text sets a key or opens its table; else its nearest parent's."""
    table: Keys = ()
    best, best_depth = 1, 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = found = _split_keys(header["keys"])
        elif assignment := _ASSIGNMENT.match(line):
            found = table + _split_keys(assignment["keys"])
        else:
            continue
        depth = len(found) if found == keys[: len(found)] else len(keys) if found[: len(keys)] == keys else 0
        if depth > best_depth:
            best, best_depth = number, depth
    return best


def _split_keys(dotted: str) -> Keys:
    return tuple(part.strip("\"'") for part in _KEY.findall(dotted))
