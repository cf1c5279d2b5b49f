"""Colour roles of the output as styles of a widget, from the theme."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.widget import Widget

COLORS = {
    "muted": "$text-muted",
    "warning": "$text-warning",
    "accent": "$text-accent",
    "success": "$text-success",
    "success-bold": "bold $text-success",
    "error": "$text-error",
    "error-bold": "bold $text-error",
    "dropped": "strike $text-muted",
    "bold": "bold",
}
"""Roles as styles of `Content`."""


def _rules(style: str) -> str:
    words = style.split()
    color = next((f"color: {word};" for word in words if word.startswith("$")), "")
    return color + "".join(f" text-style: {word};" for word in words if not word.startswith("$"))


class Painting:
    """The styles of a widget's own parts, kept until the theme changes."""

    CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in COLORS}

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}

    @staticmethod
    def css(widget: str) -> str:
        """The style sheet of the roles, for the DEFAULT_CSS of a widget."""
        return "".join(f"{widget} > .role--{role} {{ {_rules(style)} }}\n" for role, style in COLORS.items())

    def forget(self) -> None:
        """Ask for the styles anew."""
        self._styles.clear()

    @property
    def plain(self) -> Style:
        """The widget's own style."""
        if "" not in self._styles:
            self._styles[""] = self._widget.rich_style
        return self._styles[""]

    def style(self, component: str) -> Style:
        """The style of a part, on the widget's own."""
        if component not in self._styles:
            self._styles[component] = self._widget.get_component_rich_style(component)
        return self._styles[component]

    def role(self, role: str) -> Style:
        """What a role adds to the style below it."""
        if not role:
            return Style.null()
        if role not in self._styles:
            partial = self._widget.get_component_rich_style(f"role--{role}", partial=True)
            self._styles[role] = partial
        return self._styles[role]
