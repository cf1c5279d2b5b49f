"""Colours of pages as data, for light and dark; a test computes that every one can be read on its grounds."""

from __future__ import annotations

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff", "raised": "#f6f8fa", "ink": "#1b1f24", "muted": "#57606a", "line": "#d0d7de",
    "accent": "#0b5cad", "success": "#1a6b34", "warning": "#8a5a00", "error": "#b3261e",
    "tint": "#e8f0f9", "alarm": "#fcecea", "on-accent": "#ffffff",
    "series-1": "#0b5cad", "series-2": "#5b9bd5", "series-3": "#9cc3e6",
    "series-4": "#c9d3de", "series-5": "#e3e8ee", "series-6": "#eef1f4",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "ground": "#14181d", "raised": "#1c2229", "ink": "#e6eaef", "muted": "#a3adb8", "line": "#39424c",
    "accent": "#7ab8f5", "success": "#7fd39a", "warning": "#e5b567", "error": "#ff9d94",
    "tint": "#1a2c40", "alarm": "#3a2222", "on-accent": "#0d1116",
    "series-1": "#7ab8f5", "series-2": "#4a86bf", "series-3": "#35618b",
    "series-4": "#4b5865", "series-5": "#38424c", "series-6": "#2a323a",
}  # fmt: skip
"""Grounds are `ground`, `raised`, `tint` (what is chosen) and `alarm`; `on-accent` stands on the accent."""

TEXTS = ("ink", "muted", "accent", "success", "warning", "error")
GROUNDS = ("ground", "raised")
PAIRS = (
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("ink", "tint"), ("muted", "tint"), ("accent", "tint"), ("ink", "alarm"), ("error", "alarm"),
    ("on-accent", "accent"),
)  # fmt: skip
"""Every text with every ground that it may stand on."""

ENOUGH = 4.5
"""The contrast that WCAG 2 asks of text at level AA."""


def contrast(one: str, other: str) -> float:
    """How much two colours differ in luminance, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def custom_properties() -> str:
    """CSS that names the colours: by what the reader's system prefers, on paper always light."""
    return (
        f":root{{color-scheme:light dark;{_declared(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_declared(DARK)}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{_declared(LIGHT)}}}}}\n"
    )


def _declared(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
