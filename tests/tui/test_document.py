"""A document on the screen: keys, panes, what is said of a line, and what changes outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from rca.tui.app import Changed, RcaApp
from rca.tui.screens.document import DocumentScreen
from rca.tui.screens.triage import TriageScreen
from rca.tui.widgets.entries import Entries
from rca.workspace import Workspace
from tests.invented import rewrite
from tests.tui.browse import QUEUE, QUEUE_ID, line_of, open_document, settle, shown, workspace

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)])


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RcaApp:
    return RcaApp(str(workspace(tmp_path, monkeypatch)))


def told(screen: DocumentScreen, pane: str) -> str:
    return str(screen.query_one(pane, Static).render())


def is_shown(screen: DocumentScreen, pane: str) -> bool:
    return bool(screen.query_one(pane).display)


@SIZES
async def test_it_opens_rendered_with_its_facts_in_the_head(app: RcaApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await open_document(pilot)
        lines = shown(pilot)
        assert lines[0].startswith(" RCA — Events queue stood still · SEV-2 · 2026-05-02 · open · ")
        assert any("• Severity: SEV-2" in line for line in lines)
        assert not any("**" in line for line in lines[1:18])
        assert screen.view.line == 1


async def test_it_opens_at_a_line(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot, line=line_of("somebody noticed"))
        assert screen.view.line == line_of("somebody noticed")
        assert any(line.startswith("▸") and "somebody noticed" in line for line in shown(pilot))


async def test_keys_move_the_cursor(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        await pilot.press("j", "down", "down")
        assert screen.view.line == 4
        await pilot.press("k", "up")
        assert screen.view.line == 2  # an empty line has a place, too
        await pilot.press("G")
        assert screen.view.line == line_of("Nothing but words")
        await pilot.press("g")
        assert screen.view.line == 1
        await pilot.press("pagedown")
        assert screen.view.line > 10
        await pilot.press("pageup", "pageup")
        assert screen.view.line == 1
        await pilot.press("end")
        assert screen.view.line == line_of("Nothing but words")
        await pilot.press("home")
        assert screen.view.line == 1


async def test_an_item_under_the_cursor_is_what_actions_mean(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        assert screen.targets() == ()
        screen.view.go_to(line_of("Alert on the depth"))
        await settle(pilot)
        assert screen.targets() == (f"{QUEUE_ID}/1",)
        assert told(screen, "#told").startswith(f"{QUEUE_ID}/1 · ◔ paper-only · platform · 4 d late")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, TriageScreen)
        assert any("Alert on the depth" in line for line in shown(pilot))


async def test_items_of_the_incident(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_document(pilot)
        await pilot.press("i")
        await settle(pilot)
        assert isinstance(app.screen, TriageScreen)
        assert app.screen.table.view.items == 2


async def test_problems_are_beside_their_lines_and_keys_lead_to_them(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot, line=8)
        assert screen.contents is not None
        lines = sorted({each.line for each in screen.contents.diagnostics})
        ahead = [line for line in lines if line > 8]
        await pilot.press("]")
        await settle(pilot)
        assert screen.view.line == ahead[0]
        message = next(each for each in screen.contents.diagnostics if each.line == ahead[0])
        assert message.rule in told(screen, "#told")
        await pilot.press("]")
        assert screen.view.line == ahead[1]
        await pilot.press("[")
        assert screen.view.line == ahead[0]
        assert any(line.startswith((" W", " E", " i")) for line in shown(pilot))


async def test_messages_stand_below_their_lines(app: RcaApp) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await open_document(pilot, line=line_of("Improve"))
        assert not any("(AI05)" in line for line in shown(pilot))
        await pilot.press("m")
        await settle(pilot)
        assert any("(AI05)" in line for line in shown(pilot))
        assert screen.view.line == line_of("Improve")
        await pilot.press("m")
        await settle(pilot)
        assert not any("(AI05)" in line for line in shown(pilot))


async def test_headings_lead_to_their_lines(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        await pilot.press("c")
        outline = screen.query_one("#outline", Entries)
        assert [entry.text for entry in outline.entries][:2] == ["RCA — Events queue stood still", "Summary"]
        assert outline.has_focus
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        assert screen.view.line == line_of("## Timeline")
        assert screen.view.has_focus
        await pilot.press("c")
        assert not is_shown(screen, "#contents")


async def test_headings_follow_the_cursor_where_there_is_room(app: RcaApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await open_document(pilot)
        screen.view.go_to(line_of("somebody noticed"))
        await settle(pilot)
        outline = screen.query_one("#outline", Entries)
        assert outline.entries[outline.cursor].text == "Timeline"


async def test_panes_at_the_right(app: RcaApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await open_document(pilot)
        assert not is_shown(screen, "#side")
        await pilot.press("f")
        await settle(pilot)
        assert is_shown(screen, "#side")
        assert "Services" in told(screen, "#facts")
        await pilot.press("p")
        await settle(pilot)
        problems = screen.query_one("#problems", Entries)
        assert problems.has_focus
        await pilot.press("G", "enter")
        await settle(pilot)
        assert screen.view.line == problems.entries[-1].target
        await pilot.press("p")
        assert not is_shown(screen, "#side")


async def test_incidents_like_it_open_and_back_leads_back(app: RcaApp) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await open_document(pilot)
        await pilot.press("s")
        await settle(pilot)
        similar = screen.query_one("#similar", Entries)
        assert "queue-lag" in str(similar.entries[0].target)
        await pilot.press("enter")
        await settle(pilot)
        other = app.screen
        assert isinstance(other, DocumentScreen)
        assert other.page is not None
        assert other.page.incident.id == "2026-01-20-queue-lag"
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, TriageScreen)


async def test_find(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        await pilot.press("slash", *"queue")
        await settle(pilot)
        assert screen.view.line == 1
        await pilot.press("enter")
        assert screen.view.line == line_of("The consumer of the events")
        await pilot.press("enter")
        assert screen.view.line == line_of("the queue grew")
        await pilot.press("escape")
        assert screen.view.has_focus
        assert not screen.query_one("#find", Input).display
        await pilot.press("slash")
        screen.query_one("#find", Input).value = "nowhere at all"
        await pilot.press("enter")
        await settle(pilot)
        assert [note.message for note in app._notifications] == ["nowhere at all is not in the document."]


async def test_where_a_link_leads_is_told(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot, line=line_of("runbook"))
        await settle(pilot)
        assert "http://e.org/runbook" in told(screen, "#told")
        assert not any("http" in line for line in shown(pilot)[:-4])


async def test_markup_of_a_document_means_nothing(app: RcaApp) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await open_document(pilot, line=line_of("Improve"))
        assert any("[b]retries[/b]" in line for line in shown(pilot))


async def test_a_change_outside_is_followed_and_nothing_jumps(app: RcaApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot, line=line_of("somebody noticed"))
        before = screen.view.cursor - screen.view.scroll_offset.y
        path = tmp_path / "incidents" / f"{QUEUE_ID}.md"
        rewrite(path, QUEUE.replace("10:20 UTC somebody noticed", "10:20 UTC the team noticed"))
        with Workspace(str(tmp_path)) as other:
            stats = other.sync()
        app.changed.publish(Changed(stats))
        await settle(pilot)
        assert any(line.startswith("▸") and "the team noticed" in line for line in shown(pilot))
        assert screen.view.cursor - screen.view.scroll_offset.y == before


async def test_a_document_that_was_deleted_says_so(app: RcaApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        (tmp_path / "incidents" / f"{QUEUE_ID}.md").unlink()
        with Workspace(str(tmp_path)) as other:
            app.changed.publish(Changed(other.sync()))
        await settle(pilot)
        assert "queue" in told(screen, "#trouble")
        assert "escape goes back" in told(screen, "#trouble")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TriageScreen)


async def test_a_document_that_cannot_be_read_says_why(app: RcaApp, tmp_path: Path) -> None:
    (tmp_path / "incidents" / f"{QUEUE_ID}.md").write_bytes(b"# Title\n\xff\n")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        assert f"{QUEUE_ID}.md:2" in told(screen, "#trouble")
        assert "is not UTF-8" in told(screen, "#trouble")


async def test_an_empty_document(app: RcaApp, tmp_path: Path) -> None:
    path = tmp_path / "incidents" / f"{QUEUE_ID}.md"
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        rewrite(path, "\n")
        with Workspace(str(tmp_path)) as other:
            other.sync()
        app.changed.publish(Changed(Workspace(str(tmp_path)).sync()))
        await settle(pilot)
        for key in ("j", "k", "G", "g", "pagedown", "pageup", "]", "enter", "m"):
            await pilot.press(key)
        await settle(pilot)
        assert screen.view.line == 1


async def test_the_mouse_puts_the_cursor(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot)
        await pilot.click(screen.view, offset=(8, 3))
        assert screen.view.line == 4


async def test_another_width_keeps_the_line(app: RcaApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_document(pilot, line=line_of("somebody noticed"))
        await pilot.resize_terminal(120, 30)
        await settle(pilot)
        assert screen.view.line == line_of("somebody noticed")
        assert any("▸" in line and "somebody noticed" in line for line in shown(pilot))


async def test_the_editor_opens_at_the_line(
    app: RcaApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []

    def edit(_app: RcaApp, place: str, line: int) -> None:
        opened.append((place, line))
        rewrite(Path(place), QUEUE.replace("somebody noticed", "an alert told"))

    monkeypatch.setattr("rca.tui.editing.edit", edit)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_document(pilot, line=line_of("somebody noticed"))
        await pilot.press("e")
        await settle(pilot)
        place = tmp_path / "incidents" / f"{QUEUE_ID}.md"
        assert opened == [(str(place), line_of("somebody noticed"))]
        assert any("an alert told" in line for line in shown(pilot))


async def test_what_is_done_to_items_is_offered_on_items_alone(app: RcaApp) -> None:
    async with app.run_test(size=(140, 24)) as pilot:
        screen = await open_document(pilot)
        assert "w written" not in shown(pilot)[-1]
        assert "] next problem" in shown(pilot)[-1]
        await pilot.press("w")
        await settle(pilot)
        assert app.screen is screen
        screen.view.go_to(line_of("Alert on the depth"))
        await settle(pilot)
        assert "w written" in shown(pilot)[-1]
