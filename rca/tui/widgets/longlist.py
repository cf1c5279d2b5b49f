"""A list that may become longer or shorter with every key."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LongList(ScrollView):
    """Lines that scroll; how many there are is the scrollbar's matter, not that of the whole screen.

    Textual lays a screen out anew, and paints all of a widget, whenever its virtual size is another one.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def watch_virtual_size(self) -> None:
        """Show where the lines end; with a layout only where the scrollbar comes or goes."""
        self._scroll_update(self.virtual_size)
