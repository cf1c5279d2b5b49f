"""Colour roles of the output as styles of a widget, from the theme.

Made out of the variables of the theme: as component classes each would cost a look through the whole
style sheet whenever a widget is styled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.style import Style as RichStyle
from textual.color import Color, ColorParseError
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App

    from rca.output.terminal import Terminal
    from rca.tui.app import RcaApp

COLORS = {
    "muted": "$foreground-muted",
    "warning": "$text-warning",
    "accent": "$text-accent",
    "success": "$text-success",
    "success-bold": "bold $text-success",
    "error": "$text-error",
    "error-bold": "bold $text-error",
    "dropped": "strike $foreground-muted",
    "bold": "bold",
}
"""Roles as styles of `Content`."""


def looks_of(widget: Widget) -> Terminal:
    """What the terminal can show on which a widget stands."""
    return cast("RcaApp", widget.app).looks


class Painting:
    """The styles of a widget's own parts, kept until the theme changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, RichStyle] = {}

    def forget(self) -> None:
        """Ask for the styles anew."""
        self._styles.clear()

    @property
    def plain(self) -> RichStyle:
        """The widget's own style."""
        return self.on("")

    def on(self, style: str) -> RichStyle:
        """The widget's own style with another on it, such as `bold on $panel`."""
        if style not in self._styles:
            own = self._widget.visual_style
            self._styles[style] = (own + _style(style, self._widget.app) if style else own).rich_style
        return self._styles[style]

    def style(self, component: str) -> RichStyle:
        """The style of a component class, on the widget's own."""
        if component not in self._styles:
            self._styles[component] = self._widget.get_component_rich_style(component)
        return self._styles[component]

    def over(self, ground: str, role: str = "") -> RichStyle:
        """A role on a ground, which is said in words as for `on`."""
        key = f"{role} over {ground}"
        if key not in self._styles:
            self._styles[key] = self.on(ground) + self.role(role)
        return self._styles[key]

    def role(self, role: str) -> RichStyle:
        """What a role adds to the style below it: its colour, bold or struck through."""
        if not role:
            return RichStyle.null()
        key = f"role {role}"
        if key not in self._styles:
            full = self.on(COLORS[role])
            self._styles[key] = RichStyle(color=full.color, bold=full.bold, strike=full.strike)
        return self._styles[key]


def _style(words: str, app: App[object]) -> Style:
    """A style such as `bold $accent on $primary 30%`, quicker than by the grammar of markup."""
    said = words.split()
    colors: dict[str, Color] = {}
    place = "foreground"
    try:
        for word in said:
            if word == "on":
                place = "background"
            elif word.startswith("$"):
                colors[place] = _color(app.theme_variables[word[1:]])
            elif word.endswith("%"):
                colors[place] = _shared(colors[place], word)
    except ColorParseError:  # one that depends on the ground below it
        return Style.parse(words)
    bold, reverse, strike = ((flag in said) or None for flag in ("bold", "reverse", "strike"))
    return Style(
        colors.get("background"), colors.get("foreground"), bold=bold, reverse=reverse, strike=strike
    )


def _color(value: str) -> Color:
    """A colour out of a theme, be it with its share: `#ffffff 60%`."""
    name, _, share = value.partition(" ")
    return _shared(Color.parse(name), share or "100%")


def _shared(color: Color, share: str) -> Color:
    return color.multiply_alpha(float(share.removesuffix("%")) / 100)
