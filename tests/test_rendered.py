"""Rendered Markdown: what it looks like, that every line knows its place, and that no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from rca.blocks import scan
from rca.output.markdown.render import Rendering
from rca.output.terminal import Terminal
from rca.output.width import width
from rca.text import Source
from tests.command import INCIDENT, ROOT
from tests.rendered import draw, rendered

EXAMPLES = [
    pytest.param(text, expected, id=f"{line} {title}")
    for line, title, text, expected in read_fixture_file(Path(__file__).parent / "rendered" / "lines.md")
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: str) -> None:
    assert draw(rendered(text)) == expected.rstrip("\n")


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
@pytest.mark.parametrize(("newline", "bom"), [("\r\n", ""), ("\r", ""), ("\n", "\ufeff")])
def test_newlines_and_a_byte_order_mark_look_the_same(
    text: str, expected: str, newline: str, bom: str
) -> None:
    assert draw(rendered(bom + text.replace("\n", newline))) == expected.rstrip("\n")


def test_what_would_steer_a_terminal_is_visible() -> None:
    lines = rendered("safe \u202egnp.exe\u202c \x1b[31mred\x07\n\n```\n\x9b2J\n```\n")
    assert [line.text for line in lines] == ["safe \\u{202e}gnp.exe\\u{202c} ␛[31mred␇", "", "\\u{9b}2J"]


def test_links_know_where_they_lead() -> None:
    text = "[a](http://e.org/a) ![b](b.png) <http://e.org/c> [d][Name] [name] http://e.org/e.\n\n[name]: http://e.org/d\n"
    pieces = [(piece.text, piece.url) for piece in rendered(text, 200)[0].pieces if piece.url]
    assert pieces == [
        ("a", "http://e.org/a"),
        ("b", "b.png"),
        ("http://e.org/c", "http://e.org/c"),
        ("d", "http://e.org/d"),
        ("name", "http://e.org/d"),
        ("http://e.org/e", "http://e.org/e"),
    ]


def test_ascii_alone() -> None:
    text = "- item\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n"
    shown = "".join(line.text for line in rendered(text, unicode=False))
    assert shown.isascii()
    assert "- item| quotea | b--+--1 | 2" in shown


def test_a_code_span_over_two_lines_knows_both() -> None:
    assert draw(rendered("run `one\ntwo` now\n", 9)) == " 1 run {code|one}\n 2 {code|two} now"


# No word is lost, and each stands on the line of the source that the rendered line names.

FORMS = """{}|# {}|### {} #|- {}|  - {}|      {}|1. {}|> {}|> > {}|> - {}|- > {}|¦ {} ¦ {} ¦|¦ {} ¦
{} ¦ {} ¦ {}|¦--¦--¦|--¦:-:|```|```{}|~~~|    {}|\t{}|**{}|{}** {}|*{}* {}|`{}|{}`|`{}` {}
``{} ` {}``|<!-- {}|{} -->|<!-- {} -->|<div>{}|</div>|{}<br>{}|<b>{}</b>|||---
===|{}  |{}\\|- [ ] {}|- [x] {}|-|> |[{}]|![{}] {}
[{}]: http://e.org|~~{}~~ {}|&amp; {}|* * *|**Label:** {}|Label: {}|{}:|title: {}|+++""".replace(
    "\n", "|"
).split("|")
"""Lines of documents; the bar of a table is a broken one here."""
LINES = st.lists(st.sampled_from(FORMS), min_size=1, max_size=24)


def _filled(forms: list[str]) -> str:
    numbers = count(10**9)
    return "\n".join(re.sub(r"\{\}", lambda _: f"w{next(numbers)}q", form) for form in forms).replace(
        "¦", "|"
    )


def _expected(text: str) -> dict[str, int]:
    return {word: at for at, line in enumerate(text.split("\n"), 1) for word in re.findall(r"w\d+q", line)}


@given(LINES)
def test_every_word_stands_on_a_line_that_shows_its_place(forms: list[str]) -> None:
    text = _filled(forms)
    lines = rendered(text, 400)
    ends = [line.line for line in lines][1:] + [10_000] * bool(lines)
    found = {
        word: range(line.line, end + 1)
        for line, end in zip(lines, ends, strict=True)
        for word in re.findall(r"w\d+q", line.text)
    }
    assert found.keys() == _expected(text).keys()
    assert all(at in found[word] for word, at in _expected(text).items())


@given(st.lists(st.sampled_from([form for form in FORMS if "¦" not in form]), max_size=24))
def test_lines_of_one_word_know_its_line(forms: list[str]) -> None:
    text = _filled(forms)
    lines = rendered(text, 15)  # there is room for one word
    found = {match[1]: line.line for line in lines if (match := re.match(r"\W*(w\d{10}q)", line.text))}
    assert found.items() <= _expected(text).items()


@given(LINES, st.integers(10, 60))
def test_every_word_is_there_at_any_width(forms: list[str], room: int) -> None:
    text = _filled(forms)
    lines = rendered(text, room)
    shown = "".join(line.text for line in lines)
    assert sorted(line.line for line in lines) == [line.line for line in lines]
    assert Counter(shown) >= Counter("".join(_expected(text)))
    assert all(width(line.text) <= max(room, 30) for line in lines)


def _lost(source: Source) -> set[str]:
    """Words of a document that no line shows, targets of links and the names of entities aside."""
    terminal = Terminal(400, color=False, unicode=True)
    rendering = Rendering(source, scan(source), 400, terminal)
    lines = [line for number in range(len(rendering.units)) for line in rendering.lines(number)]
    shown = "\n".join([line.text for line in lines] + [piece.url for line in lines for piece in line.pieces])
    hidden = re.sub(r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|&\w+;", " ", source.text)
    return {word for word in re.findall(r"[^\W_]{3,}", hidden) if word not in shown}


def test_no_word_of_our_own_rca_is_lost() -> None:
    assert not _lost(Source.from_bytes((ROOT / "incidents" / f"{INCIDENT}.md").read_bytes()))


def test_no_word_of_real_documents_is_lost(corpus: Path) -> None:
    paths = sorted((corpus / "documents").glob("**/*.md"))
    assert paths
    lost = {path.name: _lost(Source.from_bytes(path.read_bytes())) for path in paths}
    assert {name: words for name, words in lost.items() if words} == {}
