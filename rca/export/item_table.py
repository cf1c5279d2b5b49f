"""The table of action items of a page, for every format: its columns, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rca.export.page import BLOCKED_SIGN, Line, Page, Sign, Step
from rca.export.prose import Node
from rca.export.wording import environment_title

Cited = tuple[tuple[str, str], ...]


class Cell(NamedTuple):
    """What stands in a cell; nothing of it where an item is not meant for an environment."""

    column: str
    nodes: Sequence[Node] = ()
    signs: tuple[Sign, ...] = ()
    """Below each other."""
    step: Step | None = None
    cited: Cited = ()


class ItemTable:
    """The items of one place of a page."""

    def __init__(self, page: Page, positions: Sequence[int]) -> None:
        self.lines = lines = [page.lines[at] for at in positions]
        self.places = [name for name in page.environments if any(name in line.executed for line in lines)]
        self.has_issues = any(line.issues for line in lines)

    @property
    def columns(self) -> list[str]:
        """Their heads."""
        issue = ["Issue"] if self.has_issues else []
        return [
            *("#", "State", "Action", "Owner", "Due"),
            *issue,
            "Written",
            *map(environment_title, self.places),
        ]

    def rows(self) -> Iterator[list[Cell]]:
        """The cells of each item."""
        return (list(self._cells(line)) for line in self.lines)

    def _cells(self, line: Line) -> Iterator[Cell]:
        yield Cell("#", [line.number])
        yield Cell("State", signs=(line.state, *((BLOCKED_SIGN,) if line.is_blocked else ())))
        yield Cell("Action", line.text)
        yield Cell("Owner", [line.owner])
        yield Cell("Due", signs=(line.due,))
        if self.has_issues:
            yield Cell("Issue", cited=line.issues)
        yield Cell("Written", step=line.written)
        for name in self.places:
            yield Cell(environment_title(name), step=line.executed.get(name))
