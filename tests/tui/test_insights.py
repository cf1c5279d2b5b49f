"""The screen of insights: panels of bars on the sample workspace, and the way from a bar to its list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Sparkline, Static

from rca.tui.app import Changed, RcaApp
from rca.tui.screens.insights import InsightsScreen
from rca.tui.widgets.bars import Bars
from rca.workspace import Workspace

CONFIG = 'environments = ["staging", "prod"]\n'
QUEUE = """\
# RCA — Queue stood still

- **Date:** 2026-04-02
- **Severity:** SEV-1
- **Started:** 2026-04-02 10:00 UTC
- **Detected:** 2026-04-02 10:20 UTC

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|---|---|---|---|---|
| 1 | Alert on depth | x [b]ops[/b] y | 2026-05-30 | 2026-04-10 | staging: 2026-05-01; prod: — |
| 2 | Cap the retries | ops, data lead | 2026-04-20 | 2026-04-10 | — |
| 3 | Drain runbook | ops | 2026-02-01 | 2026-05-02 | staging: 2026-05-03; prod: 2026-05-22 |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One incident with three items, two of them late on 3 June 2026."""
    monkeypatch.setenv("RCA_TODAY", "2026-06-03")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "rca.toml").write_text(CONFIG)
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2026-04-02-queue.md").write_text(QUEUE)
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
    return tmp_path


async def test_a_page_down_before_the_bars_are_laid_out_does_nothing(folder: Path) -> None:
    async with RcaApp(str(folder)).run_test(size=(100, 30)) as pilot:
        bars = (await _open(pilot)).query_one("#owners", Bars)
        new = Bars(bars._looks, id="new")
        new.show(bars._bars)
        new._move_page(1)
        assert new.highlighted == 0


async def _open(pilot: Pilot[None]) -> InsightsScreen:
    await pilot.press("3")
    await _settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, InsightsScreen)
    return screen


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    for _ in range(5):
        await pilot.pause(0.02)


def _told(screen: InsightsScreen, name: str) -> list[str]:
    bars = screen.query_one(f"#{name}", Bars)
    return [" ".join(str(bars.get_option_at_index(k).prompt).split()[:-1]) for k in range(bars.option_count)]


async def test_each_panel_shows_its_bars(folder: Path) -> None:
    async with RcaApp(str(folder)).run_test(size=(140, 60)) as pilot:
        screen = await _open(pilot)
        assert _told(screen, "owners") == ["data lead 1", "ops 1", "x [b]ops[/b] y 1"]
        assert screen.query_one("#paper", Bars).option_count == 3  # April, May, today
        assert "detected − started: n 1" in str(screen.query_one("#note-ttd", Static).content)
        assert screen.query_one("#course", Sparkline).data == [0] * 10 + [2, 1, 1]


async def test_a_bar_opens_the_items_that_it_counts(folder: Path) -> None:
    app = RcaApp(str(folder))
    async with app.run_test(size=(140, 60)) as pilot:
        await _open(pilot)
        await pilot.press("j", "enter")
        await _settle(pilot)
        assert app.current_mode == "triage"
        targets = app.screen.targets()  # type: ignore[attr-defined]
        assert targets == ("2026-04-02-queue/2",)


async def test_a_month_opens_the_incidents_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def note(_: RcaApp, query: str) -> None:
        asked.append(query)

    monkeypatch.setattr(RcaApp, "show_incidents", note)
    async with RcaApp(str(folder)).run_test(size=(140, 60)) as pilot:
        screen = await _open(pilot)
        months = screen.query_one("#months", Bars)
        months.focus()
        labels = _told(screen, "months")
        months.highlighted = next(k for k, label in enumerate(labels) if label.startswith("2026-04 SEV-1"))
        await pilot.press("enter")
        await pilot.pause()
    assert asked == ["date:2026-04 sev:1"]


async def test_tab_goes_from_panel_to_panel(folder: Path) -> None:
    async with RcaApp(str(folder)).run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        assert screen.focused is screen.query_one("#owners")
        await pilot.press("tab")
        assert screen.focused is screen.query_one("#ages")
        await pilot.press("shift+tab")
        assert screen.focused is screen.query_one("#owners")


async def test_what_changes_is_shown_and_the_cursor_stays(folder: Path) -> None:
    app = RcaApp(str(folder))
    async with app.run_test(size=(140, 60)) as pilot:
        screen = await _open(pilot)
        await pilot.press("j")
        path = folder / "incidents" / "2026-04-02-queue.md"
        path.write_text(QUEUE.replace("x [b]ops[/b] y", "ops"))
        stats = await app.desk.work(lambda workspace: workspace.sync())
        app.changed.publish(Changed(stats))
        await _settle(pilot)
        assert _told(screen, "owners") == ["ops 2", "data lead 1"]
        assert screen.query_one("#owners", Bars).highlighted == 0  # on ops, as before
