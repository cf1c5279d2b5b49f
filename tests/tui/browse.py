"""A small workspace to browse in, and waiting until a screen has what it asked for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from rca.tui.app import RcaApp
from rca.tui.screens.document import DocumentScreen
from rca.workspace import Workspace
from tests.invented import CONFIG, DOCUMENTS, TODAY, write

QUEUE = """\
# RCA — Events queue stood still

- **Date:** 2026-05-02
- **Severity:** SEV-2
- **Status:** open
- **Services:** ledger

## Summary

The consumer of the events queue fell behind, as [the runbook](http://e.org/runbook) says it would.

## Timeline

- 10:00 UTC the queue grew
- 10:20 UTC somebody noticed

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|--------|-------|-----|-------|---------|----------|
| 1 | Alert on the depth of the queue | platform | 2026-05-30 | #77 | 2026-05-10 | — |
| 2 | Improve the [b]retries[/b] | | soon | — | — | — |

## References

Nothing but words, so that the page is long enough to be scrolled.
"""
QUEUE_ID = "2026-05-02-queue"
LINES = QUEUE.split("\n")


def line_of(text: str) -> int:
    """The line of the document on which a text stands."""
    return next(number for number, line in enumerate(LINES, 1) if text in line)


def workspace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four incidents, on a day when items of two are late."""
    monkeypatch.setenv("RCA_TODAY", TODAY)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    write(folder, {**DOCUMENTS, f"{QUEUE_ID}.md": QUEUE}, CONFIG)
    with Workspace(str(folder)) as opened:
        opened.sync()
    return folder


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is asked or shown any more."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer question took its place
            await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.02)


async def open_document(pilot: Pilot[None], ref: str = QUEUE_ID, line: int | None = None) -> DocumentScreen:
    """Open a document and wait for all that is known of it."""
    app = pilot.app
    assert isinstance(app, RcaApp)
    await settle(pilot)
    app.open_document(ref, line)
    await settle(pilot)
    screen = app.screen
    assert isinstance(screen, DocumentScreen)
    return screen


def shown(pilot: Pilot[None]) -> list[str]:
    """The lines of the terminal."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]
