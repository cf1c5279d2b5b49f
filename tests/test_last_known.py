"""Which facts an edit by hand changed: told where somebody still has the text from before, and else not."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rca.changes import MarkWritten
from rca.events import Digests
from rca.journal import journal_file, read_entries
from rca.lastknown import last_known
from rca.reversal import replacements
from rca.sealing import Draft, append
from rca.text import Source, Span, TextEdit
from rca.witness import remember_text, remembered_text
from rca.workspace import Workspace
from tests.command import rca
from tests.crashing import workspace
from tests.journals import ADA, DAY

OWNER = (b"| 2 | Apply the grants | ops |", b"| 2 | Apply the grants | platform |")
OWNER_CHANGED = {"item": "2", "name": "owner", "before": "ops", "after": "platform"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, 41 and 42, each with the items 1 and 2 in a table; nothing is committed."""
    workspace(tmp_path, [["mark", "41/1", "written"]])
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Cleo", "-c", "user.email=cleo@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def edit(folder: Path, before: bytes, after: bytes) -> None:
    document = folder / "incidents" / "41.md"
    assert before in document.read_bytes()
    document.write_bytes(document.read_bytes().replace(before, after))


def forget(folder: Path) -> None:
    """As in a new clone."""
    shutil.rmtree(folder / ".rca")


def recorded(folder: Path) -> dict[str, Any]:
    """What `rca journal record` takes in of an edit by hand."""
    done = rca(folder, "journal", "record", "--json")
    assert (done.code, done.err) == (0, "")
    (event,) = json.loads(done.out)
    change: dict[str, Any] = event["change"]
    assert rca(folder, "journal", "verify", "--strict").code == 0
    return change


def test_what_no_event_spoke_of_is_told_from_which_to_which(folder: Path) -> None:
    edit(folder, *OWNER)
    edit(folder, b"SEV-2", b"SEV-1")
    edit(folder, b"ops | 2026-06-01 | 2026-11-24", b"ops | 2026-07-01 | 2026-11-24")
    assert recorded(folder) == {
        "kind": "external",
        "whole": True,
        "facts": [
            {"name": "severity", "before": "SEV-2", "after": "SEV-1"},
            {"item": "1", "name": "due", "before": "2026-06-01", "after": "2026-07-01"},
            OWNER_CHANGED,
        ],
    }
    assert (
        "1: due 2026-06-01 → 2026-07-01, 2: owner ops → platform" in rca(folder, "journal", "show", "41").out
    )


def test_one_edit_after_the_other(folder: Path) -> None:
    edit(folder, *OWNER)
    assert recorded(folder)["facts"] == [OWNER_CHANGED]
    edit(folder, b"| platform |", b"| sre |")
    assert recorded(folder)["facts"] == [{**OWNER_CHANGED, "before": "platform", "after": "sre"}]


def test_of_prose_there_is_nothing_to_tell_and_that_is_known(folder: Path) -> None:
    edit(folder, b"Prose that nobody", b"Prose which nobody")
    assert recorded(folder) == {"kind": "external", "whole": True}
    assert "was edited by hand, its prose alone" in rca(folder, "journal", "show", "41").out


def test_an_item_that_came_and_one_that_went(folder: Path) -> None:
    row = b"| 2 | Apply the grants | ops | 2026-06-01 |"
    edit(folder, row, row.replace(b"| 2 |", b"| 3 |").replace(b"grants", b"roles"))
    facts = [(f["item"], f["name"], f.get("before"), f.get("after")) for f in recorded(folder)["facts"]]
    assert facts == [
        ("2", "due", "2026-06-01", None),
        ("2", "owner", "ops", None),
        ("2", "text", "Apply the grants", None),
        ("3", "due", None, "2026-06-01"),
        ("3", "owner", None, "ops"),
        ("3", "text", None, "Apply the roles"),
    ]


def test_where_nobody_has_the_text_from_before_nothing_is_made_up(folder: Path) -> None:
    edit(folder, *OWNER)
    forget(folder)
    assert recorded(folder) == {"kind": "external"}


def test_a_text_with_another_digest_is_not_the_one_from_before(folder: Path) -> None:
    with closing(sqlite3.connect(folder / ".rca" / "index.db")) as connection:
        connection.execute("UPDATE remembered SET text = (SELECT zeroblob(0))")
        connection.commit()
    edit(folder, *OWNER)
    assert recorded(folder) == {"kind": "external"}


def test_git_has_the_text_from_before(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", "incidents")
    git(folder, "commit", "-q", "-m", "marked")
    edit(folder, *OWNER)
    git(folder, "commit", "-q", "-a", "-m", "another owner")
    edit(folder, b"SEV-2", b"SEV-1")
    forget(folder)
    assert [fact["name"] for fact in recorded(folder)["facts"]] == ["severity", "owner"]


def test_git_has_an_older_text_and_the_journal_leads_on(tmp_path: Path) -> None:
    """Three changes were made since the commit, and then the edit; the index is gone."""
    workspace(tmp_path, [])
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "incidents")
    git(tmp_path, "commit", "-q", "-m", "begun")
    for command in (
        ("mark", "41/1", "41/2", "written"),
        ("set", "41/1", "owner", "sre"),
        ("mark", "41/1", "executed", "--env", "prod"),
    ):
        assert rca(tmp_path, *command).code == 0
    edit(tmp_path, *OWNER)
    forget(tmp_path)
    assert recorded(tmp_path)["facts"] == [OWNER_CHANGED]


def test_lines_end_as_git_checks_them_out(tmp_path: Path) -> None:
    """In the repository they end with LF, in the folder, and so in the journal, with CRLF."""
    workspace(tmp_path, [])
    (tmp_path / ".gitattributes").write_text("*.md text eol=crlf\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".gitattributes", "incidents")
    git(tmp_path, "commit", "-q", "-m", "begun")
    assert rca(tmp_path, "mark", "41/1", "written").code == 0
    edit(tmp_path, *OWNER)
    forget(tmp_path)
    assert recorded(tmp_path)["facts"] == [OWNER_CHANGED]


def test_a_name_with_spaces_and_a_dash(tmp_path: Path) -> None:
    workspace(tmp_path, [])
    place = tmp_path / "incidents" / "-41 é.md"
    (tmp_path / "incidents" / "41.md").rename(place)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "incidents")
    git(tmp_path, "commit", "-q", "-m", "begun")
    assert rca(tmp_path, "mark", "41/1", "written").code == 0
    place.write_bytes(place.read_bytes().replace(*OWNER))
    forget(tmp_path)
    assert recorded(tmp_path)["facts"] == [OWNER_CHANGED]


def test_the_index_keeps_every_event_with_its_line_and_the_newest_of_them(folder: Path) -> None:
    assert rca(folder, "mark", "41/1", "executed", "--env", "prod").code == 0
    events = list(read_entries(journal_file(folder / "incidents", "41")))
    with closing(sqlite3.connect(folder / ".rca" / "index.db")) as connection:
        kept = connection.execute(
            "SELECT id, line, parents, by_name FROM events ORDER BY sequence"
        ).fetchall()
        heads = connection.execute("SELECT * FROM journal_heads").fetchall()
    assert kept == [(event.id, line, " ".join(event.parents), "Test") for line, event in enumerate(events, 1)]
    assert heads == [("41", events[-1].id)]


def test_a_document_that_is_gone_leaves_the_text_that_was_kept(folder: Path) -> None:
    with Workspace.find(folder) as found:
        before = remembered_text(found.index, "incidents/41.md")
        remember_text(found.index, "incidents/41.md", None)
        assert remembered_text(found.index, "incidents/41.md") == before != b""
        assert remembered_text(found.index, "incidents/42.md") is None


# The way from one text to another


def told(folder: Path, *texts: str, edits: bool = True) -> Path:
    """A journal whose events lead from each text to the next, replacing it as a whole."""
    path = journal_file(folder, "41")
    for before, after in zip(map(Source, texts), map(Source, texts[1:]), strict=False):
        made = replacements(before, [TextEdit(Span(0, len(before.text)), after.text)]) if edits else ()
        digests = Digests(before=before.sha256, after=after.sha256, edits=made)
        append(path, [Draft(ADA, "41", MarkWritten(item="1", day=DAY), digests)])
    return path


def known(folder: Path, remembered: str) -> str | None:
    entries = list(read_entries(journal_file(folder, "41")))
    source = last_known(entries, folder / "41.md", remembered.encode())
    return source.text if source else None


def test_every_text_on_the_way_leads_to_its_end(tmp_path: Path) -> None:
    told(tmp_path, "a", "b", "c", "d")
    assert [known(tmp_path, text) for text in "abcdx"] == ["d", "d", "d", "d", None]


def test_a_move_without_edits_is_not_led_over(tmp_path: Path) -> None:
    """As that of an edit by hand, of which the journal keeps digests alone."""
    told(tmp_path, "a", "b")
    told(tmp_path, "b", "c", edits=False)
    told(tmp_path, "c", "d")
    assert [known(tmp_path, text) for text in "abcd"] == [None, None, "d", "d"]


def test_an_event_that_moves_nothing_is_on_the_way(tmp_path: Path) -> None:
    """As that of a check that confirmed what stood there."""
    told(tmp_path, "a", "b")
    told(tmp_path, "b", "b", edits=False)
    told(tmp_path, "b", "c")
    told(tmp_path, "c", "c", edits=False)
    assert [known(tmp_path, text) for text in "abc"] == ["c", "c", "c"]
    told(tmp_path, "x", "x", edits=False)
    assert [known(tmp_path, text) for text in "abcx"] == [None, None, None, "x"]


def test_a_gap_is_not_led_over(tmp_path: Path) -> None:
    told(tmp_path, "a", "b")
    told(tmp_path, "x", "d")
    assert [known(tmp_path, text) for text in "abxd"] == [None, None, "d", "d"]


def test_edits_that_do_not_lead_where_they_say_lead_nowhere(tmp_path: Path) -> None:
    before, after = Source("a"), Source("b")
    for edits in (((0, "a", "x"),), ((7, "", "b"),)):
        digests = Digests(before=before.sha256, after=after.sha256, edits=edits)
        path = journal_file(tmp_path, "41")
        path.unlink(missing_ok=True)
        append(path, [Draft(ADA, "41", MarkWritten(item="1", day=DAY), digests)])
        assert (known(tmp_path, "a"), known(tmp_path, "b")) == (None, "b")


def test_where_branches_met_nobody_knows(tmp_path: Path) -> None:
    ours = told(tmp_path / "ours", "a", "b").read_bytes()
    theirs = told(tmp_path / "theirs", "a", "c").read_bytes()
    path = journal_file(tmp_path, "41")
    path.parent.mkdir()
    path.write_bytes(ours + theirs)
    assert [known(tmp_path, text) for text in "abc"] == [None, None, None]
