"""Five thousand keys, as a cat would press them: no exception, a list that is there, an index as if new."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from random import Random

import pytest
from textual.events import Key
from textual.pilot import Pilot

from rca.tui.app import RcaApp
from rca.tui.screens.triage import TriageScreen
from rca.workspace import Workspace
from tests.command import rca
from tests.tui.acted import prepare

KEYS = 500
SEEDS = range(10)
BURST = 12
"""Keys that come faster than the screen follows, as from a hand on the keyboard or out of a paste."""
PAUSES = (0, 0.001, 0.004, 0.016, 0.064)
"""Seconds, of which some are over before the screen has its answers."""
LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"0123456789"]
SIGNS = {
    "slash": "/",
    "question_mark": "?",
    "minus": "-",
    "colon": ":",
    "less_than_sign": "<",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": " ",
}
MOVES = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space", "backspace", "delete"]
DEEDS = [*"wxvdobneuNWC", "enter", "enter", "enter", "escape", "tab", "shift+tab", "ctrl+p", "f5"]


NOTICED = """
SELECT path, rule, level, message, line, character FROM diagnostics JOIN documents ON id = document
ORDER BY path, position
"""


async def stay(_: RcaApp) -> None:
    """Do not quit."""


def keys(seed: int) -> list[str]:
    """Keys of which a seed makes the same every time; those that do something come more often."""
    random = Random(seed)
    groups = (LETTERS, [*SIGNS], MOVES, DEEDS)
    return [random.choice(random.choices(groups, (4, 1, 4, 6))[0]) for _ in range(KEYS)]


def content(folder: Path) -> list[object]:
    """All that the index answers."""
    with Workspace(str(folder)) as workspace:
        workspace.sync()
        rows = [
            *workspace.incidents(),
            *workspace.items(),
            *workspace.index.rows(NOTICED),
            workspace.overview(),
        ]
        words = [hit._replace(score=0) for hit in workspace.search("lag", 50)]
    return [*rows, *words]


async def press(pilot: Pilot[None], pressed: list[str], random: Random) -> None:
    """Press keys in bursts, of which the next may begin while answers to the one before are on their way."""
    for at, key in enumerate(pressed):
        pilot.app.post_message(Key(key, SIGNS.get(key, key if len(key) == 1 else None)))
        if at % (4 * BURST) == 0:
            await pilot.pause()
        elif at % BURST == 0:
            await asyncio.sleep(random.choice(PAUSES))
    await pilot.pause()


async def rest(app: RcaApp) -> None:
    """Wait until the list is the one that was asked for last, with all rows that are seen."""
    await app.switch_mode(app.DEFAULT_MODE)
    screen = app.screen_stack[0]
    assert isinstance(screen, TriageScreen)
    async with asyncio.timeout(20):
        while not screen.is_settled:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_key_breaks_anything(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = prepare(tmp_path, monkeypatch)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(RcaApp, "action_quit", stay)
    size = ((80, 24), (120, 40), (160, 50))[seed % 3]
    async with RcaApp(str(folder), follow=seed % 2 == 0).run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, keys(seed), Random(seed))
        assert isinstance(pilot.app, RcaApp)
        await rest(pilot.app)
    found = content(folder)
    shutil.rmtree(folder / ".rca")
    assert found == content(folder)
    assert rca(folder, "journal", "verify", env={"RCA_TODAY": "2026-06-03"}).code == 0
