"""A line to type in, of a width that is given."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class QueryInput(Input):
    """An input; a longer text scrolls, and Textual need not lay the whole screen out anew with every key."""

    virtual_size = Reactive(Size(0, 0))
