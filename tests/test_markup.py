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


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the checkout")
def test_documents_of_others() -> None:
    for path in sorted(CORPUS.rglob("*.md"))[::3]:
        text = clean_text(path.read_text(encoding="utf-8", errors="replace"))
        assert by_parts(text) == by_library(text), path
