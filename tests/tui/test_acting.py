"""Every key that changes an item: what is asked, said, written into the document and into the journal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input, Static

from rca.tui.deeds import DEEDS
from rca.tui.dialogs.choices import Choices
from tests.changed import tree
from tests.tui.acted import CERTIFICATE, LAG, QUEUE, opened, prepare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


async def test_w_marks_written_today(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("w")
        await screen.say("ledger-lag/2 written 2026-06-03. u undoes.")
        await screen.until(lambda: screen.current.written == "yes")
        assert screen.triage.targets() == (f"{LAG}/2",)
    assert screen.row(LAG, "2")[5:] == ["2026-06-03", "—"]
    assert screen.history(f"{LAG}/2")[-1] == "2 written 2026-06-03"


async def test_several_are_marked_together_and_taken_back_together(folder: Path) -> None:
    before = tree(folder)
    async with opened(folder) as screen:
        for ref in (f"{LAG}/2", f"{QUEUE}/2", f"{LAG}/4"):
            await screen.go(ref)
            await screen.pilot.press("space")
        assert set(screen.triage.targets()) == {f"{LAG}/2", f"{QUEUE}/2", f"{LAG}/4"}
        await screen.pilot.press("w")
        await screen.say("u undoes.")
        assert len(screen.said[-1].split("\n")) == 4
        assert "2026-06-03" in screen.row(LAG, "4")
        dialog = await screen.open("u")
        told = str(dialog.query_one("#told", Static).content)
        assert told.count(" written 2026-06-03.") == 3
        await screen.pilot.press("u")
        await screen.say("Undone: ")
        assert screen.said[-1].count("Undone: ") == 3
    after = tree(folder)
    assert {path: after[path] for path in before if path.endswith(".md")} == {
        path: digest for path, digest in before.items() if path.endswith(".md")
    }


async def test_w_does_not_say_again_what_is_written_already(folder: Path) -> None:
    before = tree(folder)
    async with opened(folder) as screen:
        for ref in (f"{LAG}/1", f"{LAG}/2"):
            await screen.go(ref)
            await screen.pilot.press("space")
        await screen.pilot.press("w")
        await screen.say("item 1 is written already: 2026-05-20; evidence, another day or a note adds to it")
    assert tree(folder) == before


async def test_e_adds_evidence_to_what_is_written_and_keeps_its_day(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        screen.app.action_do("written_with")
        dialog = await screen.open()
        dialog.query_one("#evidence", Input).value = "#7"
        dialog.query_one("#evidence", Input).focus()
        await screen.pilot.press("enter")
        await screen.say("ledger-lag/1 written 2026-05-20, evidence #7. u undoes.")
    assert screen.row(LAG, "1")[5:] == ["2026-05-20 #7", "—"]


async def test_of_several_none_is_marked_where_one_cannot_be(folder: Path) -> None:
    before = tree(folder)
    async with opened(folder) as screen:
        for ref in (f"{LAG}/2", f"{LAG}/3"):
            await screen.go(ref)
            await screen.pilot.press("space")
        screen.app.action_do("reopen")
        dialog = await screen.open()
        await screen.pilot.press("enter")
        await screen.refuse("is open: there is nothing to reopen")
        assert dialog.is_attached
        await screen.pilot.press("escape")
        await screen.until(lambda: screen.app.screen is screen.triage)
    assert tree(folder) == before


async def test_x_asks_where_when_and_with_what_evidence(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{CERTIFICATE}/1")
        dialog = await screen.open("x")
        places = dialog.query_one("#places", Choices)
        assert places.names == [("staging", "executed"), ("prod", "not yet")]
        assert places.in_order() == ("prod",)
        assert dialog.query_one("#day", Input).value == "2026-06-03"
        assert "wanted by rca.toml" in str(dialog.query_one(".hint", Static).content)
        await screen.pilot.press("tab", "tab")
        await screen.type("#1570, https://ci.example/7")
        await screen.pilot.press("enter")
        await screen.say("executed on prod 2026-06-03, evidence #1570, https://ci.example/7. u undoes.")
    assert "prod: 2026-06-03 #1570" in screen.row(CERTIFICATE, "1")[7]
    assert screen.history(f"{CERTIFICATE}/1")[-1].startswith("1 executed on prod 2026-06-03, evidence #1570")


async def test_x_marks_every_environment_that_is_chosen(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        await screen.open("x")
        await screen.pilot.press("down", "space", "enter")
        await screen.say("executed on prod")
    assert screen.row(LAG, "1")[6] == "staging: 2026-06-03; prod: 2026-06-03"
    assert [each.partition(" 2026")[0] for each in screen.history(f"{LAG}/1")[-2:]] == [
        "1 executed on staging",
        "1 executed on prod",
    ]


@pytest.mark.parametrize(
    ("keys", "typed", "said"),
    [
        (["space"], "", "choose where with space: staging and prod"),
        (["tab"], "soon", '"soon" is no day; write it as 2026-06-01'),
        (["tab"], "2026-06-04", "2026-06-04 is in the future"),
        (["tab", "tab"], "nothing/like/this", 'evidence "nothing/like/this": no such file here'),
    ],
)
async def test_what_is_refused_is_said_in_the_dialog_and_changes_nothing(
    keys: list[str], typed: str, said: str, folder: Path
) -> None:
    before = tree(folder)
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        await screen.open("x")
        await screen.pilot.press(*keys)
        if typed:
            await screen.type(typed)
        await screen.pilot.press("enter")
        await screen.refuse(said)
        await screen.pilot.press("escape")
        await screen.until(lambda: screen.app.screen is screen.triage)
        assert screen.said == []
    assert tree(folder) == before


async def test_evidence_that_is_required_is_asked_for(folder: Path) -> None:
    config = (folder / "rca.toml").read_text()
    (folder / "rca.toml").write_text(config + '[evidence]\nexecuted = "required"\n')
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/1")
        dialog = await screen.open("x")
        assert "rca.toml requires it" in str(dialog.query_one(".hint", Static).content)
        await screen.pilot.press("enter")
        await screen.refuse("item 1 needs evidence to be executed")


async def test_d_tells_what_a_date_means_and_why_it_moves(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        dialog = await screen.open("d")
        means = dialog.query_one("#means", Static)
        assert str(means.content) == "Friday 2026-06-05, in 2 d"
        await screen.type("sprint of joy")
        assert str(means.content).startswith("not understood")
        await screen.pilot.press("enter")
        await screen.refuse('the due date "sprint of joy" is no date')
        await screen.type("v1")
        assert str(means.content) == "Monday 2026-06-08, in 5 d"
        await screen.pilot.press("enter")
        await screen.refuse("needs a reason")
        await screen.type("waits for the upgrade")
        await screen.pilot.press("enter")
        await screen.say("due is v1 (was 2026-06-05): waits for the upgrade. u undoes.")
    assert screen.row(LAG, "2")[3] == "v1"


async def test_o_completes_an_owner_that_is_known(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")
        dialog = await screen.open("o")
        names = dialog.query_one("#names", Static)
        assert "payments, platform, sre-agent" in str(names.content)
        await screen.type("pla")
        assert "known: platform" in str(names.content)
        await screen.pilot.pause(0.2)
        await screen.pilot.press("right", "enter")
        await screen.say("ledger-lag/4 owner is platform. u undoes.")
    assert screen.row(LAG, "4")[2] == "platform"


async def test_b_drops_with_a_reason_and_reopen_takes_it_back(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")
        await screen.open("b")
        await screen.pilot.press("enter")
        await screen.refuse("dropping item 4 needs a reason")
        await screen.type("covered by item 1")
        await screen.pilot.press("enter")
        await screen.say("ledger-lag/4 dropped 2026-06-03: covered by item 1. u undoes.")
        await screen.go(f"{LAG}/4")
        screen.app.action_do("reopen")
        await screen.open()
        await screen.type("not covered")
        await screen.pilot.press("enter")
        await screen.say("ledger-lag/4 reopened: not covered. u undoes.")
    assert screen.history(f"{LAG}/4")[-2:] == [
        "4 dropped 2026-06-03: covered by item 1",
        "4 reopened: not covered",
    ]


async def test_n_notes_in_the_history(folder: Path) -> None:
    before = (folder / "incidents" / f"{LAG}.md").read_bytes()
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.open("n")
        await screen.type("waits for a window")
        await screen.pilot.press("enter")
        await screen.say("ledger-lag/2 noted: waits for a window. u undoes.")
    assert screen.history(f"{LAG}/2")[-1] == "2 noted: waits for a window"
    assert (folder / "incidents" / f"{LAG}.md").read_bytes() == before


async def test_verified_needs_somebody_else(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/2")
        await screen.open("x")
        await screen.pilot.press("enter")
        await screen.say("executed on staging")
        screen.app.action_do("verified")
        await screen.open()
        await screen.pilot.press("enter")
        refusal = "Ada executed item 2; another person verifies it"
        assert refusal in await screen.refuse(refusal)
    assert not any("verified" in each for each in screen.history(f"{LAG}/2"))


async def test_failed_says_that_it_does_not_hold(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/3")
        screen.app.action_do("failed")
        dialog = await screen.open()
        assert dialog.query_one("#places", Choices).in_order() == ("staging",)
        await screen.pilot.press("enter")
        await screen.say("ledger-lag/3 failed on staging 2026-06-03. u undoes.")
    assert "failed" in screen.row(LAG, "3")[6]


async def test_u_takes_back_what_was_done_elsewhere_too(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.pilot.press("u")
        await screen.say("nothing was changed with rca yet: there is nothing to undo")
        await screen.go(f"{LAG}/2")
        await screen.pilot.press("w")
        await screen.say("written")
        await screen.open("u")
        await screen.pilot.press("escape")
        await screen.until(lambda: screen.app.screen is screen.triage)
        assert screen.row(LAG, "2")[5] == "2026-06-03"
    async with opened(folder) as screen:
        dialog = await screen.open("u")
        assert "ledger-lag/2 written 2026-06-03." in str(dialog.query_one("#told", Static).content)
        await screen.pilot.press("enter")
        await screen.say("Undone: ledger-lag/2 written 2026-06-03.")
    assert screen.row(LAG, "2")[5] == "—"


async def test_split_asks_of_each_item_that_is_only_done(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{QUEUE}/1")
        screen.app.action_do("split")
        await screen.open()
        await screen.pilot.press("x")
        await screen.refuse("choose where with space")
        await screen.pilot.press("space", "x")
        await screen.say("queue-lag/1 executed on staging 2026-06-03. u undoes.")
        await screen.until(lambda: screen.app.screen is screen.triage)
        screen.app.action_do("split")
        await screen.say('No item is only "done"')
    assert screen.history(f"{QUEUE}/1")[-1] == "1 executed on staging 2026-06-03"


async def test_a_button_does_what_its_key_does(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")
        await screen.open("n")
        await screen.type("by mouse")
        await screen.pilot.click("#do")
        await screen.say("noted: by mouse")
        await screen.open("n")
        await screen.pilot.click("#leave")
        await screen.until(lambda: screen.app.screen is screen.triage)
        dialog = await screen.open("n")
        dialog.set_focus(dialog.query_one("#leave", Button))
        await screen.pilot.press("enter")
        await screen.until(lambda: screen.app.screen is screen.triage)
    assert len(screen.history(f"{LAG}/4")) == 1


async def test_where_no_item_is_nothing_is_done(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.app.show_items("owner:nobody-at-all")
        await screen.until(lambda: not screen.triage.targets())
        for deed in DEEDS:
            if deed.key and deed.needs_items:
                await screen.pilot.press(deed.key)
        await screen.say("No item is under the cursor: go to one first.")
        assert len(set(screen.said)) == 1


async def test_an_unknown_actor_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RCA_ACTOR")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("HOME", str(folder))
    before = tree(folder)
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")
        await screen.pilot.press("w")
        await screen.until(lambda: screen.said)
        assert "RCA_ACTOR" in screen.said[0]
    assert tree(folder) == before


async def test_a_failure_of_the_disk_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(folder / "incidents"))

    monkeypatch.setattr("rca.intent.write", full)
    async with opened(folder) as screen:
        await screen.go(f"{LAG}/4")
        await screen.pilot.press("w")
        await screen.say("No space left on device")
    assert tree(folder) == before
