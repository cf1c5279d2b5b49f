"""Draw what `rca` prints as an SVG: `python -m docs.picture docs/due.svg [COMMAND]`.

Colours are classes, so that the picture follows the reader's light or dark ground; each run of characters is
set to its width in cells, so that columns stay straight in any font.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from docs.sample import run, sample_workspace

CELL, LINE, MARGIN = 8.0, 19, 20
CLASSES = {
    1: "bold", 2: "muted", 9: "struck", 31: "error", 32: "success", 33: "warning", 34: "accent",
    35: "accent", 36: "accent", 90: "muted", 91: "error", 92: "success", 93: "warning", 94: "accent",
}  # fmt: skip
LIGHT = {
    "text": "#1f2328", "muted": "#59636e", "error": "#b3141f", "success": "#1a6d2f", "warning": "#8a5a00",
    "accent": "#0757b5",
}  # fmt: skip
DARK = {
    "text": "#e6e9ec", "muted": "#9aa4af", "error": "#ff8b84", "success": "#6cd087", "warning": "#e0b354",
    "accent": "#7ab8ff",
}  # fmt: skip
FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace'
_SGR = re.compile(r"\x1b\[([0-9;]*)m")


_WORDS = re.compile(r"\S+(?: \S+)*")
"""What is placed by itself: renderers differ in what they do with several spaces."""


class Run(NamedTuple):
    """Characters of one line that look the same."""

    text: str
    classes: str


def _cells(text: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _after(codes: frozenset[int], sequence: str) -> frozenset[int]:
    """The attributes in force after an SGR sequence (ECMA-48 8.3.117)."""
    for code in map(int, (sequence or "0").split(";")):
        codes = frozenset() if code == 0 else codes | {code}
    return codes


def runs(line: str) -> Iterator[Run]:
    """Cut a line of terminal output where its attributes change."""
    codes: frozenset[int] = frozenset()
    for at, piece in enumerate(_SGR.split(line)):
        if at % 2:
            codes = _after(codes, piece)
        elif piece:
            yield Run(
                piece, " ".join(dict.fromkeys(CLASSES[code] for code in sorted(codes) if code in CLASSES))
            )


def _colours(colours: dict[str, str], ground: str) -> str:
    roles = "".join(f" .{role} {{ fill: {colour} }}" for role, colour in colours.items())
    return f"rect {{ fill: {ground} }}{roles}"


def _style() -> str:
    night = f"@media (prefers-color-scheme: dark) {{ {_colours(DARK, '#14181d')} }}"
    weights = ".bold { font-weight: 700 } .struck { text-decoration: line-through }"
    return "\n".join(("", f"text {{ font: 13px {FONT} }}", weights, _colours(LIGHT, "#ffffff"), night, ""))


def _texts(line: str, y: int) -> Iterator[str]:
    column = 0
    for text, classes in runs(line):
        for match in _WORDS.finditer(text):
            x = MARGIN + (column + _cells(text[: match.start()])) * CELL
            place = f'x="{x:g}" y="{y}" textLength="{_cells(match.group()) * CELL:g}"'
            role = f'class="{classes or "text"}"'
            yield f'<text {place} lengthAdjust="spacingAndGlyphs" {role}>{escape(match.group())}</text>'
        column += _cells(text)


def svg(output: str, title: str) -> str:
    """The picture of a command's output; the title is what a screen reader says."""
    lines = output.rstrip("\n").split("\n")
    width = max(_cells(_SGR.sub("", line)) for line in lines) * CELL + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN - 4
    texts = (text for n, line in enumerate(lines) for text in _texts(line, MARGIN + 11 + n * LINE))
    ground = f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1}" rx="8"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" width="{width:g}" '
        f'height="{height}" role="img">\n<title>{escape(title)}</title>\n<style>{_style()}</style>\n'
        f'{ground} stroke="#8b949e" stroke-opacity=".4"/>\n' + "\n".join(texts) + "\n</svg>\n"
    )


def picture(command: str) -> str:
    """The picture of a command on the sample workspace, its prompt line included."""
    with sample_workspace() as folder:
        output = run(command, folder, colour=True)
    return svg(f"\x1b[2m$ {command}\x1b[0m\n\n{output}", f"Output of {command}")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(sys.argv[2] if len(sys.argv) > 2 else "rca due"), encoding="utf-8")
