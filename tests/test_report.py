"""The report in its formats: the same numbers everywhere, golden files of the demo, and hostile documents.

`RCA_RENEW=1 pytest tests/test_report.py` writes the golden files anew; look at the diff.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rca.charts import Bars, Curve, Looks, Series, Steps, svg
from rca.demo import write_demo
from rca.errors import MissingExtra
from rca.html.palette import DARK, LIGHT, contrast
from rca.output.clean import clean
from rca.output.terminal import Terminal
from rca.report.html import html
from rca.report.markdown import escaped, markdown
from rca.report.page import Cell, Column, Figure, Group, Note, Page, Section, Table, Terms, Tile
from rca.report.pdf import pdf
from rca.report.terminal import page_lines
from tests.command import Result, rca

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 24)
HOSTILE = (
    "<script>alert(1)</script> #let x = 1 $x^2$ *b* _i_ `c` |cell| [l](javascript:x) "
    "\x1b[31m\x9b2J \u202e \uffff @x \\ & \"q'"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace as of 24 November 2026."""
    folder = tmp_path_factory.mktemp("demo") / "tideway"
    write_demo(folder, DAY)
    return folder


@pytest.fixture
def without_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra is not installed."""
    monkeypatch.setattr("rca.charts.is_plain", lambda: True)


def report(folder: Path, *args: str) -> Result:
    told = rca(folder, "report", *args)
    assert told.code == 0, told.err
    return told


def steady(text: str) -> str:
    """A text without what changes with any version."""
    text = re.sub(r"rca \d+\.\d+\.\d+", "rca VERSION", text)
    return re.sub(r"'sha256-[^']+'", "'sha256-…'", text)


def golden(name: str, made: str) -> str:
    """What stands in a golden file, which is renewed first where somebody asks for it."""
    if os.environ.get("RCA_RENEW"):
        (GOLDEN / name).write_text(made, encoding="utf-8")
    return (GOLDEN / name).read_text(encoding="utf-8")


def test_the_report_in_a_terminal(demo: Path) -> None:
    text = steady(report(demo).out)
    assert text == golden("report.txt", text)


@pytest.mark.parametrize("columns", ["60", "80", "100", "140"])
def test_no_number_is_cut_where_the_terminal_is_narrow(columns: str, demo: Path) -> None:
    told = rca(demo, "stats", env={"COLUMNS": columns}, tty=True).out
    words = " ".join(re.sub(r"\x1b\[[\d;]*m", "", told).lower().split())
    assert "open after 180 d" in words
    for time in ("detect", "acknowledge", "mitigate", "resolve"):
        assert f"time to {time} " in words
    assert "1 h 11 min to 3 h 50 min" in words
    assert "10 without both times" in words


def test_the_report_as_markdown(demo: Path) -> None:
    text = steady(report(demo, "--format", "md").out)
    assert text == golden("report.md", text)


def test_the_report_as_html_without_a_library_for_charts(demo: Path, without_charts: None) -> None:
    text = steady(report(demo, "--format", "html").out)
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    assert text == golden("report.html", text)


def test_the_numbers_of_the_report_as_data(demo: Path) -> None:
    told = json.loads(report(demo, "--format", "json").out)
    assert told["version"] == 1
    assert told["period"] == {"first": "2026-11-18", "last": "2026-11-24"}
    summed = {
        "totals": told["totals"],
        "deeds": told["deeds"]["counts"],
        "overdue": {each["owner"]: each["late"] for each in told["overdue"]},
        "rates": {rate["name"]: [rate["part"], rate["whole"]] for rate in told["numbers"]["rates"]},
    }
    text = json.dumps(summed, indent=1, ensure_ascii=False) + "\n"
    assert text == golden("report.json", text)


def test_json_is_a_format_by_its_own_name(demo: Path) -> None:
    assert report(demo, "--json").out == report(demo, "--format", "json").out


@pytest.mark.parametrize("command", ["stats", "report"])
def test_the_own_signs_are_ascii_where_no_more_is_safe(command: str, demo: Path) -> None:
    """A name in the definitions, and what the documents say, stay."""
    shown = rca(demo, command, env={"RCA_ASCII": "1"}).out
    assert set(shown) & set("–—−÷·→↑↓…█") == set()
    assert "0-7 d" in shown
    assert "0–7 d" in rca(demo, command).out


def test_every_format_has_the_same_numbers(demo: Path) -> None:
    data = json.loads(report(demo, "--format", "json").out)
    totals = data["totals"]
    tiles = f"{totals['overdue']} overdue · {totals['paper_only']} paper-only · {totals['blocked']} blocked"
    assert tiles in report(demo).out
    assert tiles in report(demo, "--format", "md").out.replace("**", "")
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", report(demo, "--format", "html").out))
    assert tiles.replace(" · ", " ") in shown
    for holder in data["overdue"]:
        assert f"{holder['owner']} {holder['late']} overdue, the oldest for {holder['oldest']} d" in shown
    stats = json.loads(rca(demo, "stats", "--json").out)
    assert stats["rates"] == data["numbers"]["rates"]
    assert stats["ageing"] == data["numbers"]["ageing"]
    assert stats["times"] == data["numbers"]["times"]


def test_what_a_list_leaves_out_is_counted_with_the_query_that_shows_it(demo: Path) -> None:
    told = report(demo, "--limit", "1").out
    assert "4 more items: rca actions is:paper-only" in told
    assert "2 more items: rca actions 'is:overdue owner:=sre-agent'" in told
    assert "8 more owners with overdue items." in told


def test_a_chart_of_many_owners_shows_the_first_and_counts_the_others(tmp_path: Path) -> None:
    rows = "".join(f"| {n} | Act on {n} | owner{n:02} | 2026-05-01 | | |\n" for n in range(1, 31))
    head = "| # | Action | Owner | Due | Written | Executed |\n|---|---|---|---|---|---|\n"
    (tmp_path / "incidents").mkdir()
    text = f"# RCA — Many\n\n- **Date:** 2026-04-02\n\n## Action items\n\n{head}{rows}"
    (tmp_path / "incidents" / "2026-04-02-many.md").write_text(text, encoding="utf-8")
    told = report(tmp_path).out
    assert "10 more owners with 1 or fewer." in told
    assert "20 more owners with overdue items." in told
    assert told.count("owner25") == 0


def test_many_incidents_of_a_period_are_counted_with_the_query_that_lists_them(demo: Path) -> None:
    told = report(demo, "--limit", "1", "--from", "2026-06", "sev:<=3").out
    assert "7 more incidents: rca list 'date:2026-06-01..2026-11-24 sev:<=3'" in told
    listed = rca(demo, "list", "date:2026-06-01..2026-11-24 sev:<=3", "--json")
    assert len(json.loads(listed.out)) == 10


class Tags(HTMLParser):
    """The tags of a page, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(demo: Path) -> None:
    text = report(demo, "--format", "html").out
    tags = Tags(text).seen
    assert not {tag for tag, _ in tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "use",
        "image",
    }
    for tag, attributes in tags:
        assert not {name for name in attributes if name.startswith("on") or name in ("src", "style")}, tag
        assert str(attributes.get("href", "#")).startswith("#")
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text


def test_every_chart_has_a_title_a_description_and_its_table(demo: Path) -> None:
    text = report(demo, "--format", "html").out
    charts = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    assert len(charts) == 6
    for chart in charts:
        assert re.match(r'<svg [^>]*role="img"><title>[^<]+</title><desc>[^<]+</desc>', chart)
    assert text.count("<figure") == len(
        re.findall(r"</svg></div><div>\s*<div class=\"scroll\"[^>]*>\s*<table", text)
    )


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_bars_can_be_told_from_their_ground(colours: Mapping[str, str]) -> None:
    assert contrast(colours["series-1"], colours["ground"]) >= 3
    style = (Path(__file__).parents[1] / "rca/report/report.css").read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= set(colours)
    assert not re.search(r"#[0-9a-f]{3}", style)


# What documents say stays text.


def page_of(text: str) -> Page:
    """A page on which a text stands wherever one of a document can."""
    table = Table(
        (Column(text), Column("n", right=True), Column("Item", keeps_end=True, share=1)),
        rows=((Cell(text), Cell("1"), Cell(text, "error")),),
        groups=(Group(text, text, ((Cell(text), Cell("2"), Cell(text)),), "3 more", text),),
        title=text,
        note=text,
    )
    bars = Bars(text, text, (text, "b"), (Series(text, (1, 2)), Series("s", (0, 1))), "items")
    steps = Steps(text, text, (Curve(text, ((1, 0.5),), 9),))
    figures = tuple(Figure(chart, table) for chart in (bars, bars._replace(upright=True), steps))
    section = Section("here", text, text, (table, Note(text, "muted"), Terms(((text, text),)), *figures))
    return Page(text, ((text, text),), (Tile(1, text, ""),), (section,), text)


hostile = st.text(
    st.sampled_from("<>&\"'`*_#$|[](){}!~\\@=+-.:/;^%\x1b\x9b\x07\u202e\u2066\x00\n\r\t 1aZé再"),
    min_size=1,
    max_size=24,
)


KNOWN_TAGS = set(
    "html head meta title style body header h1 h2 h3 dl dt dd div ul li strong nav a main section p table "
    "thead tbody tr th td small code figure figcaption svg desc rect text path span wbr footer".split()
)


@given(hostile)
@example(HOSTILE)
@example("</style><script>alert(1)</script>")
@example("&lt;b&gt; --> ]]> <!--")
@settings(max_examples=60)
def test_html_shows_a_text_as_it_is(text: str) -> None:
    with patch("rca.charts.is_plain", lambda: True):
        told = Tags(html(page_of(text)))
    assert not {tag for tag, _ in told.seen} - KNOWN_TAGS
    assert clean(text) in told.text


@given(hostile)
@example(HOSTILE)
@example(' role="x" fill="#010101" ')
@settings(max_examples=8)
def test_a_chart_by_the_library_shows_a_text_as_it_is(text: str) -> None:
    looks = Looks("var(--ink)", "gray", "silver", ("blue",), "serif")
    drawn = svg(Bars(text, text, (text, "b"), (Series("n", (1, 2)),), "items"), looks)
    root = ET.fromstring(drawn)
    assert {node.tag.rpartition("}")[2] for node in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "line",
        "text",
    }
    assert "#010101" not in drawn or "#010101" in text
    if clean(text).strip():
        assert clean(text).strip()[:8] in " ".join(root.itertext())


@given(hostile)
@example(HOSTILE)
@example("1) x")
@example("| a | b |")
@example("http://example.org/x :smile: <b>")
@settings(max_examples=200)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"before {escaped(text)}\n")
    inline = tokens[1].children or []
    assert {child.type for child in inline} <= {"text", "text_special", "softbreak"}
    assert "".join(child.content for child in inline).strip() == f"before {clean(text).strip()}".strip()


@given(hostile)
@example("- a")
@example("# a")
@example("1. a")
@example("    code")
@example("---")
@settings(max_examples=200)
def test_markdown_at_the_beginning_of_a_line_stays_text(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"{escaped(text)}\n")
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(hostile)
@example(HOSTILE)
@settings(max_examples=100)
def test_a_table_of_markdown_keeps_its_cells(text: str) -> None:
    lines = list(markdown(page_of(text)))
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse("\n".join(lines)):
        assert token.type not in ("html_block", "fence", "code_block", "html_inline")
    rows = [line for line in lines if line.startswith("| ")]
    assert {len(re.split(r"(?<!\\)\|", line)) for line in rows} == {5}


@given(hostile)
@example(HOSTILE)
@settings(max_examples=60)
def test_no_text_steers_a_terminal(text: str) -> None:
    told = "\n".join(page_lines(page_of(text), Terminal(100, color=False, unicode=True)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def pages(data: bytes, folder: Path) -> str:
    """The text of a PDF, a page after the other."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    (folder / "it.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", "it.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_a_hostile_text_in_a_pdf_stays_text(tmp_path: Path) -> None:
    text = pages(pdf(page_of(HOSTILE), DAY), tmp_path)
    flat = re.sub(r"\s+", "", text)
    assert "<script>alert(1)</script>#letx=1$x^2$*b*_i_`c`|cell|[l](javascript:x)" in flat


def test_the_pdf_is_the_same_each_time_and_holds_the_numbers(demo: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        report(demo, "--format", "pdf", "-o", str(tmp_path / f"{name}.pdf"))
    data = (tmp_path / "one.pdf").read_bytes()
    assert data == (tmp_path / "two.pdf").read_bytes()
    text = pages(data, tmp_path)
    for told in ("Operations review: tideway", "What frees most", "Kaplan–Meier", "152 d late"):
        assert told in text


# Where it goes.


def test_a_report_never_takes_the_place_of_a_document(demo: Path) -> None:
    document = next((demo / "incidents").glob("*.md"))
    before = document.read_bytes()
    told = rca(demo, "report", "--format", "md", "-o", str(document))
    assert told.code == 2
    assert "is a document of this workspace" in told.err
    assert document.read_bytes() == before


def test_a_file_is_written_whole_and_readable_for_others(demo: Path, tmp_path: Path) -> None:
    told = report(demo, "--format", "md", "-o", str(tmp_path / "review.md"))
    assert told.out == ""
    assert "review.md written" in told.err
    assert (tmp_path / "review.md").stat().st_mode & 0o444 == 0o444
    assert (tmp_path / "review.md").read_text() == report(demo, "--format", "md", "--output", "-").out


def test_a_pdf_is_nothing_for_a_terminal(demo: Path) -> None:
    told = rca(demo, "report", "--format", "pdf", tty=True)
    assert told.code == 2
    assert "-o review.pdf" in told.err


def test_without_the_libraries_one_sentence_names_the_extra(
    demo: Path, tmp_path: Path, without_charts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rca(demo, "report", "--charts", str(tmp_path))
    assert told.code == MissingExtra.exit_code
    assert 'pip install "rca-ledger[charts]"' in told.err
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    assert 'pip install "rca-ledger[pdf]"' in rca(demo, "report", "--format", "pdf").err


def test_charts_as_pictures(demo: Path, tmp_path: Path) -> None:
    assert "6 charts" in report(demo, "--charts", str(tmp_path / "p")).err
    names = {path.name for path in (tmp_path / "p").iterdir()}
    assert {"overdue-by-owner.png", "how-long-items-stay-open.svg"} <= names
    assert (tmp_path / "p" / "overdue-by-owner.png").read_bytes().startswith(b"\x89PNG")


def test_an_empty_workspace_says_why_nothing_is_good(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    for form in ("terminal", "md", "html"):
        told = report(tmp_path, "--format", form).out
        assert "Nothing is late." in told
        assert "No item waits for another one." in told
        assert "Nothing stood on paper only at the end of any month." in told
    (tmp_path / "e.pdf").unlink(missing_ok=True)
    report(tmp_path, "--format", "pdf", "-o", "e.pdf")
    assert (tmp_path / "e.pdf").read_bytes().startswith(b"%PDF")


CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, driven by Playwright."""
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_fits_a_screen_and_asks_for_nothing(
    browser: object, demo: Path, tmp_path: Path, width: int
) -> None:
    report(demo, "--format", "html", "-o", str(tmp_path / "review.html"))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark")  # type: ignore[attr-defined]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto((tmp_path / "review.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    assert said == [(tmp_path / "review.html").as_uri()]
    page.close()
