"""`rca import`: what is understood of a foreign folder is shown; nothing is written without consent."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from rca.config import Config
from rca.configfile import load
from rca.importing.joining import CannotJoin, joined
from rca.importing.survey import Unplaced, survey
from rca.parse import parse
from rca.text import Source
from tests.changed import ADA, tree
from tests.command import Result, rca

QUEUE = """\
# Queue full

**Severity:** SEV-2
**Room:** 7

<!-- a comment -->
Some words above all sections.

## Impact

Some.

### For whom

Everybody.

---

## Actions

| Task | Owner |
|------|-------|
| Do it | ana |
| Do more | bob |

## Zebra

Stripes.

More stripes.
"""

NUMBERED = """\
| # | Task | Owner |
|---|------|-------|
| 1 | Do it | ana |
| 2 | Do more | bob |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace, and beside it a folder of somebody else's documents."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "2026-01-02-queue.md").write_text(QUEUE)
    (theirs / "Stack trace.md").write_text("# Stack\n\nDate: 2026-02-03\n\n## Summary\n\nIt fell.\n")
    (theirs / "broken.md").write_bytes(b"\xff")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "rca.toml").write_text('# Ours.\nenvironments = ["prod"]\n')
    return ours


def bring(folder: Path, *args: str, stdin: bytes = b"", tty: bool = False) -> Result:
    return rca(folder, "import", "../theirs", *args, env=ADA, stdin=stdin, tty=tty)


def theirs(folder: Path, name: str = "2026-01-02-queue.md") -> str:
    return (folder.parent / "theirs" / name).read_text()


def test_what_is_understood_of_a_document() -> None:
    source = Source(QUEUE)
    found = survey("q.md", source, parse(source, name="2026-01-02-queue.md", config=Config()))
    assert (found.title, found.id, found.date, found.severity) == ("Queue full", None, "2026-01-02", "SEV-2")
    assert (found.known, found.unknown) == (("impact", "action_items"), ("Zebra",))
    assert (found.timeline, found.items, found.unnumbered) == (0, 2, True)
    assert found.unplaced == (
        Unplaced(4, 7, "**Room:** 7"),
        Unplaced(26, 30, "## Zebra"),
    )
    assert (found.placed, found.lines, found.coverage) == (10, 15, 66)


def test_a_document_of_which_all_is_known_is_placed_whole() -> None:
    source = Source(
        "---\ntitle: Queue\nenvironments:\n  - prod\n---\n\n# Queue\n\n"
        "| Field | Value |\n|---|---|\n| Severity | SEV-2 |\n\n## Summary\n\nWords.\n\n```\ncode\n```\n"
    )
    found = survey("q.md", source, parse(source, name="q.md", config=Config()))
    assert (found.coverage, found.unplaced) == (100, ())


def test_a_heading_that_is_the_label_of_a_fact_is_placed_with_it() -> None:
    source = Source(
        "# Queue full\n\n## Date\n\n2026-03-04\n\n## Severity\n\nSEV-2\n\n## Zebra\n\nstripes\n\n"
        "## Summary\n\nIt broke.\n"
    )
    found = survey("q.md", source, parse(source, name="q.md", config=Config()))
    assert (found.date, found.severity) == ("2026-03-04", "SEV-2")
    assert (found.known, found.unknown) == (("summary",), ("Zebra",))
    assert found.unplaced == (Unplaced(11, 13, "## Zebra"),)


def test_it_is_shown_and_nothing_is_written(folder: Path) -> None:
    before = tree(folder.parent)
    result = bring(folder)
    assert result.code == 0
    assert result.out == (
        "FILE                           TITLE       DATE        SEV    SECTIONS  TIMELINE  ITEMS  PLACED\n"
        "../theirs/2026-01-02-queue.md  Queue full  2026-01-02  SEV-2    2 of 3         0      2    66 %\n"
        "../theirs/Stack trace.md       Stack       2026-02-03  —        1 of 1         0      0   100 %\n"
        "\n"
        "../theirs/2026-01-02-queue.md\n"
        "  lines 4–7 not placed: **Room:** 7\n"
        "  lines 26–30 not placed: ## Zebra\n"
        "\n"
        "../theirs/broken.md byte 0xff is not UTF-8; save the file as UTF-8\n"
    )
    assert result.err == (
        "2 documents, 73 % of 19 lines placed; 2 without a stated id and 1 with tables of items without "
        "numbers.\nNothing was written; --yes brings it in, --copy by copies.\n"
    )
    assert tree(folder.parent) == before


def test_as_json(folder: Path) -> None:
    found = json.loads(bring(folder, "--json").out)
    assert (found["folder"], found["is_read"], found["written"]) == ("../theirs", False, [])
    assert found["left_out"] == {"../theirs/broken.md": "byte 0xff is not UTF-8; save the file as UTF-8"}
    queue = found["documents"][0]
    assert queue["coverage"] == 66
    assert queue["unplaced"][1] == {"first": 26, "last": 30, "text": "## Zebra"}


def test_the_folder_is_read_after_consent(folder: Path) -> None:
    documents = tree(folder.parent / "theirs")
    assert bring(folder, "--yes").code == 0
    assert (folder / "rca.toml").read_text() == (
        '# Ours.\nincidents = ["incidents", "../theirs"]\nenvironments = ["prod"]\n'
    )
    assert "Queue full" in rca(folder, "list").out
    assert tree(folder.parent / "theirs") == documents
    assert "../theirs is read already." in bring(folder, "--yes").err


def test_copies(folder: Path) -> None:
    (folder / "incidents").mkdir()
    (folder / "incidents" / "Stack trace.md").write_text("# Ours\n")
    (folder.parent / "theirs" / "odd.md").write_bytes(b"\xef\xbb\xbf# Odd\r\n\r\nbytes  ")
    result = bring(folder, "--copy", "--yes")
    assert "../theirs/Stack trace.md is left out: incidents/Stack trace.md is there already" in result.err
    assert (folder / "incidents" / "2026-01-02-queue.md").read_text() == QUEUE
    assert (folder / "incidents" / "odd.md").read_bytes() == b"\xef\xbb\xbf# Odd\r\n\r\nbytes  "
    assert (folder / "incidents" / "Stack trace.md").read_text() == "# Ours\n"


def test_ids_and_numbers_are_added_and_taken_back(folder: Path) -> None:
    result = bring(folder, "--yes", "--ids", "--numbers", "--json")
    assert json.loads(result.out)["written"] == [
        "rca.toml",
        "../theirs/2026-01-02-queue.md",
        "../theirs/Stack trace.md",
        "../theirs/2026-01-02-queue.md",
    ]
    assert theirs(folder) == QUEUE.replace(
        "**Room:** 7\n", "**Room:** 7\n**Incident ID:** 2026-01-02-queue\n"
    ).replace(
        NUMBERED.replace("| # ", "").replace("|---", "", 1).replace("| 1 ", "").replace("| 2 ", ""), NUMBERED
    )
    assert "Incident ID: 2026-02-03-stack-trace\n" in theirs(folder, "Stack trace.md")
    assert rca(folder, "undo", "queue", env=ADA).code == 0
    assert rca(folder, "undo", "queue", env=ADA).code == 0
    assert theirs(folder) == QUEUE


def test_at_a_terminal_it_asks_for_each(folder: Path) -> None:
    before = tree(folder.parent)
    assert "Nothing was written." in bring(folder, stdin=b"n\n", tty=True).err
    assert tree(folder.parent) == before
    result = bring(folder, stdin=b"y\ny\nn\ny\ny\n", tty=True)
    assert 'Add "../theirs" to `incidents` in the configuration? [y/N]: ' in result.err
    assert "+**Incident ID:** 2026-01-02-queue" in result.out
    assert "+| 1 | Do it | ana |" in result.out
    assert "Incident ID" not in theirs(folder)
    assert NUMBERED in theirs(folder)


def test_what_is_no_folder_of_documents(folder: Path) -> None:
    assert rca(folder, "import", "nowhere").err == "rca: nowhere: there is no such folder\n"
    (folder / "empty").mkdir()
    result = rca(folder, "import", "empty")
    assert (result.code, result.err) == (2, "rca: empty: no Markdown file stands in it or below\n")


def test_what_only_lists_others_is_left_out(folder: Path) -> None:
    (folder.parent / "theirs" / "README.md").write_text("# Ours\n\n- [Queue](2026-01-02-queue.md)\n")
    result = bring(folder, "--yes", "--ids")
    assert result.code == 0
    assert "../theirs/README.md is an index file without an incident" in result.out
    assert "Incident ID" not in theirs(folder, "README.md")


def test_hostile_words_reach_no_terminal(folder: Path) -> None:
    (folder.parent / "theirs" / "bad.md").write_text("# \x1b[31mred\n\n## \x1b]0;x\x07Zebra\n\nWords.\n")
    assert "\x1b" not in bring(folder).out
    assert "\x1b" not in bring(folder, "--json").out


# The configuration


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'incidents = ["incidents", "pm"]\n'),
        (
            "[milestones]\nv1 = 2026-05-23\n",
            'incidents = ["incidents", "pm"]\n[milestones]\nv1 = 2026-05-23\n',
        ),
        ('incidents = ["a"]\n', 'incidents = ["a", "pm"]\n'),
        ("incidents = []\n", 'incidents = ["pm"]\n'),
        ("incidents = [\"a\", 'b',] # ours\n", 'incidents = ["a", \'b\', "pm",] # ours\n'),
        (
            'incidents = [\n  "a", # one ]\n  "b" # two\n]\n',
            'incidents = [\n  "a", # one ]\n  "b",\n  "pm" # two\n]\n',
        ),
        (
            'incidents = [\r\n  "a",\r\n  "b", # two\r\n]\r\n',
            'incidents = [\r\n  "a",\r\n  "b", # two\r\n  "pm",\r\n]\r\n',
        ),
        ('timezone = "UTC"\nincidents=["a"]\n[sla]\n', 'timezone = "UTC"\nincidents=["a", "pm"]\n[sla]\n'),
    ],
)
def test_the_configuration_reads_one_folder_more(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_bytes(before.encode())
    path, was, text = joined(load(str(tmp_path)), "pm")
    assert (path, was, text) == (tmp_path / "rca.toml", before, after)
    assert tomllib.loads(text)["incidents"][-1] == "pm"


def test_a_workspace_without_a_file_gets_one(tmp_path: Path) -> None:
    _, was, text = joined(load(str(tmp_path)), "pm")
    assert (was, text) == ("", 'incidents = ["incidents", "pm"]\n')


def test_the_table_of_a_project(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.rca] # ours\ntimezone = "UTC"\n\n[tool.ruff]\nincidents = ["a"]\n'
    (tmp_path / "pyproject.toml").write_text(text)
    assert joined(load(str(tmp_path)), "pm")[2] == text.replace(
        "# ours\n", '# ours\nincidents = ["incidents", "pm"]\n'
    )


def test_a_form_that_is_not_understood_stays(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text('"incidents" = ["a"]\n')
    with pytest.raises(CannotJoin, match=r'rca\.toml: add "pm" to `incidents` by hand'):
        joined(load(str(tmp_path)), "pm")


@pytest.mark.parametrize(
    ("table", "after"),
    [
        ("|Task|Owner|\n|-|-|\n|Do it|ana|", "|#|Task|Owner|\n|---|-|-|\n|1|Do it|ana|"),
        ("Task | Owner\n--- | ---\nDo it | ana", "| # |Task | Owner\n|---|--- | ---\n| 1 |Do it | ana"),
        (
            "| Task  | Owner |\n| ----- | ----- |\n| Do it | ana   |",
            "| # | Task  | Owner |\n| --- | ----- | ----- |\n| 1 | Do it | ana   |",
        ),
    ],
)
def test_numbers_in_the_style_of_the_table(table: str, after: str, folder: Path) -> None:
    document = f"# Outage\n\n- **Incident ID:** outage\n\n## Action items\n\n{table}\n"
    (folder.parent / "theirs" / "outage.md").write_text(document)
    bring(folder, "--yes", "--numbers")
    assert theirs(folder, "outage.md") == document.replace(table, after)
