"""Making text safe for a terminal: what would steer it becomes visible instead.

Controls C0 and C1, DEL, line and paragraph separators, lone surrogates, and the bidirectional overrides and
isolates of UAX 9 that could show a text in another order than it has ("Trojan source", CVE-2021-42574).
"""

from __future__ import annotations

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
"""Control pictures of Unicode: one visible cell for each control of ASCII."""

_STEERING = (*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

_IN_LINES = _PICTURES | {code: f"\\u{{{code:x}}}" for code in _STEERING} | {0x09: "\t", 0x0A: "\n"}

_ON_ONE_LINE = _IN_LINES | dict.fromkeys(map(ord, "\t\r\n"), " ")


def clean(text: str) -> str:
    """The text as one line that is safe to print: blanks become one space, controls become visible."""
    if not text.isprintable():
        text = _encodable(text.translate(_ON_ONE_LINE))
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def clean_lines(text: str) -> str:
    """The same for a text of several lines: newlines, tabs and spaces stay, CRLF becomes LF."""
    return _encodable(text.replace("\r\n", "\n").translate(_IN_LINES))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
