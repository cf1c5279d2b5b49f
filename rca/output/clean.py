"""Making text safe for a terminal: what would steer it becomes visible instead.

Controls C0 and C1, DEL, line and paragraph separators, lone surrogates, and the bidirectional overrides and
isolates of UAX 9 that could show a text in another order than it has ("Trojan source", CVE-2021-42574).
"""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSAFE_IN_LINES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BLANKS = re.compile("[ \t\r\n]+")


def clean(text: str) -> str:
    """The text as one line that is safe to print: blanks become one space, controls become visible."""
    if text.isprintable() and "  " not in text:
        return text
    return _UNSAFE.sub(_visible, _BLANKS.sub(" ", text))


def clean_lines(text: str) -> str:
    """The same for a text of several lines: newlines, tabs and spaces stay, CRLF becomes LF."""
    return _UNSAFE_IN_LINES.sub(_visible, text.replace("\r\n", "\n"))


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\\u{{{code:x}}}"
