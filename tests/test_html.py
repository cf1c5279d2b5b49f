"""Pages: Markdown made safe, ids of headings, colours that can be read, templates that escape."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from rca.blocks.markup import markup
from rca.html.pages import css, environment, inline_policy
from rca.html.palette import DARK, ENOUGH, LIGHT, PAIRS, contrast
from rca.html.prose import TAGS, _cleaned, _cleaner, _number, clean_text, outside, place, prose

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title>",
    "<style>*{display:none}</style>",
    "[x](javascript:alert(1))",
    "<a href=' javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "\x1b]0;x\x07",
    "<iframe src=//evil>",
    "<p id=main class=banner style='position:fixed'>",
    "</div></main><main>",
    "&#2;",
    "\x02",
    "![x](https://evil.example/p.png)",
    '<https://a.example/"onclick=alert(1)>',
    "<base href=//evil>",
    "<form action=//evil><input>",
    "`<b onclick=x>`",
    "| <td onclick=1> |\n|--|\n",
    "\ue0000\ue001",
    "# ",
    "- [x] ",
    "<!-- x",
    "<a xlink:href=data:text/html,x>y</a>",
    "[r]: data:text/html,x\n\n[r]",
    "&lt;script&gt;",
    "\u202e",
)
SAFE = re.compile("https?://|mailto:|#", re.IGNORECASE)


class Found(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


OURS = {"div", "span"}
ATTRIBUTES = {"href", "rel", "id", "start", "open", "class", "role", "aria-label", "tabindex"}


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12) | st.just("\n\n"), max_size=8))
def test_no_text_becomes_anything_that_acts(parts: list[str]) -> None:
    html = prose(clean_text("".join(parts))).html
    for tag, attributes in Found(html).elements:
        assert tag in TAGS | OURS
        assert attributes.keys() <= ATTRIBUTES
        assert not attributes.get("href") or SAFE.match(attributes["href"] or "")
        assert attributes.get("class") in {None, "right", "center", "box", "scroll"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", html)


@given(
    st.lists(st.sampled_from(["# A", "# a", "## A b", "### *A*", "# <b>A</b>", "#", "# 予防"]), max_size=8)
)
def test_headings_have_ids_of_their_own_and_skip_no_level(lines: list[str]) -> None:
    made = prose("\n\n".join(lines))
    ids = [attributes["id"] for _, attributes in Found(made.html).elements if "id" in attributes]
    assert ids == [heading.id for heading in made.headings]
    assert len(ids) == len(set(ids)) == len(lines)
    levels = [1, *(heading.level for heading in made.headings)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


ODD = (
    *HOSTILE, '"x" <', "a\xa0b", "<details>", "</details>", "| a | b |\n|:--|--:|\n| 1 | \"2\" |\n", "---\n",
    "1. a\n2. b", '[a](<https://e.org/">)', "https://e.org/'x", "[a](https://e.org/x?a=1&b=2)", "[a](#b)",
    '`class="left"`', "<hr />", "&quot;",
    "https://1.2.3.999/", "https://xn--a.org", "https://a..b", "[z](https://e.org:99999)", "https://e.org:car",
    "**\"b\"**", "\n\n", "\n",
)  # fmt: skip
"""What cleaning changes, or might."""


@given(st.lists(st.sampled_from(ODD) | st.text(max_size=8), max_size=9))
def test_plain_parts_are_what_cleaning_all_would_leave(parts: list[str]) -> None:
    made = markup(clean_text("".join(parts)), outside, _number)
    assert _cleaned(made) == _cleaner().clean(made.html)


def test_plain_parts_of_documents_need_no_cleaning(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> object:
        return SimpleNamespace(clean=None)

    monkeypatch.setattr("rca.html.prose._cleaner", asked)
    text = '# A "b"\n\nSee [c](https://e.org/d) and `e`.\n\n| f |\n|:--|\n| g |\n\n- h\n\n```\n"i"\n```\n'
    assert prose(text).html == (
        '<h2 id="a-b">A "b"</h2>\n<p>See <a href="https://e.org/d" rel="noreferrer">c</a> and '
        '<code>e</code>.</p>\n<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n'
        '<thead>\n<tr>\n<th class="">f</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="">g</td>\n</tr>\n'
        '</tbody>\n</table></div>\n<ul>\n<li>h</li>\n</ul>\n<pre tabindex="0"><code>"i"\n</code></pre>\n'
    )


def test_what_a_document_means_stays() -> None:
    made = prose(clean_text(
        "## What *went* well\n\n- [x] paged <kbd>Q</kbd>\n- [ ] https://a.example/b\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n![chart](https://a.example/c.png) ~~no~~\n\n```py\n1 < 2\n```\n"
    ))  # fmt: skip
    assert made.html == Markup(
        '<h2 id="what-went-well">What <em>went</em> well</h2>\n<ul>\n'
        '<li><span class="box" role="img" aria-label="done">☑</span> paged <kbd>Q</kbd></li>\n'
        '<li><span class="box" role="img" aria-label="to do">☐</span> '
        '<a href="https://a.example/b" rel="noreferrer">https://a.example/b</a></li>\n</ul>\n'
        '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n<thead>\n<tr>\n'
        '<th>a</th>\n<th class="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td>1</td>\n<td class="right">2</td>\n</tr>\n'
        "</tbody>\n</table></div>\n"
        '<p><a href="https://a.example/c.png" rel="noreferrer">chart</a> <s>no</s></p>\n'
        '<pre tabindex="0"><code>1 &lt; 2\n</code></pre>\n'
    )


def test_places_are_the_pages_own() -> None:
    text = clean_text("before \ue0001\ue001\n\n\ue0001\ue001\n\n") + place(0) + "after"
    made = prose(text, [Markup("<table>ours</table>")])
    assert made.html.count("ours") == 1
    assert "<p>before \ufffd1\ufffd</p>\n<p>\ufffd1\ufffd</p>\n<table>ours</table>\n<p>after</p>" in made.html


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_grounds(colours: dict[str, str]) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    faint = [pair for pair in PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < ENOUGH]
    assert faint == []
    assert LIGHT.keys() == DARK.keys()


def test_looks_use_no_colour_that_is_not_in_the_palette() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", css()))
    assert used <= LIGHT.keys()
    rules = css().split("@media print{:root", 1)[1].split("\n", 1)[1]
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", rules)


def test_a_page_escapes_and_shows_what_steers(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('{% extends "shell.html" %}{% block main %}{{ text }}{% endblock %}')
    style = "a{}"
    page = environment(tmp_path).get_template("page.html").render(
        title="</title><script>", text="<b>\x1b[1m\u202e", style=Markup(style), policy=inline_policy([style])
    )  # fmt: skip
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in page
    assert "&lt;b&gt;␛[1m\\u{202e}" in page
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
