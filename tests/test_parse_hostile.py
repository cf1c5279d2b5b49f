"""Texts made to be slow: reading takes time that grows no faster than the text."""

from __future__ import annotations

from time import process_time

import pytest

from rca.parse import parse
from rca.text import Source

SHELLS = {
    "bullet": "# P\n\n## Action items\n\n- %s\n",
    "facts": "# P\n\n## Action items\n\n- [ ] x (owner: a, due: 2026-01-01, issue: %s)\n",
    "cells": "# P\n\n## Action items\n\n| Action | Owner | Status |\n|--|--|--|\n| %s | %s | %s |\n",
    "headings": "# %s\n\n## Action items %s\n\n### 1. %s\n",
    "timeline": "# P\n\n## Timeline\n\n- 10:00 %s\n- %s\n",
    "header": "# P\n\n**Date:** %s\n**Status:** %s\n**Authors:** %s\n\n%s\n",
    "paragraphs": "# P\n\n## Action items\n\n%s\n\n**AI-1** %s\n",
}
PIECES = (
    *("a", "1", " ", "\u00a0", "[", "(", "](", "[a](", "**", "`", "| ", "/"),
    *("owner: ", "10:00 ", "(executed: ", " — ", "@a "),
)


@pytest.mark.parametrize("shell", SHELLS)
def test_one_long_line(shell: str) -> None:
    for piece in PIECES:
        text = SHELLS[shell].replace("%s", f"{piece * (30_000 // len(piece))}a")
        start = process_time()
        parse(Source.from_bytes(text.encode()))
        assert process_time() - start < 4, piece


@pytest.mark.parametrize(
    "block",
    [
        "### Action items\n\nx\n\n",
        "#### Preventive\n\n- a\n\n",
        "### 1. do x\n\n- Owner: b\n\n",
        "- [ ] a (owner: b, due: 2026-01-01)\n",
        "10:00 x\n\n",
        "**a:** b\n\n",
    ],
)
@pytest.mark.parametrize("section", ["Action items", "Timeline", "Other"])
def test_many_blocks(section: str, block: str) -> None:
    source = Source.from_bytes(f"# P\n\n## {section}\n\n{block * 3000}".encode())
    start = process_time()
    parse(source)
    assert process_time() - start < 4


@pytest.mark.parametrize(
    "inner",
    [
        "---\nt: %s\n---\n" % ("[" * 2000),
        "+++\nt = %s\n+++\n" % ("[" * 2000),
        "+++\nt = %s\n+++\n" % ("1" * 5000),
    ],
    ids=["yaml", "toml", "number"],
)
def test_front_matter_that_no_parser_bears(inner: str) -> None:
    found = parse(Source(f"{inner}\n# Title\n"))
    assert found.title == "Title"
    assert [d.rule for d in found.diagnostics] == ["READ06"]


def test_reused_anchors_warn_nobody(recwarn: pytest.WarningsRecorder) -> None:
    parse(Source("---\na: &x 1\nb: &x 2\nc: {}\n---\n"))
    assert not recwarn.list


def test_bold_label_of_nothing_but_space() -> None:
    assert parse(Source("**\u2028****\n")).sections == ()
