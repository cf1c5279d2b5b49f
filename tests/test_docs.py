"""How the documentation is made: pictures of output, blocks that commands fill, the table of modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.modules import table
from docs.picture import runs, svg
from docs.sample import run

ROOT = Path(__file__).resolve().parent.parent


def test_a_line_is_cut_where_its_attributes_change() -> None:
    line = "\x1b[31m63 d late\x1b[0m  a \x1b[1;32mgood\x1b[0m end"
    assert [(piece.text, piece.classes) for piece in runs(line)] == [
        ("63 d late", "error"),
        ("  a ", ""),
        ("good", "bold success"),
        (" end", ""),
    ]


def test_a_picture_puts_words_in_their_columns() -> None:
    drawn = svg("a  <b> c\n\x1b[33m時計\x1b[0m d\n", "Title & words")
    texts = re.findall(r'<text x="(\d+)" y="(\d+)" textLength="(\d+)"[^>]* class="(\w+)">([^<]*)', drawn)
    assert texts == [
        ("20", "31", "8", "text", "a"),
        ("44", "31", "40", "text", "&lt;b&gt; c"),
        ("20", "50", "32", "warning", "時計"),
        ("60", "50", "8", "text", "d"),
    ]
    assert "<title>Title &amp; words</title>" in drawn


def test_the_documentation_runs_nothing_but_rca(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="runs rca, nothing else"):
        run("ls -l", tmp_path)


def test_the_table_of_modules_says_what_each_is() -> None:
    rows = table(ROOT).splitlines()[2:]
    assert rows[0].startswith("| 1 | `")
    assert rows[-1].endswith(
        "| `errors.py` | Failures of a command: each class is the whole sentence and an exit code |"
    )
    modules = {path.stem for path in (ROOT / "rca").glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"`(\w+)(?:\.py|/)`", "\n".join(rows)))
