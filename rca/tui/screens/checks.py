"""All that is wrong with the documents of the workspace, and where."""

from __future__ import annotations

import shlex
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from rca.checks.explain import explanation
from rca.checkup import CONFIG_RULE
from rca.output.clean import clean
from rca.output.rule import rule_lines
from rca.output.words import count
from rca.rows import DiagnosticRow
from rca.ruleids import UnknownRule
from rca.tui.beside import sums
from rca.tui.editing import edit_file
from rca.tui.emptiness import no_documents
from rca.tui.findings import GROUPINGS, Findings, Group
from rca.tui.told import FAILURES, failure
from rca.tui.whileshown import while_shown
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.rows import Column
from rca.tui.widgets.rowtable import RowTable

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp
    from rca.workspace import Workspace

COLUMNS = (
    Column("", 1),
    Column("RULE", 6),
    Column("PLACE", 18, until=109, keep_end=True),
    Column("PLACE", 40, since=110, keep_end=True),
    Column("WHAT IS WRONG", 0),
)
_UNREADABLE = "unreadable"
_SLICE = 0.05
"""Seconds of checking before other questions have their turn."""
_REPAINT = 0.25
"""Seconds between two looks at what was found so far."""


class ChecksScreen(Screen[None]):
    """What `rca check` says, grouped."""

    CSS_PATH = "checks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "filter",
            "filter",
            key_display="/",
            id="checks.filter",
            tooltip="Only those with these words",
        ),
        Binding("t", "group", "group", id="checks.group", tooltip="Group by rule, by file, by level"),
        Binding(
            "space", "fold", "fold", id="checks.fold", tooltip="Hide or show what stands below the heading"
        ),
        Binding(
            "Z",
            "fold_all",
            "fold all",
            show=False,
            id="checks.fold-all",
            tooltip="Hide or show all but headings",
        ),
        Binding("y", "copy", "copy command", id="checks.copy", tooltip="Copy the command that says the same"),
        Binding(
            "r", "again", "check again", show=False, id="checks.again", tooltip="Check all documents again"
        ),
        Binding("escape", "leave", "stop", show=False, id="checks.stop", tooltip="Stop checking"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.findings = Findings()
        self._done = self._all = 0
        self._painted = 0.0
        self._is_current = False
        """Whether what was found is what there is now."""

    @property
    def rca(self) -> RcaApp:
        """The application."""
        return cast("RcaApp", self.app)

    @property
    def table(self) -> RowTable:
        """The diagnostics."""
        return self.query_one(RowTable)

    def compose(self) -> ComposeResult:
        """What is going on, the diagnostics, the rule of the one under the cursor, keys."""
        yield Static(id="checks-head", markup=False)
        hint = "words of a message, a rule, a path, a level; -word leaves out"
        yield Input(placeholder=hint, id="words", select_on_focus=False)
        yield RowTable(COLUMNS, self.rca.looks)
        yield Static(id="rule", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow what changes."""
        self.rca.changed.subscribe(self, self.follow)
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Check what was not checked since it changed."""
        if not self._is_current:
            self.action_again()

    def follow(self, _changed: Changed) -> None:
        """Check what is another now: at once if it is seen, else when somebody comes back."""
        self._is_current = False
        if self.is_current:
            self.action_again()

    # Checking.

    def action_again(self) -> None:
        """Check all documents; what did not change costs little."""
        self._check()

    @work(group="check", exclusive=True)
    async def _check(self) -> None:
        def begin(workspace: Workspace) -> tuple[list[str], dict[str, tuple[DiagnosticRow, ...]]]:
            reading = workspace.reading
            unreadable = [
                DiagnosticRow(row.path, 1, 1, _UNREADABLE, "error", row.reason)
                for row in workspace.unreadable()
            ]
            found = {row.path: (row,) for row in unreadable}
            config = reading.check_config()
            return reading.to_check(), found | ({config[0].path: config} if config else {})

        self._is_current = True
        with while_shown(self):
            try:
                paths, found = await self.rca.desk.ask(begin)
                self.findings.keep((*paths, *found))
                self.findings.put(found)
                await self._check_all(paths)
            except FAILURES as error:
                self._head(failure(error))

    async def _check_all(self, paths: list[str]) -> None:
        self._done, self._all = 0, len(paths)
        while self._done < self._all:
            todo = paths[self._done : self._done + 500]
            found = await self.rca.desk.ask(lambda ws, todo=todo: ws.reading.check(todo, _SLICE))  # type: ignore[misc]
            self.findings.put(found)
            self._done += len(found)
            if monotonic() - self._painted > _REPAINT:
                self.renew()
        self.renew()

    def action_leave(self) -> None:
        """Stop checking, or leave the filter."""
        words = self.query_one("#words", Input)
        if self.focused is words or words.has_class("-open"):
            words.value = ""
            words.remove_class("-open")
            self.table.focus()
        elif self._done < self._all:
            self.workers.cancel_group(self, "check")
            self._is_current = False
            self._all = self._done
            self.renew(stopped=True)

    # What is shown.

    def renew(self, *, stopped: bool = False) -> None:
        """Show what was found so far; the cursor stays on its diagnostic."""
        self._painted = monotonic()
        self.findings.titles = _titles()
        rows, table = self.findings.rows(), self.table
        before, above = table.current, table.cursor - table.top
        places = {row.target: place for place, row in enumerate(rows)}
        cursor = places.get(before, min(table.cursor, max(len(rows) - 1, 0)))
        table.empty = self._words()
        table.show(len(rows), 0, rows, cursor=cursor, top=cursor - above)
        self._head("stopped" if stopped else "")

    def _head(self, told: str) -> None:
        chosen = self.findings.chosen()
        counts = sums(chosen) or ("nothing wrong" if self._all else "nothing to check")
        if self._done < self._all:
            told = f"checking {self._done:,} of {self._all:,}; escape stops"
        parts = [counts, f"by {self.findings.grouping}", told or f"{count(self._all, 'document')} checked"]
        self.query_one("#checks-head", Static).update(f" {self.rca.looks.dot} ".join(parts))

    def _words(self) -> tuple[str, ...]:
        if self._done < self._all:
            return ("Checking …",)
        if self.findings.words:
            return ("No diagnostic has these words.", "escape shows all of them.")
        if not self._all:
            return tuple(no_documents(self.rca.live.reads_first))
        return ("Nothing is wrong with any document.", "rca check says the same; it exits with 0.")

    @on(RowTable.Highlighted)
    def _explain(self, event: RowTable.Highlighted) -> None:
        self.query_one("#rule", Static).update("\n".join(self._told(event.target)))

    def _told(self, target: object) -> list[str]:
        looks = self.rca.looks._replace(width=max(self.size.width - 2, 20), color=False)
        lines = []
        rule = target.name if isinstance(target, Group) and self.findings.grouping == "rule" else ""
        if isinstance(target, DiagnosticRow):
            lines = [clean(f"{target.path}:{target.line}:{target.column}: {target.message}")]
            rule = target.rule
        with suppress(UnknownRule):  # a file that cannot be read: its message says it all
            lines += rule_lines(explanation(rule), looks) if rule else []
        return lines

    @on(RowTable.Opened)
    def _open(self, event: RowTable.Opened) -> None:
        if not isinstance(event.target, DiagnosticRow):
            self.action_fold()
        elif event.target.rule in (CONFIG_RULE, _UNREADABLE):  # there is no document to show
            edit_file(self.rca, event.target.path, event.target.line)
            self.action_again()
        else:
            self.rca.open_document(event.target.path, event.target.line)

    # What a user does.

    def action_fold(self) -> None:
        """Hide what stands below the heading of the row, or show it again."""
        target = self.table.current
        if isinstance(target, DiagnosticRow):
            target = Group(self.findings.name_of(target))
        if isinstance(target, Group):
            self.findings.fold(target.name)
            self.renew()

    def action_fold_all(self) -> None:
        """Hide all but headings, or show all again."""
        self.findings.fold_all(self.findings.groups())
        self.renew()

    def action_group(self) -> None:
        """Group by the next of rule, file, level."""
        at = GROUPINGS.index(self.findings.grouping)
        self.findings.grouping = GROUPINGS[(at + 1) % len(GROUPINGS)]
        self.findings.folded = set()
        self.renew()

    def action_filter(self) -> None:
        """Ask for words."""
        words = self.query_one("#words", Input)
        words.add_class("-open")
        words.action_select_all()
        self.set_focus(words)

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self.findings.words = tuple(event.value.casefold().split())
        self.renew()

    @on(Input.Submitted, "#words")
    def _entered(self) -> None:
        self.table.focus()

    def command(self) -> str:
        """The command that says what stands under the cursor."""
        target = self.table.current
        if isinstance(target, DiagnosticRow):
            return f"rca check {shlex.quote(target.path)} --select {target.rule}"
        if isinstance(target, Group) and self.findings.grouping == "rule":
            return f"rca check --select {target.name}"
        if isinstance(target, Group) and self.findings.grouping == "file":
            return f"rca check {shlex.quote(target.name)}"
        return "rca check"

    def action_copy(self) -> None:
        """Copy the command that says the same."""
        command = self.command()
        self.app.copy_to_clipboard(command)
        self.notify(f"Copied: {clean(command)}", markup=False)


def _titles() -> dict[str, str]:
    from rca.checks import READING, RULES

    return {rule.id: rule.title for rule in RULES} | {rule: title for rule, (_, title) in READING.items()}
