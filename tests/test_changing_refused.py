"""What the commands that change documents refuse, and hostile values: a sentence, or it reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changed import ADA, items, refused, tree
from tests.command import rca
from tests.crashing import workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, each with the items 1 and 2 in a table."""
    workspace(tmp_path, [])
    return tmp_path


def test_a_number_that_two_items_have(folder: Path) -> None:
    document = folder / "incidents" / "41.md"
    document.write_bytes(document.read_bytes().replace(b"| 2 |", b"| 1 |"))
    assert "item 1 stands in lines 15 and 16; give one of them another" in refused(
        folder, "mark", "41/1", "written"
    )


def test_an_id_that_two_documents_have(folder: Path) -> None:
    """Their histories would be one file."""
    document = folder / "incidents" / "41.md"
    (folder / "incidents" / "copy.md").write_bytes(document.read_bytes())
    assert "has the id 41 too, and an id has one history" in refused(
        folder, "mark", "incidents/41.md/1", "written"
    )


def test_recording_all_leaves_out_what_shares_an_id(folder: Path) -> None:
    document = folder / "incidents" / "41.md"
    (folder / "incidents" / "copy.md").write_bytes(document.read_bytes())
    rca(folder, "mark", "42/1", "written")
    other = folder / "incidents" / "42.md"
    other.write_bytes(other.read_bytes().replace(b"Prose", b"Other prose"))
    result = rca(folder, "journal", "record")
    assert result.code == 0
    assert "incidents/copy.md is left out: another document has the id 41, too" in result.err
    assert "1 event recorded." in result.err


def test_a_file_that_went_meanwhile(folder: Path) -> None:
    (folder / "incidents" / "41.md").unlink()
    assert "41" in refused(folder, "mark", "41/1", "written")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("mark", "41/1", "executed", "--env", "prod", "--on", "2026-11-25"), "in the future"),
        (("mark", "41/1", "dropped"), "needs a reason"),
        (("mark", "41/1", "executed"), "which environment? --env staging or --env prod"),
        (("mark", "41/1", "verified"), "is not executed; mark it executed first"),
        (("mark", "41/1", "written", "--evidence", "../../etc/passwd"), "no such file here"),
        (("mark", "41/1", "written", "--evidence", ""), "no such file here"),
        (("set", "41/1", "due", "next sprint", "--reason", "x"), "is no date"),
        (("set", "41/1", "due", "2026-12-01"), "needs a reason: --reason TEXT"),
        (("timeline", "41", "whenever", "Found"), '"whenever" is no time; write it as 14:02'),
        (("timeline", "41", " ", "Found"), "is no time"),
        (("timeline", "41", "25:99", "Found"), "is no time"),
        (("set", "41/1", "state", "done"), 'there is no field "state"'),
        (("set", "41", "nonsense", "x"), 'there is no field "nonsense"'),
        (("add", "41", "  "), "must not be empty"),
        (("add", "41", "two\nlines"), "line"),
        (("set", "41/1", "owner", "a\nb"), "line"),
    ],
)
def test_a_sentence_and_nothing_changed(command: tuple[str, ...], sentence: str, folder: Path) -> None:
    assert sentence in refused(folder, *command)


@pytest.mark.parametrize(
    "time", ["14:02", "~14:02 UTC", "2026-05-20", "T+15m", "T0", "20 May 2026, 14:02–14:10"]
)
def test_times_that_are_some(time: str, folder: Path) -> None:
    assert rca(folder, "timeline", "41", time, "Found").code == 0
    assert f"| {time} | Found |" in (folder / "incidents" / "41.md").read_text()


def test_a_value_of_blanks_is_none(folder: Path) -> None:
    assert rca(folder, "set", "41", "services", "  api ").out == "41 services is api.\n"
    assert rca(folder, "set", "41", "services", "   ").out == "41 services is empty (was api).\n"
    assert rca(folder, "set", "41/1", "owner", " ").out == "41/1 owner is empty (was ops).\n"


HOSTILE = [
    "a | b",
    "| a |",
    "<script>alert(1)</script>",
    "`code` *bold* [link](javascript:x) ![i](u)",
    "\\| \\\\ \\",
    "# no heading",
    "- no item",
    "```",
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "\x1b[31mred",
    "long " * 2000,
    "日本語 🦕",
    "(written: 2026-05-20)",
    "{{ jinja }} ${shell} $(rm)",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("what", ["owner", "text", "note", "entry"])
def test_a_hostile_value_reads_back_or_is_refused(what: str, value: str, folder: Path) -> None:
    """Either it is escaped and reads back, or a sentence says why not; no other item is touched."""
    commands = {
        "owner": ("set", "41/1", "owner", value),
        "text": ("add", "41", value),
        "note": ("mark", "41/1", "dropped", "--note", value),
        "entry": ("timeline", "41", "10:00", value),
    }
    before, other = tree(folder), items(folder)[1]
    result = rca(folder, *commands[what], env=ADA)
    assert "\x1b" not in result.out + result.err
    assert "\u202e" not in result.out + result.err
    if result.code:
        assert (result.code, result.err.count("\n")) == (2, 1)
        assert tree(folder) == before
        return
    assert items(folder)[1].model_copy(update={"span": other.span}).text == other.text
    assert rca(folder, "journal", "verify").code == 0
    assert rca(folder, "undo", "41").code == 0
    assert tree(folder)["incidents/41.md"] == before["incidents/41.md"]


@pytest.mark.parametrize("value", ["a | b", "<b>ops</b> team", "long " * 1999 + "end", "日本語"])
def test_what_is_written_is_what_is_read(value: str, folder: Path) -> None:
    assert rca(folder, "add", "41", value).code == 0
    assert items(folder)[2].text in (value, "ops team")
