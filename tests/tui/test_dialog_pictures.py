"""Pictures of the dialogs, where there is least room for them; two also where there is more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from rca.tui.app import RcaApp
from rca.tui.dialogs.dialog import Dialog
from tests.tui.browse import settle
from tests.tui.triaged import fixed, sample

SMALL, LARGE = (80, 24), (140, 40)
Picture = Callable[..., bool]
Run = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RCA_ACTOR", "Ada <ada@example.org>")
    yield from fixed(tmp_path)


@pytest.fixture
def app(tmp_path: Path) -> RcaApp:
    return RcaApp(str(sample(tmp_path)))


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("never came")


def opened(*keys: str, done: str = "") -> Run:
    """Press keys that open a dialog (or do something by its name), then wait for it."""

    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, RcaApp)
        await pilot.press("escape", "j")
        await settle(pilot)
        await pilot.press(*keys)
        if done:
            app.action_do(done)
        await _until(pilot, lambda: app.screen.is_modal)
        await pilot.pause(0.2)
        for typed in app.screen.query(Input):
            typed.cursor_blink = False

    return run


@pytest.mark.parametrize("key", ["x", "d", "o", "b", "n", "W", "N", "question_mark", "ctrl+p"])
def test_dialog_of_a_key(key: str, app: RcaApp, snap_compare: Picture) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=opened(key))


@pytest.mark.parametrize("key", ["x", "question_mark"])
def test_dialog_with_more_room(key: str, app: RcaApp, snap_compare: Picture) -> None:
    assert snap_compare(app, terminal_size=LARGE, run_before=opened(key))


def test_dialog_of_split(app: RcaApp, snap_compare: Picture) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=opened(done="split"))


def test_a_refusal(app: RcaApp, snap_compare: Picture) -> None:
    async def refused(pilot: Pilot[None]) -> None:
        await opened("b")(pilot)
        await pilot.press("enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, Dialog)
        await _until(pilot, lambda: dialog.query_one("#refusal").display)

    assert snap_compare(app, terminal_size=SMALL, run_before=refused)
