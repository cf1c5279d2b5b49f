"""Blocks that are plain are read without markdown-it's rules, and just as these would read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rca.blocks
from rca.blocks import Block, scan
from rca.blocks.rules import make_parser
from rca.blocks.state import State
from rca.text import Source
from tests.test_blocks_agree import LINES, PREFIXES, tables

PLAIN = """\
# RCA — Disk full

**Severity:** SEV-2
**Status:** open

2026-05-15, and 3 more words
`code`, [link](https://example.com) and (brackets).

- one
- [x] two, which
  goes on
    1. nested
    2. and on

10) ten

| Time | Event |
|:-----|---|
| 09:12 | a \\| b |
|  | |

```sh
# no heading
```

- - -

## End ##
"""


def by_rules(text: str) -> list[Block]:
    """The blocks of a text as the rules alone find them."""
    state = State(Source(text).normal, make_parser(), [])
    state.md.block.tokenize(state, 0, state.lineMax)
    return state.blocks


def scanned(text: str) -> list[Block]:
    """The blocks of a text as it is scanned: plain ones by expressions, all others by the rules."""
    return list(scan(Source(text)).blocks)


def test_a_plain_document_takes_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = by_rules(PLAIN)
    monkeypatch.delattr(rca.blocks, "read_block")
    assert scanned(PLAIN) == expected
    assert [block.kind for block in expected if block.depth == 0] == [
        *("heading", "paragraph", "paragraph", "item", "item", "item", "table", "fence", "rule", "heading")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# a | b\n--|--\n| c | d |\n",  # a table whose header looks like a heading
        "- a | b\n--|--\n",  # … or like an item
        "- x\n- a | b\n--|--\n",  # but not inside of a list
        "- x\n* a | b\n--|--\n",
        "``` a | b\n---|---\n```\n",
        "text\n2. no list\n",
        "text\n1. a list\n",
        "text\n===\n",
        "- text\n===\n",
        "- a\n  2. no list\n",
        "- a\n\n  2. a list\n",
        "- a\n    - b\n        - c\n   - d\n  - e\n - f\n",
        "- a\n      - too deep for a list\n",
        "[a]: /url\n[b] is text\n[c]\n: text\n",
        "- [ ]\n  box without text\n- [x] \u00a0\n",
        "````\n```\n``` \n`````  \nafter\n",
        "```\nnever closed\n",
        "| a | b |\n|---|---|\n| c |\nthe row of a text\n\n| a |\n|---|---|\n",
        "| a |\n|---|\n| b |  \n|\n||\n# end\n",
    ],
)
def test_what_may_be_something_else(text: str) -> None:
    assert scanned(text) == by_rules(text)


def test_documents(corpus: Path) -> None:
    for path in sorted((corpus / "documents").rglob("*.md")):
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        if "\r" not in text and "\0" not in text and text[:3] not in ("---", "+++"):
            assert scanned(text) == by_rules(text)


STARTS = (
    *("", "", "", " ", "  ", "   ", "    ", "\t", "# ", "#", "> ", ">", "```", "``", "~~~", "|", "=", "---"),
    *(
        "- - -",
        "***",
        "__",
        "+a",
        "-a",
        "--b",
        "-|",
        ":-",
        "*a",
        "**a",
        "_a",
        "1",
        "1.a",
        "12:30 ",
        "[",
        "[x] ",
    ),
    *(
        "[a]: ",
        "[a](b) ",
        "[![",
        "<div>",
        "<http://a>",
        "\\",
        "\u00a0",
        "\u2028",
        "\x0b",
        "é",
        "🔴",
        "(",
        "!",
    ),
)
ENDS = (
    "",
    "a",
    "a b",
    " a  ",
    "a|b",
    "| b |",
    "**b**",
    "x #",
    "\\|",
    "a\u00a0",
    "|---|",
    "--|--",
    "- b",
    "1. c",
)
MARKERS = ("- ", "* ", "+ ", "1. ", "2. ", "10) ", "01. ", "-   ", "-     ", "-\t", "- [ ] ", "1.")


@st.composite
def lists(draw: st.DrawFn) -> list[str]:
    """Items at any indentation, with blank lines and further lines between them."""
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        indent = " " * draw(st.integers(0, 8))
        lines.append(indent + draw(st.sampled_from(MARKERS)) + draw(st.sampled_from(ENDS)))
        lines += draw(
            st.sampled_from([(), (), (), ("",), (indent + "more",), ("  | a |",), ("   ", "    text")])
        )
    return lines


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    starts = st.lists(st.sampled_from(STARTS), min_size=1, max_size=2)
    line = st.builds(lambda s, e: "".join(s) + e, starts, st.sampled_from(ENDS))
    other = st.builds(str.__add__, st.sampled_from(PREFIXES), st.sampled_from(LINES))
    return draw(st.lists(st.one_of(line, other), max_size=4))


@given(
    st.lists(st.one_of(lists(), lines(), tables(), st.just([""])), max_size=5),
    st.sampled_from(["", "\n", " "]),
)
def test_mixtures(parts: list[list[str]], end: str) -> None:
    text = "\n".join(line for part in parts for line in part).replace("\0", "0") + end
    if text[:3] not in ("---", "+++"):
        assert scanned(text) == by_rules(text)
