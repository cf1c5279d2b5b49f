"""Themes: dark, light, high contrast; two of Textual's own keep the terminal's colours."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="rca-dark",
    primary="#7ab8ff",
    secondary="#9aa4af",
    accent="#7ab8ff",
    success="#6cd087",
    warning="#e0b354",
    error="#ff8b84",
    foreground="#e6e9ec",
    background="#14171a",
    surface="#1a1e22",
    panel="#242a30",
    dark=True,
)
LIGHT = Theme(
    name="rca-light",
    primary="#0757b5",
    secondary="#59636e",
    accent="#0757b5",
    success="#1a6d2f",
    warning="#8a5a00",
    error="#b3141f",
    foreground="#1f2328",
    background="#ffffff",
    surface="#f6f8fa",
    panel="#e8ecf0",
    dark=False,
    variables={"foreground-muted": "#59636e"},
)
CONTRAST = Theme(
    name="rca-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6666",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    dark=True,
)

THEMES = (DARK, LIGHT, CONTRAST)
"""Themes of our own, the first is the usual one."""

OFFERED = (*(theme.name for theme in THEMES), "ansi-dark", "ansi-light")
"""Names of the themes that a user can choose from."""
