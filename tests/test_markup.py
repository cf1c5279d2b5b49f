"""HTML of plain blocks without the library's tokens: the same, letter for letter, as with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.blocks.markup import _Writing, markup
from rca.html.prose import clean_text, outside

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "documents"
PLAIN = """\
# A title with `code`

A paragraph, *its*
second line & more <b>HTML</b>, https://example.org/a_b.

Under\\*lined
------------

- one
- two
  1. inside
  2. again
     goes on
- [x] done, ![picture](https://example.org/x.png)

3. three
4. four

* loose

* list

| Time | What \\| who | |
|:---|:--:|---:|
| 10:00 | a `b \\| c` | **d** |
| short |

```python
x < 1
```

> quote
goes on

---
"""


def by_library(text: str) -> object:
    """What the library makes of a text as a whole."""
    nonce = markup(text, outside, place).nonce
    writing = _Writing(nonce, outside, place)
    return writing._stock(text), tuple(writing.headings)


def place(text: str) -> int | None:
    return 7 if text == "\ue0007\ue001" else None


def by_parts(text: str) -> object:
    made = markup(text, outside, place)
    return made.html, made.headings


def test_every_kind_of_block() -> None:
    assert by_parts(PLAIN) == by_library(PLAIN)
    assert by_parts(
        f"{PLAIN}\n[one][x], \ue0007\ue001\n\n\ue0007\ue001\n\n[x]: https://example.org\n"
    ) == by_library(f"{PLAIN}\n[one][x], \ue0007\ue001\n\n\ue0007\ue001\n\n[x]: https://example.org\n")


LINES = st.sampled_from(
    [
        *PLAIN.splitlines(),
        "",
        "",
        "  - deep",
        "    code",
        "text",
        "* * *",
        "+ x",
        "- \\",
        "a  ",
        "1) y",
        "\t- tab",
        "<div>",
    ]
)


@given(st.lists(LINES, max_size=14))
def test_any_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert by_parts(text) == by_library(text)


MARKS = st.sampled_from(
    [
        *"` ** * ~~ [ ]( ) ! _ \\ < & . : é € 😀 word snake_case <b> &amp; ``x`` `code` **bold** [x]".split(),
        *"[a](https://example.org/x_y) [b](other.md#x) [c](HTTP://Example.org) https://example.org/a)".split(),
        *("**b `c` d**", "**[l](https://example.org)**", "`a *b*`", "![p](https://example.org/x.png)"),
        *(" ", " ", " ", "\n", "\t", "\u2028", "\u00a0"),
    ]
)


@given(st.sampled_from(["", "# ", "- ", "| a |\n|---|\n| "]), st.lists(MARKS, max_size=9))
def test_any_marks(block: str, marks: list[str]) -> None:
    text = block + "".join(marks)
    assert by_parts(text) == by_library(text)


def test_what_is_usual_needs_no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_content: str) -> object:
        raise AssertionError("the library was asked")

    monkeypatch.setattr("rca.blocks.markup._inline_token", asked)
    made = markup(
        "# A `b`\n\nThe **role [of](x.md)** `a_b`, snake_case: [more](https://e.org).\n", str, place
    )
    assert made.html.endswith(
        '<p>The <strong>role <a href="x.md">of</a></strong> <code>a_b</code>, snake_case: '
        '<a href="https://e.org">more</a>.</p>\n'
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the checkout")
def test_documents_of_others() -> None:
    for path in sorted(CORPUS.rglob("*.md"))[::3]:
        text = clean_text(path.read_text(encoding="utf-8", errors="replace"))
        assert by_parts(text) == by_library(text), path
