"""The table of incidents: sorted, filtered, opened, and followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from rca.tui.app import Changed, RcaApp
from rca.tui.screens.document import DocumentScreen
from rca.tui.screens.incidents import IncidentsScreen
from rca.tui.screens.triage import TriageScreen
from rca.workspace import Workspace
from tests.invented import LAG, write
from tests.tui.browse import QUEUE_ID, settle, shown, workspace


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RcaApp:
    return RcaApp(str(workspace(tmp_path, monkeypatch)))


async def _open(pilot: Pilot[None]) -> IncidentsScreen:
    await settle(pilot)
    await pilot.press("2")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, IncidentsScreen)
    return screen


def _order(screen: IncidentsScreen) -> list[str]:
    """What stands in the table, from top to bottom."""
    rows = [screen.table._rows[place] for place in range(screen.table.total)]
    return [Path(str(row.target)).stem[11:] for row in rows if row]


async def test_newest_first_with_what_is_left_to_do(app: RcaApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await _open(pilot)
        assert _order(screen) == ["ledger-lag", "queue", "gateway-certificate", "queue-lag"]
        row = shown(pilot)[4]
        assert row.split()[:2] == ["2026-05-02", "SEV-2"]
        assert row.split()[-4:] == ["2", "2", "1", "1"]  # items, open, overdue, paper-only
        assert screen.table.total == 4


@pytest.mark.parametrize(("width", "there"), [(60, "OPEN"), (80, "PAPER"), (100, "INCIDENT"), (120, "ITEMS")])
async def test_columns_adapt_to_the_width(app: RcaApp, width: int, there: str) -> None:
    async with app.run_test(size=(width, 24)) as pilot:
        await _open(pilot)
        header = next(line for line in shown(pilot) if "TITLE" in line)
        assert there in header
        assert [name for name in ("PAPER", "INCIDENT", "ITEMS") if name in header] == [
            name for name, least in (("PAPER", 70), ("INCIDENT", 100), ("ITEMS", 110)) if width >= least
        ]


async def test_keys_move_the_cursor_and_open_the_document(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await pilot.press("j", "down", "k")
        assert screen.table.current == f"incidents/{QUEUE_ID}.md"
        await pilot.press("G")
        assert screen.table.cursor == 3
        await pilot.press("home", "end", "pageup", "j", "enter")
        await settle(pilot)
        opened = app.screen_stack[-1]
        assert isinstance(opened, DocumentScreen)
        assert opened.ref == f"incidents/{QUEUE_ID}.md"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, IncidentsScreen)
        assert app.screen.table.cursor == 1


async def test_items_of_an_incident(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        await pilot.press("j", "i")
        await settle(pilot)
        assert isinstance(app.screen, TriageScreen)
        assert app.screen.table.view.items == 2


async def test_sorting_keeps_the_cursor_on_its_incident(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await pilot.press("j", "s")
        await settle(pilot)
        assert _order(screen) == ["ledger-lag", "queue", "gateway-certificate", "queue-lag"]
        assert "SEV▴" in "".join(shown(pilot))
        await pilot.press("S")
        await settle(pilot)
        assert _order(screen) == ["queue-lag", "queue", "gateway-certificate", "ledger-lag"]
        assert screen.table.current == f"incidents/{QUEUE_ID}.md"
        for _ in range(3):
            await pilot.press("s")
        await settle(pilot)
        assert "OPEN▾" in "".join(shown(pilot))
        assert _order(screen)[0] == "ledger-lag"


async def test_a_click_on_a_title_sorts(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await pilot.click(screen.table, offset=(3, 0))
        await settle(pilot)
        assert _order(screen) == ["queue-lag", "gateway-certificate", "queue", "ledger-lag"]
        await pilot.click(screen.table, offset=(5, 2))
        assert screen.table.cursor == 1


async def test_a_query_narrows(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await app.show_incidents("is:paper-only")
        await settle(pilot)
        assert _order(screen) == ["ledger-lag", "queue"]
        assert "2 incidents" in "".join(shown(pilot))
        await screen.narrow("title:nowhere")
        await settle(pilot)
        assert any("No incident matches title:nowhere." in line for line in shown(pilot))
        await screen.narrow("owners:")
        await settle(pilot)
        assert any("needs a value" in line for line in shown(pilot))


async def test_what_changes_outside_is_followed(app: RcaApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await pilot.press("j")
        write(tmp_path, {"2026-05-30-new.md": LAG.replace("2026-05-12-ledger-lag", "2026-05-30-new")})
        with Workspace(str(tmp_path)) as other:
            app.changed.publish(Changed(other.sync()))
        await settle(pilot)
        assert screen.table.total == 5
        assert screen.table.current == f"incidents/{QUEUE_ID}.md"


async def test_an_empty_workspace_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "rca.toml").write_text("")
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
    async with RcaApp(str(tmp_path)).run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        for key in ("j", "k", "G", "g", "enter", "i"):
            await pilot.press(key)
        await settle(pilot)
        assert any("There is no RCA in this workspace yet." in line for line in shown(pilot))
        assert any("N writes one from the template" in line for line in shown(pilot))


async def test_rows_come_when_they_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    names = [f"2026-01-{day:02}-incident-{number}" for day in range(1, 21) for number in range(10)]
    write(tmp_path, {f"{name}.md": f"# Incident {name[-2:]}\n\n- **Date:** {name[:10]}\n" for name in names})
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
    async with RcaApp(str(tmp_path)).run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        assert len(screen.table._rows) < 100
        for key in ("G", "pageup", "pageup", "pagedown"):
            await pilot.press(key)
            await settle(pilot)
            assert not any("…" in line for line in shown(pilot)[2:-1])
        assert screen.table.current is not None


async def test_a_query_is_typed_completed_and_given_up(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot)
        await pilot.press("slash", *"sev:1")
        await settle(pilot)
        assert _order(screen) == ["ledger-lag"]
        await pilot.press("escape")
        await settle(pilot)
        assert screen.table.total == 4
        assert screen.table.has_focus
        await pilot.press("slash", *"serv")
        await settle(pilot)
        await pilot.press("tab", *"gat")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert _order(screen) == ["gateway-certificate"]
        assert screen.table.has_focus


async def test_a_wrong_query_says_where(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        await pilot.press("slash", *"sevv:1")
        await settle(pilot)
        assert any("did you mean `sev:`?" in line for line in shown(pilot))
