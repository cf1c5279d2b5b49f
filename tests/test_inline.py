"""Inline Markdown: what the eye reads, and what a text points at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.citations import evidence, issue_references, links
from rca.inline import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Roll back **the** deploy", "Roll back the deploy"),
        ("`a_b` and _c_ and a_b_c", "a_b and c and a_b_c"),
        ("**Isolate `x` on every path** — now", "Isolate x on every path — now"),
        ("all *.apps.live urls and *.dev", "all *.apps.live urls and *.dev"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("[issue](https://x.org/a_(b)) and ![alt](p.png)", "issue and alt"),
        ("[text][ref], [ref2][] and [186] union", "text, ref2 and [186] union"),
        ("see [[2026-05-15|the RCA]] or [[other]]", "see the RCA or other"),
        ("<https://x.org/1>", ""),
        ("one<br>two <b>three</b> <!-- four -->", "one two three"),
        (r"a \| b \* c", "a | b * c"),
        ("Fish &amp; chips", "Fish & chips"),
        ("~~old~~ new", "old new"),
        ("wrapped\n  over lines", "wrapped over lines"),
        ("a\u00a0b", "a b"),
        ("``a ` b``", "a ` b"),
        ("un`closed and **open", "un`closed and **open"),
        ("**a** **b**", "a b"),
        ("plain", "plain"),
    ],
)
def test_plain_text_is_what_the_eye_reads(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_links_keep_brackets_of_their_addresses() -> None:
    (link,) = links("see [it](https://x.org/a_(b)?c=1) there")
    assert (link.text, link.url, link.start) == ("it", "https://x.org/a_(b)?c=1", 4)


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("DONE - PRs #378, #381", ["#378", "#381"]),
        ("owner/repo#12 and GH-13", ["owner/repo#12", "GH-13"]),
        ("[#12](https://github.com/o/r/issues/12)", ["https://github.com/o/r/issues/12"]),
        ("([PR](https://github.com/o/r/pull/3)).", ["https://github.com/o/r/pull/3"]),
        ("https://gitlab.com/g/p/-/merge_requests/7.", ["https://gitlab.com/g/p/-/merge_requests/7"]),
        ("https://acme.atlassian.net/browse/OPS-9", ["https://acme.atlassian.net/browse/OPS-9"]),
        ("OPS-12, SEV-2, UTF-8 and RFC-19", ["OPS-12"]),
        ("see [docs](https://x.org/page) #4", ["#4"]),
        ("item #3 and cause #2", []),
        ("`#12` and colour #fff", []),
        ("a309de17", []),
        ("#4, again #4", ["#4"]),
    ],
)
def test_issue_references(text: str, references: list[str]) -> None:
    assert list(issue_references(text)) == references


def test_reference_links_count_by_their_address() -> None:
    targets = {"#2739": "https://github.com/o/r/issues/2739"}
    assert issue_references("[#2739]: test the proxy", targets) == ("https://github.com/o/r/issues/2739",)


def test_evidence_is_everything_that_a_text_points_at() -> None:
    text = "2026-05-15 [matrix](https://x.org/1), PR #1570, commit 3fc90c5a, https://y.org/2."
    assert evidence(text) == ("https://x.org/1", "#1570", "3fc90c5a", "https://y.org/2")


@given(st.text(alphabet=list("ab *_`~[]()<>!\\&#|\n"), max_size=60))
def test_plain_text_of_any_markup_is_plain_and_folded(text: str) -> None:
    found = plain(text)
    assert found == " ".join(found.split())
    assert len(found) <= len(text)
