"""What changes outside appears, with cursor and selection where they were; what takes long can be stopped."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

from rca.stats import SyncStats
from rca.tui import live
from rca.tui.app import RcaApp
from rca.tui.screens.itemlist import ItemScreen
from rca.tui.widgets.details import Details
from rca.tui.widgets.workbar import WorkBar
from tests.command import rca
from tests.invented import LAG as LAG_TEXT
from tests.invented import rewrite
from tests.tui.acted import CERTIFICATE, LAG, Screen, opened, prepare
from tests.tui.browse import shown
from tests.tui.triaged import rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


STAYED = (f"{LAG}/1", (f"{LAG}/2",))
"""The cursor and the selection, where they were before a document changed."""


async def changed(screen: Screen) -> tuple[str, tuple[str, ...]]:
    """Change a document outside, and see it inside; where the cursor is then, and what is selected."""
    await screen.go(f"{LAG}/2")
    await screen.pilot.press("space")
    await screen.go(f"{LAG}/1")
    rewrite(screen.folder / "incidents" / f"{LAG}.md", LAG_TEXT.replace("| 2026-06-01 |", "| 2026-07-01 |"))
    await screen.until(lambda: screen.current.due == "2026-07-01")
    return screen.current.ref, screen.triage.targets()


async def test_a_file_that_is_watched_appears(folder: Path) -> None:
    pytest.importorskip("watchfiles")
    async with opened(folder, follow=True) as screen:
        await screen.until(lambda: screen.app.live.watching)
        assert await changed(screen) == STAYED


async def test_without_a_watcher_it_is_looked_at_now_and_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    async with opened(folder, follow=True) as screen:
        assert await changed(screen) == STAYED
        assert not screen.app.live.watching


async def test_a_change_before_the_first_list_stands_leaves_one_place_for_details(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, be_seen = asyncio.Event(), ItemScreen._be_seen

    async def late(screen: ItemScreen) -> None:
        await seen.wait()
        await be_seen(screen)

    monkeypatch.setattr(ItemScreen, "_be_seen", late)
    async with opened(folder) as screen:
        screen.app.tell_changed(SyncStats(changed=1))
        await screen.until(lambda: screen.triage._counted)
        seen.set()
        await screen.until(lambda: screen.triage.is_settled and not screen.app.workers)
        assert len(screen.triage.query(Details)) == 1


async def test_files_that_come_and_go_appear(folder: Path) -> None:
    async with opened(folder, follow=True) as screen:
        (folder / "incidents" / f"{CERTIFICATE}.md").unlink()
        await screen.until(lambda: screen.triage.table.view.items == 6)
        rewrite(
            folder / "incidents" / "2026-05-30-new.md",
            LAG_TEXT.replace("2026-05-12-ledger-lag", "2026-05-30-new"),
        )
        await screen.until(lambda: screen.triage.table.view.items == 10)
        assert f"{CERTIFICATE}/1" not in {row.ref for row in rows(screen.triage.table)}


async def test_what_another_rca_does_appears(folder: Path) -> None:
    async with opened(folder, follow=True) as screen:
        await screen.go(f"{LAG}/2")
        assert rca(folder, "mark", f"{LAG}/2", "written", env={"RCA_TODAY": "2026-06-03"}).code == 0
        await screen.until(lambda: screen.current.written == "yes")
        assert screen.current.ref == f"{LAG}/2"


async def test_another_configuration_is_followed(folder: Path) -> None:
    async with opened(folder, follow=True) as screen:
        await screen.go(f"{CERTIFICATE}/1")
        assert screen.current.due == "2026-06-08"
        config = (folder / "rca.toml").read_text().replace("2026-06-08", "2026-08-08")
        rewrite(folder / "rca.toml", config)
        await screen.until(lambda: screen.current.due == "2026-08-08")


async def test_a_broken_configuration_is_told_once(folder: Path) -> None:
    async with opened(folder, follow=True) as screen:
        good = (folder / "rca.toml").read_text()
        rewrite(folder / "rca.toml", "environments = [")
        await screen.say("rca.toml")
        screen.app.live.look_again()
        await screen.pilot.pause(0.3)
        assert len(screen.said) == 1
        rewrite(folder / "rca.toml", good)
        await screen.pilot.press("f5")
        await screen.until(lambda: screen.app.live._said == "")


async def test_a_broken_configuration_ends_no_screen(folder: Path) -> None:
    """Every screen asks questions that fail, and the application is there still when it is mended."""
    async with opened(folder, follow=True) as screen:
        good = (folder / "rca.toml").read_text()
        rewrite(folder / "rca.toml", "environments = [")
        await screen.say("rca.toml")
        for keys in (
            ("j", "G", "slash", "o", "escape"),
            ("3",),
            ("2", "j", "i"),
            ("4",),
            ("1", "j", "enter"),
        ):
            await screen.pilot.press(*keys)
            await screen.pilot.pause(0.1)
        rewrite(folder / "rca.toml", good)
        await screen.pilot.press("escape", "1", "f5")
        await screen.until(lambda: screen.app.live._said == "")
        await screen.until(lambda: screen.triage.table.view.items == 8)
        assert screen.app.screen is screen.triage


def many(folder: Path, number: int) -> None:
    """So many more incidents."""
    for at in range(number):
        id_ = f"2026-05-{at % 28 + 1:02}-more-{at}"
        text = LAG_TEXT.replace("2026-05-12-ledger-lag", id_)
        (folder / "incidents" / f"{id_}.md").write_text(text, encoding="utf-8")


async def test_many_files_are_read_by_a_process_of_their_own(folder: Path) -> None:
    many(folder, live.FEW + 1)
    async with opened(folder, follow=True) as screen:
        await screen.until(lambda: screen.triage.table.view.items == 8 + 4 * (live.FEW + 1))
        await screen.until(lambda: not screen.app.working.is_on)
        assert not screen.app.screen.query(WorkBar)


async def test_reading_can_be_stopped_and_begun_again(folder: Path) -> None:
    many(folder, 400)
    async with opened(folder, follow=True) as screen:
        await screen.until(lambda: screen.app.working.is_on)
        await screen.pilot.press("C")
        await screen.say("Reading was stopped: what you see is from before. F5 reads again.")
        assert screen.triage.table.view.items == 8
        await screen.pilot.press("f5")
        await screen.until(lambda: screen.triage.table.view.items == 8 + 1600, within=60)


async def test_what_was_stopped_before_anything_was_read_is_no_empty_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepare(tmp_path, monkeypatch)
    many(folder, 400)
    shutil.rmtree(folder / ".rca")
    app = RcaApp(str(folder), follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot, folder)
        await screen.until(lambda: "being read for the first time" in "\n".join(shown(pilot)))
        await screen.until(lambda: app.working.is_on)
        await pilot.press("C")
        await screen.say("Reading was stopped: what you see is from before. F5 reads again.")
        for key in ("1", "2", "4"):
            await pilot.press(key)
            await screen.until(lambda: "F5 reads the documents." in "\n".join(shown(pilot)))
            assert "There is no RCA" not in "\n".join(shown(pilot))


CHECKS = {
    "holds": ("exit 0", "check slow passed on staging"),
    "fails": ("echo broken; exit 1", "check slow failed on staging"),
    "cannot": ("exit 127", "check slow could not be run on staging"),
}


def with_check(folder: Path, body: str) -> None:
    """A check that item 3 names, which is executed."""
    config = (
        folder / "rca.toml"
    ).read_text() + f'[verify.slow]\nrun = ["sh", "-c", "{body}"]\nenvironments = ["staging"]\n'
    (folder / "rca.toml").write_text(config)
    assert rca(folder, "set", f"{LAG}/3", "check", "slow", env={"RCA_TODAY": "2026-06-03"}).code == 0


@pytest.mark.parametrize("name", CHECKS)
async def test_v_runs_the_check_and_tells_the_result(name: str, folder: Path) -> None:
    body, told = CHECKS[name]
    with_check(folder, body)
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        await screen.pilot.press("v")
        await screen.say(told)
    recorded = screen.history(f"{LAG}/3")[-1]
    assert recorded.startswith("3 check slow") == (name != "cannot")


async def test_an_item_without_a_check_says_so(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("v")
        told = "Here is no check to run: ctrl+p, then check, names one of rca.toml."
        assert told in await screen.say(told)


async def test_where_nothing_is_executed_there_is_nothing_to_check(folder: Path) -> None:
    with_check(folder, "exit 0")
    assert rca(folder, "set", f"{LAG}/2", "check", "slow", env={"RCA_TODAY": "2026-06-03"}).code == 0
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        assert screen.current.state == "open"
        await screen.pilot.press("v")
        await screen.say("Nothing is executed yet that a check could test: x marks it executed.")


async def test_a_check_can_be_stopped(folder: Path) -> None:
    with_check(folder, "sleep 60")
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        await screen.pilot.press("v")
        await screen.until(lambda: screen.app.screen.query(WorkBar))
        await screen.pilot.pause(0.5)
        await screen.pilot.press("C")
        await screen.say("Stopped: what was not checked stays as it was.")
    assert not any("check slow" in each for each in screen.history(f"{LAG}/3")[-1:])
