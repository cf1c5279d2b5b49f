"""The query bar: filters as one types, completes, and says what is wrong and where."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from rca.output.clean import clean


class QueryBar(Widget):
    """The query and how many it selects; an input takes its place while one types."""

    DEFAULT_CSS = """
    QueryBar { height: 1; layout: horizontal; }
    """

    @dataclass
    class Changed(Message):
        """The query is another one."""

        query: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self.query_text = ""
        self._count = ""

    def show_count(self, told: str) -> None:
        """Show how many items the query selects."""
        self._count = told
        self.refresh()

    def render(self) -> Content:
        """The query, or how to begin one."""
        room = self.size.width - len(self._count) - 4
        if self.query_text:
            said, style = clean(self.query_text)[:room], ""
        else:
            said, style = "to filter: words, owner:platform, sev:<=2, due:<7d"[:room], "$text-muted"
        return Content.assemble(
            (" / ", "bold $text-accent"), (said.ljust(room), style), (self._count, "$text-muted"), (" ", "")
        )
