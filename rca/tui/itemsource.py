"""What the triage asks: pages of items, counts of queues, one item in full; in the threads of the desk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from datetime import date
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from rca.output.names import ShortNames, short_ref
from rca.output.terminal import Terminal
from rca.paging import Arrangement, Line, View
from rca.queues import FLAGS, Queue, queues
from rca.rows import ItemRow
from rca.tui.desk import Desk, Superseded
from rca.tui.told import FAILURES
from rca.values import NamedTuple
from rca.workspace import Workspace

if TYPE_CHECKING:
    from rca.itemwords import ItemWords
    from rca.output.detail import Fact
    from rca.suggestions import Suggestion

PATIENCE = 0.3
"""Seconds that the first picture waits for items, rather than to be painted twice."""


class Page(NamedTuple):
    """Lines of a view, with the short names of their incidents."""

    view: View
    start: int
    rows: list[Line]
    names: dict[str, str]
    cursor: int = 0
    """The line of the item that was asked for, or the one that has come in its place."""
    is_kept: bool = False
    """Whether the index keeps these names."""


class Counted(NamedTuple):
    """How things stand."""

    queues: tuple[Queue, ...]
    counts: dict[str, int]
    """By the names of queues; of flags that have none of their own by their queries."""
    environments: tuple[str, ...]
    documents: int
    unreadable: int
    writable: bool
    """Whether documents can be changed here."""
    today: date


class Told(NamedTuple):
    """One item in full."""

    name: str
    text: str
    facts: list[Fact]


class ItemSource:
    """Asks for items; raises `Superseded` where a newer question of its kind was asked."""

    def __init__(self, desk: Desk, looks: Terminal) -> None:
        self._desk = desk
        self._looks = looks
        self._names: ShortNames | None = None
        """Found among all ids, when a name is wanted that the index does not keep."""
        self._naming = Lock()
        self._named = -1
        """How often documents had changed when the names were found."""
        self._first: Future[Page] | None = None
        self._found: View | None = None
        """What was found last, all of it, if no document changed since."""
        self._words: ItemWords | None = None
        """What is said of all items, while somebody types, if no document changed since."""
        self._changes = 0
        """How often documents have changed."""

    def forget(self) -> None:
        """Documents have changed."""
        self._changes += 1
        self._found = self._words = None

    def begin(self, arrangement: Arrangement) -> None:
        """Look for the first lines before there is a screen, as many as the terminal will show."""
        if not arrangement.group:
            columns, lines = shutil.get_terminal_size((100, 40))
            limit = max(lines - (16 if columns >= 100 else 4), 1)
            self._first = self._desk.begin(self._beginning(arrangement, limit))

    def begun(self) -> Page | None:
        """What was looked for at the beginning, once; None where it is not there soon."""
        first, self._first = self._first, None
        with suppress(TimeoutError, Superseded, *FAILURES):  # who asks again is told
            return first.result(PATIENCE) if first else None
        return None

    async def beginning(self, arrangement: Arrangement, limit: int) -> Page:
        """The first lines of an arrangement without groups."""
        return await self._desk.ask(self._beginning(arrangement, limit), "view")

    def _beginning(self, arrangement: Arrangement, limit: int) -> Callable[[Workspace], Page]:
        changes = self._changes

        def ask(workspace: Workspace) -> Page:
            view = workspace.arranged.beginning(arrangement, limit, self._found, self._words)
            self._keep(view, changes)
            return self._page(workspace, view, 0, limit)

        return ask

    async def whole(self, arrangement: Arrangement) -> View:
        """All lines of an arrangement whose beginning is shown."""
        changes = self._changes
        view = await self._desk.ask(partial(self._whole, arrangement), "view", aside=True)
        self._keep(view, changes)
        return view

    def _whole(self, arrangement: Arrangement, workspace: Workspace) -> View:
        before, arranged = self._found, workspace.arranged
        narrowed = arranged.narrowed(arrangement, before) if before else None
        return narrowed or arranged.view(arrangement)

    def _keep(self, view: View, changes: int) -> None:
        """Look for what is narrower among these items alone, unless documents changed meanwhile."""
        if view.complete and changes == self._changes:
            self._found = view

    async def hold_words(self) -> None:
        """Hold in memory what is said of all items, which makes `beginning` quick."""
        changes = self._changes
        words = await self._desk.ask(lambda workspace: workspace.arranged.words(), "words", aside=True)
        if changes == self._changes:
            self._words = words

    def drop_words(self) -> None:
        """Let it go."""
        self._words = None

    @property
    def holds_words(self) -> bool:
        """Whether it is held."""
        return self._words is not None

    async def around(self, arrangement: Arrangement, ref: str, line: int, reach: int) -> Page:
        """The lines around an item, or around a line where the item is not there."""

        def ask(workspace: Workspace) -> Page:
            view = workspace.arranged.view(arrangement)
            cursor = _nearest(workspace.arranged.positions(view, ref), line) if ref else line
            start = max(0, cursor - reach)
            return self._page(workspace, view, start, cursor + reach)._replace(cursor=cursor)

        return await self._desk.ask(ask, "view")

    async def among(self, view: View, refs: Iterable[str]) -> list[str]:
        """Those items that are in a view."""

        def ask(workspace: Workspace) -> list[str]:
            return [ref for ref in refs if workspace.arranged.positions(view, ref)]

        return await self._desk.ask(ask)

    async def rows(self, view: View, start: int, end: int) -> Page:
        """Lines that came into sight."""
        return await self._desk.ask(lambda workspace: self._page(workspace, view, start, end), "rows")

    async def again(self, view: View, start: int, end: int) -> Page:
        """Lines that are shown, as they are now; under the names they have, until more is asked."""
        return await self._desk.ask(
            lambda workspace: self._page(workspace, view, start, end, self._names), "rows"
        )

    def _page(
        self, workspace: Workspace, view: View, start: int, end: int, names: ShortNames | None = None
    ) -> Page:
        rows = workspace.arranged.lines(view, start, end)
        incidents = {row.incident for row in rows if isinstance(row, ItemRow)}
        if names is None and self._named != self._changes:
            kept = workspace.kept_names(incidents)
            if kept.keys() == incidents:
                return Page(view, start, rows, kept, is_kept=True)
        names = self._short_names(workspace) if names is None else names
        return Page(view, start, rows, {incident: names[incident] for incident in incidents})

    def _short_names(self, workspace: Workspace) -> ShortNames:
        with self._naming:
            names = self._names
            if names is None or self._named != self._changes:
                changes, ids = self._changes, workspace.id_lines()
                if names is None or names.ids != ids:
                    names = self._names = ShortNames(ids)
                self._named = changes
            return names

    async def keep_names(self, page: Page) -> None:
        """Have the index keep the short names of a page: the next start need not look for them."""
        names = self._names
        if names is None or page.is_kept:
            return

        def keep(workspace: Workspace) -> None:
            workspace.keep_names({incident: names[incident] for incident in page.names}, names.ids)

        with suppress(*FAILURES):  # it is only a memory
            await self._desk.work(keep)

    async def counted(self, line: str = "counts") -> Counted:
        """How many items each queue has, and what else concerns the whole workspace."""

        def ask(workspace: Workspace) -> Counted:
            self._short_names(workspace).prepare()
            shown = queues(workspace.config)
            return Counted(
                shown,
                workspace.arranged.counts(
                    {queue.name: queue.query for queue in shown} | {flag: flag for flag in FLAGS}
                ),
                workspace.config.environments,
                workspace.index.documents(),
                len(workspace.unreadable()),
                os.access(workspace.root, os.W_OK),
                workspace.today,
            )

        return await self._desk.ask(ask, line, aside=True)

    async def detail(self, ref: str) -> Told:
        """One item in full; raises UnknownItem or UnknownIncident where it is gone."""

        def ask(workspace: Workspace) -> Told:
            from rca.output.detail import facts

            detail = workspace.details.all(ref)
            names = self._short_names(workspace)
            told = facts(detail, lambda row: short_ref(row.ref, names), self._looks)
            return Told(short_ref(ref, names), detail.row.text, list(told))

        return await self._desk.ask(ask, "detail")

    async def suggestions(self, word: str) -> list[Suggestion]:
        """What can be typed for a word of a query."""
        return await self._desk.ask(lambda workspace: workspace.completion.query(word), "completion")


def _nearest(lines: list[int], line: int) -> int:
    """The line nearest to one; that line where there is none."""
    return min(lines, key=lambda other: abs(other - line), default=line)
