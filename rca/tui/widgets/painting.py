"""Colour roles of the output as styles of a widget, from the theme."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.widget import Widget

_ROLES = {
    "muted": "color: $text-muted;",
    "warning": "color: $text-warning;",
    "accent": "color: $text-accent;",
    "success": "color: $text-success;",
    "success-bold": "color: $text-success; text-style: bold;",
    "error": "color: $text-error;",
    "error-bold": "color: $text-error; text-style: bold;",
    "dropped": "color: $text-muted; text-style: strike;",
    "bold": "text-style: bold;",
}


class Painting:
    """The styles of a widget's own parts, kept until the theme changes."""

    CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in _ROLES}

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}

    @staticmethod
    def css(widget: str) -> str:
        """The style sheet of the roles, for the DEFAULT_CSS of a widget."""
        return "".join(f"{widget} > .role--{role} {{ {rules} }}\n" for role, rules in _ROLES.items())

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
