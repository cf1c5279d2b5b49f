"""The editor: how it is told a line, and what is told when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from rca.tui.app import RcaApp
from rca.tui.editor import NoEditor, at_line, editor
from rca.tui.screens.document import DocumentScreen
from tests.changed import tree
from tests.tui.acted import LAG, opened, prepare


@pytest.mark.parametrize(
    ("command", "call"),
    [
        ("vim", ["vim", "+7", "a.md"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "a.md"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "a.md"]),
        ("hx", ["hx", "a.md:7"]),
        ("code", ["code", "--wait", "--goto", "a.md:7"]),
        ("code -w", ["code", "-w", "--goto", "a.md:7"]),
        ("subl", ["subl", "--wait", "a.md:7"]),
        ("pycharm", ["pycharm", "--wait", "--line", "7", "a.md"]),
        ("'/opt/My Editor/ed'", ["/opt/My Editor/ed", "a.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(command: str, call: list[str]) -> None:
    assert at_line(editor({"EDITOR": command}), "a.md", 7) == call


def test_visual_comes_before_editor() -> None:
    assert editor({"VISUAL": "hx", "EDITOR": "ed"}) == ["hx"]


def test_without_an_editor_a_sentence_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rca.tui.editor.shutil.which", lambda _: None)
    with pytest.raises(NoEditor, match=r"set \$VISUAL or \$EDITOR"):
        editor({})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(RcaApp, "suspend", left)
    return prepare(tmp_path, monkeypatch)


@contextmanager
def left(_: RcaApp) -> Iterator[None]:
    """A terminal that can be left: that of a test cannot."""
    yield


def script(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Path:
    """An editor that does something, and notes what it was called with."""
    program = folder.parent / "vim"
    program.write_text(f'#!/bin/sh\necho "$@" > {folder.parent}/called\nfor file; do :; done\n{body}\n')
    program.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(program))
    return folder.parent / "called"


async def test_e_opens_the_line_and_tells_what_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = script(folder, monkeypatch, "sed -i 's/2026-06-05/2026-06-15/' \"$file\"")
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("e")
        await screen.say(f"incidents/{LAG}.md: 2: due 2026-06-05 → 2026-06-15.")
        await screen.until(lambda: screen.current.due == "2026-06-15")
        assert screen.current.ref == f"{LAG}/2"
    line = next(n for n, text in enumerate(screen.text(LAG).split("\n"), 1) if text.startswith("| 2 "))
    assert called.read_text() == f"+{line} {folder}/incidents/{LAG}.md\n"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("exit 0", "nothing was changed."),
        ("sed -i 's/vacuum/backup/' \"$file\"", "edited, its prose alone."),
        ("exit 3", "ended with exit code 3; $VISUAL or $EDITOR names the editor"),
        ('rm "$file"', "is gone."),
        ("printf '\\377' >> \"$file\"", f"incidents/{LAG}.md"),
    ],
)
async def test_whatever_the_editor_does_is_told(
    body: str, told: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(folder, monkeypatch, body)
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("e")
        assert told in await screen.say(told)


async def test_an_editor_that_is_not_there_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor-at-all")
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("e")
        told = await screen.say("no-such-editor-at-all: No such file or directory")
    assert "$EDITOR names the editor" in told


async def test_a_terminal_that_cannot_be_left_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with opened(prepare(tmp_path, monkeypatch)) as screen:
        await screen.pilot.press("e")
        told = await screen.say("this terminal cannot be left for an editor")
    assert "open the document in another one" in told


async def test_a_new_rca_is_written_edited_and_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = script(folder, monkeypatch, "exit 0")
    async with opened(folder) as screen:
        dialog = await screen.open("N")
        await screen.pilot.press("enter")
        await screen.refuse("an RCA needs a title")
        await screen.type("Checkout fails")
        fields = {"severity": "SEV-2", "services": "checkout, payments", "environments": "prod"}
        for name, value in fields.items():
            dialog.query_one(f"#{name}", Input).value = value
        await screen.pilot.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, DocumentScreen))
        await screen.say("things to look at, the first in line")
    text = screen.text("2026-06-03-checkout-fails")
    assert "SEV-2" in text
    assert "- **Services:** checkout, payments\n- **Environments:** prod\n" in text
    assert called.read_text() == f"+1 {folder}/incidents/2026-06-03-checkout-fails.md\n"


async def test_a_template_that_is_none_is_refused(folder: Path) -> None:
    async with opened(folder) as screen:
        dialog = await screen.open("N")
        await screen.type("Checkout fails")
        dialog.query_one("#template", Input).value = "nope"
        await screen.pilot.press("enter")
        await screen.refuse("no template is called nope; there are rca")
    assert "checkout" not in " ".join(tree(folder))
