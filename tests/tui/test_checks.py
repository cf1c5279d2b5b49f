"""The screen of checks: what `rca check` says, grouped, filtered, explained, and the way to the place."""

from __future__ import annotations

import asyncio
import json
from contextlib import nullcontext
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from rca.rows import DiagnosticRow
from rca.tui.app import Changed, RcaApp
from rca.tui.findings import Findings, Group
from rca.tui.screens.checks import ChecksScreen
from rca.tui.screens.document import DocumentScreen
from rca.tui.widgets.rows import Heading
from rca.tui.widgets.rowtable import RowTable
from rca.workspace import Workspace
from tests.command import rca
from tests.invented import TODAY, rewrite, write
from tests.tui.browse import QUEUE, QUEUE_ID, line_of, settle, shown, workspace


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RcaApp:
    return RcaApp(str(workspace(tmp_path, monkeypatch)))


async def _open(pilot: Pilot[None]) -> ChecksScreen:
    await settle(pilot)
    await pilot.press("4")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ChecksScreen)
    return screen


def _said(screen: ChecksScreen, pane: str) -> str:
    return str(screen.query_one(pane, Static).render())


def _all(screen: ChecksScreen) -> list[DiagnosticRow]:
    return [each for found in screen.findings.by_path.values() for each in found]


async def test_it_finds_what_the_command_finds(app: RcaApp, tmp_path: Path) -> None:
    said = json.loads(rca(tmp_path, "check", "--json", env={"RCA_TODAY": TODAY}).out)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        found = sorted(tuple(each) for each in _all(screen))
        keys = ("path", "line", "column", "rule", "level", "message")
        assert found == sorted(tuple(each[key] for key in keys) for each in said)
        assert "4 documents checked" in _said(screen, "#checks-head")


async def test_groups_by_rule_file_and_level(app: RcaApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        groups = list(screen.findings.groups())
        assert groups[0] == "DOC01"
        await pilot.press("t")
        assert next(iter(screen.findings.groups())) == "incidents/2026-01-20-queue-lag.md"
        assert "by file" in _said(screen, "#checks-head")
        await pilot.press("t")
        assert list(screen.findings.groups()) == ["warning", "info"]
        await pilot.press("t")
        assert list(screen.findings.groups()) == groups


async def test_a_group_is_folded(app: RcaApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        everything = screen.table.total
        count = len(screen.findings.groups()["DOC01"])
        await pilot.press("space")
        assert screen.table.total == everything - count
        await pilot.press("enter")
        assert screen.table.total == everything
        await pilot.press("j", "space")
        assert screen.table.total == everything - count
        assert screen.table.current is not None
        await pilot.press("Z")
        assert screen.table.total == len(screen.findings.groups())
        await pilot.press("Z")
        assert screen.table.total == everything


async def test_the_rule_is_explained_in_the_words_of_the_command(app: RcaApp, tmp_path: Path) -> None:
    said = rca(tmp_path, "check", "--explain", "DOC01", env={"COLUMNS": "118"}).out
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        assert _said(screen, "#rule") == said.rstrip("\n")
        await pilot.press("j")
        await settle(pilot)
        place, *explained = _said(screen, "#rule").split("\n")
        assert place.startswith("incidents/")
        assert "\n".join(explained) == said.rstrip("\n")


async def test_enter_opens_the_document_at_the_line(app: RcaApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        rows = screen.findings.rows()
        place = next(
            k
            for k, row in enumerate(rows)
            if isinstance(row.target, DiagnosticRow) and row.target.rule == "READ01"
        )
        screen.table.move_to(place)
        await pilot.press("enter")
        await settle(pilot)
        opened = app.screen_stack[-1]
        assert isinstance(opened, DocumentScreen)
        assert (opened.ref, opened.view.line) == (f"incidents/{QUEUE_ID}.md", line_of("Improve"))
        await pilot.press("escape")
        await settle(pilot)
        assert screen.table.cursor == place


async def test_words_filter(app: RcaApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        await pilot.press("slash")
        screen.query_one("#words", Input).value = "warning queue -ai30"
        await settle(pilot)
        chosen = screen.findings.chosen()
        assert chosen
        assert all(each.level == "warning" and each.rule != "AI30" for each in chosen)
        await pilot.press("enter")
        assert screen.table.has_focus
        screen.query_one("#words", Input).value = "nothing like this"
        await settle(pilot)
        assert any("No diagnostic has these words." in line for line in shown(pilot))
        await pilot.press("escape")
        await settle(pilot)
        assert screen.table.total > len(screen.findings.groups())


async def test_the_command_that_says_the_same_is_copied(app: RcaApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        await pilot.press("y")
        assert app.clipboard == "rca check --select DOC01"
        await pilot.press("j", "y")
        target = screen.table.current
        assert isinstance(target, DiagnosticRow)
        assert app.clipboard == f"rca check {target.path} --select DOC01"
        await pilot.press("t", "g", "y")
        assert app.clipboard == "rca check incidents/2026-01-20-queue-lag.md"


async def test_what_changes_is_checked_again_and_the_cursor_stays(app: RcaApp, tmp_path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        rows = screen.findings.rows()
        place = next(k for k, row in enumerate(rows) if not isinstance(row, Heading) and k > 5)
        screen.table.move_to(place)
        before = screen.table.current
        path = tmp_path / "incidents" / f"{QUEUE_ID}.md"
        rewrite(path, QUEUE.replace("| soon |", "| 2026-08-01 |"))
        (tmp_path / "incidents" / "2026-01-20-queue-lag.md").unlink()
        with Workspace(str(tmp_path)) as other:
            app.changed.publish(Changed(other.sync()))
        await settle(pilot)
        assert screen.table.current == before
        assert "READ01" not in {each.rule for each in _all(screen)}
        assert "2026-01-20-queue-lag" not in str(_all(screen))


async def test_only_what_changed_is_read_as_a_document_again(
    app: RcaApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rca import checkup
    from rca.parse import parse

    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        parsed: list[str] = []

        def counted(source: object, **named: object) -> object:
            parsed.append(str(named["name"]))
            return parse(source, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(checkup, "parse", counted)
        rewrite(tmp_path / "incidents" / f"{QUEUE_ID}.md", QUEUE + "\nmore\n")
        await pilot.press("r")
        await settle(pilot)
        assert parsed == [f"{QUEUE_ID}.md"]
        assert screen.table.total


async def test_a_file_that_cannot_be_read_and_a_mistake_in_the_configuration(
    app: RcaApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(RcaApp, "suspend", lambda _: nullcontext())

    def called(call: list[str], **_: object) -> CompletedProcess[bytes]:
        calls.append(call)
        return CompletedProcess(call, 0)

    monkeypatch.setattr("subprocess.run", called)
    (tmp_path / "incidents" / "2026-02-02-broken.md").write_bytes(b"# Title\n\xff\n")
    with (tmp_path / "rca.toml").open("a") as file:
        file.write("\n[nonsense]\nx = 1\n")
    with Workspace(str(tmp_path)) as other:
        other.sync()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(pilot)
        found = {each.rule: each for each in _all(screen)}
        assert found["unreadable"].path == "incidents/2026-02-02-broken.md"
        assert found["CONF01"].path == "rca.toml"
        for each in (found["unreadable"], found["CONF01"]):  # no document could be shown
            screen.table.post_message(RowTable.Opened(each))
            await settle(pilot)
        assert app.screen is screen
    line = (tmp_path / "rca.toml").read_text().split("\n").index("[nonsense]") + 1
    places = [(1, "incidents/2026-02-02-broken.md"), (line, "rca.toml")]
    assert calls == [["vi", f"+{line}", str(tmp_path / path)] for line, path in places]


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ({"lag.md": "# Lag\n"}, ("Nothing is wrong with any document.", "1 document checked")),
        ({}, ("There is no RCA in this workspace yet.", "nothing to check")),
    ],
)
async def test_a_sound_workspace_says_so_and_one_without_documents_does_not(
    documents: dict[str, str], told: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    write(tmp_path, documents, '[checks]\nignore = ["AI11", "DOC01", "DOC02", "DOC20"]\n')
    with Workspace(str(tmp_path)) as opened:
        opened.sync()
    async with RcaApp(str(tmp_path)).run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        for key in ("j", "enter", "space", "Z", "t", "y", "G"):
            await pilot.press(key)
        text = "\n".join(shown(pilot))
        assert all(sentence in text for sentence in told)


async def test_checking_can_be_stopped(app: RcaApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rca.tui.screens.checks._SLICE", 0.0)  # a document at a time
    write(tmp_path, {f"2026-01-01-{number}.md": f"# Incident {number}\n" for number in range(60)})
    with Workspace(str(tmp_path)) as opened:
        opened.sync()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.simulate_key("4")
        while not (isinstance(app.screen, ChecksScreen) and app.screen.findings.by_path):  # noqa: ASYNC110
            await asyncio.sleep(0)
        screen = app.screen
        screen.action_leave()
        done = len(screen.findings.by_path)
        await settle(pilot)
        assert len(screen.findings.by_path) == done < 64
        assert "stopped" in _said(screen, "#checks-head")
        await pilot.press("r")
        await settle(pilot)
        assert len(screen.findings.by_path) == 64


def test_words_are_looked_for_in_rule_level_path_and_message() -> None:
    findings = Findings()
    one = DiagnosticRow("incidents/a.md", 1, 1, "AI05", "warning", "nobody owns this")
    two = DiagnosticRow("incidents/b.md", 2, 1, "AI30", "error", "late")
    findings.put({"incidents/a.md": (one,), "incidents/b.md": (two,)})
    for words, expected in (("ai05", [one]), ("error", [two]), ("b.md", [two]), ("-late", [one]), ("x", [])):
        findings.words = (words,)
        assert findings.chosen() == expected
    findings.words = ()
    assert [row.target for row in findings.rows()] == [Group("AI30"), two, Group("AI05"), one]
