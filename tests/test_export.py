"""Exports: each kind read back by what others read it with, safe, whole, and the same for the same input."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import docx
import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rca import typesetting
from rca.demo import write_demo
from rca.errors import MissingExtra
from rca.export import KINDS
from rca.export.cells import inert, is_formula
from rca.export.columns import item_columns
from rca.export.csv import _line
from rca.export.prose import blocks, plain
from rca.export.xlsx import LONGEST, shortened
from rca.html import prose as rca_html
from rca.workspace import Workspace
from tests.command import own_workspace, rca
from tests.exports import READ, everything, export
from tests.planted import HOSTS, NAMES, SECRETS, holds

GOLDEN = Path(__file__).parent / "exported"
TODAY = dt.date(2026, 11, 24)
TWICE = "2026-11-15-ledger-posted-twice"

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads PDF back")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, read."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    assert rca(folder, "sync").code == 0
    return folder


KIND = [pytest.param(kind, marks=[needs_poppler] if kind == "pdf" else []) for kind in KINDS]


@pytest.mark.parametrize("kind", KIND)
def test_what_is_in_an_export(kind: str, demo: Path) -> None:
    _expect(kind, READ[kind](export(demo, kind, "posted-twice")))


def test_what_goes_out(demo: Path) -> None:
    _expect("public", READ["md"](export(demo, "md", "posted-twice", "--audience", "public")))


def _expect(name: str, found: str) -> None:
    """RCA_RENEW=1 writes what is expected anew; look at the difference."""
    found = found.replace("\r\n", "\n")
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("RCA_RENEW"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_documents_make_the_same_bytes(kind: str, demo: Path) -> None:
    first = export(demo, kind, "date:2026-11").read_bytes()
    assert first == export(demo, kind, "date:2026-11").read_bytes()


@pytest.mark.parametrize("kind", KIND)
def test_every_document_of_the_sample_can_be_exported(kind: str, demo: Path) -> None:
    assert "加盟店" in READ[kind](export(demo, kind)) or kind == "pdf"  # whose font may lack these letters


# Single kinds.


def test_json_is_what_its_schema_says(demo: Path) -> None:
    schema = json.loads(rca(demo, "schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(export(demo, "json").read_bytes())
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
    assert len(data["incidents"]) == 12
    item = data["incidents"][0]["action_items"][0]
    assert (item["state"], item["flags"], item["overdue_days"]) == ("part-executed", ["overdue"], 2)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"version": 2}, schema)


def test_a_workbook_has_typed_cells_a_header_that_stays_and_filters(demo: Path) -> None:
    book: Any = openpyxl.load_workbook(export(demo, "xlsx", "is:overdue"))
    assert book.sheetnames == ["Action items", "Incidents"]
    sheet = book["Action items"]
    titles = [cell.value for cell in sheet[1]]
    row = dict(zip(titles, sheet[2], strict=True))
    assert row["Due"].value == dt.datetime(2026, 5, 25)  # noqa: DTZ001 - cells have no zone
    assert row["Due"].number_format == "yyyy-mm-dd"
    assert row["Days late"].value == 183
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:X{sheet.max_row}")
    assert all(sheet.cell(at, titles.index("Days late") + 1).value > 0 for at in range(2, sheet.max_row + 1))


def test_a_row_of_a_sheet_is_as_high_as_its_text(tmp_path: Path) -> None:
    """Left to LibreOffice, every row was one line high and texts lay upon each other."""
    items = "".join(f"- [ ] {text}\n" for text in ("Alpha", "Beta " * 40, "負荷" * 40, "x" * 40_000))
    folder = _workspace(tmp_path, f"## Action items\n\n{items}")
    sheet: Any = openpyxl.load_workbook(export(folder, "xlsx"))["Action items"]
    actions = {cell.value: sheet.row_dimensions[cell.row].height for cell in sheet["F"][1:]}
    heights = {str(text)[:2]: height for text, height in actions.items()}
    assert heights["Al"] is None
    assert 60 <= heights["Be"] <= 75
    assert 45 <= heights["負荷"] <= 60
    assert heights["xx"] == 405


def test_a_sheet_is_printed_as_wide_as_a_page_with_its_head_on_each(demo: Path) -> None:
    for sheet in openpyxl.load_workbook(export(demo, "xlsx")):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")


def test_a_calendar_says_what_is_done_and_where_to_read_of_it(tmp_path: Path) -> None:
    """The second item is executed in both environments, the last time on 22 May."""
    issue = "https://git.example.org/a/b/issues/7"
    body = (
        "## Action items\n\n| # | Action | Due | Issue | Written | Executed |\n|--|--|--|--|--|--|\n"
        f"| 1 | Alpha | 2026-06-01 | #5, [#7]({issue}) | 2026-05-20 | |\n"
        "| 2 | Beta | 2026-06-02 | | 2026-05-20 | staging: 2026-05-21; prod: 2026-05-22 |\n"
    )
    made = export(_workspace(tmp_path, body), "ics")
    (alpha, beta), (_, day) = _entries(made, "VTODO"), _entries(made, "VEVENT")
    assert (str(alpha["status"]), "completed" in alpha, alpha["url"]) == ("IN-PROCESS", False, issue)
    assert f"Issues: #5, {issue}" in alpha["description"]
    assert "paper-only" in alpha.categories
    assert (str(beta["status"]), beta["percent-complete"]) == ("COMPLETED", 100)
    assert beta.decoded("completed") == dt.datetime(2026, 5, 22, tzinfo=dt.UTC)
    assert str(day["summary"]) == "executed: Beta (2026-05-12-cards/2)"


def test_a_calendar_for_readers_outside_names_no_file(demo: Path) -> None:
    inside = export(demo, "ics", "posted-twice").read_bytes()
    outside = export(demo, "ics", "posted-twice", "--audience", "public").read_bytes()
    assert [inside.count(b"File: "), outside.count(b"File: ")] == [12, 0]


def test_a_calendar_has_a_task_and_a_day_for_each_item_that_is_due(demo: Path) -> None:
    made = export(demo, "ics", "posted-twice")
    tasks, days = _entries(made, "VTODO"), _entries(made, "VEVENT")
    assert len(tasks) == len(days) == 6
    first, day = tasks[0], days[0]
    assert (first.decoded("due"), str(first["status"])) == (dt.date(2026, 11, 22), "IN-PROCESS")
    assert (day.decoded("dtstart"), day.decoded("dtend")) == (dt.date(2026, 11, 22), dt.date(2026, 11, 23))
    assert len({str(entry["uid"]) for entry in (*tasks, *days)}) == 12
    assert Calendar.from_ical(made.read_bytes()).errors == []


def test_a_subscribed_calendar_sees_that_an_item_changed(tmp_path: Path) -> None:
    folder = own_workspace(tmp_path)
    before = _entries(export(folder, "ics", "1455"), "VTODO")[0]
    assert rca(folder, "set", "1455/1", "due", "2026-12-24", "--reason", "the vendor is late").code == 0
    after = _entries(export(folder, "ics", "1455"), "VTODO")[0]
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") > before.decoded("last-modified")
    assert after.decoded("due") == dt.date(2026, 12, 24)


def test_a_document_has_headings_lists_tables_and_links(demo: Path) -> None:
    word = docx.Document(str(export(demo, "docx", "posted-twice")))
    styles = {p.style.name for p in word.paragraphs if p.style}
    assert {"Title", "Heading 2", "List Bullet"} <= styles
    links = [part.target_ref for part in word.part.rels.values() if part.is_external]
    assert "https://git.tideway.example/ledger/pull/1874" in links
    assert [len(table.columns) for table in word.tables] == [2, 2, 9]
    assert word.core_properties.title.startswith("RCA — Ledger posted 4,312 card captures twice")


def test_code_in_a_text_is_no_higher_than_the_text(tmp_path: Path) -> None:
    """Of one size, fixed letters looked a third larger than the others around them."""
    body = "## About `alpha`\n\nThe `beta` ran.\n\n```\ngamma\n```\n\n| a |\n|--|\n| `delta` |\n"
    word = docx.Document(str(export(_workspace(tmp_path, body), "docx")))
    cells = [p for table in word.tables for cell in table._cells for p in cell.paragraphs]
    runs = {run.text: run.font.size for p in (*word.paragraphs, *cells) for run in p.runs}
    assert [runs[name] for name in ("alpha", "beta", "gamma", "delta")] == [None, 114_300, 114_300, 107_950]


def test_tables_of_a_document_can_be_read_on_paper(demo: Path) -> None:
    """A column is as wide as it needs, a row stays on one page, and the head stands on each."""
    word = docx.Document(str(export(demo, "docx", "posted-twice")))
    items = word.tables[-1]
    widths = [column.width or 0 for column in items.columns]
    section = word.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert sum(widths) == pytest.approx(room, rel=0.01)
    assert max(widths) == widths[2] > 5 * widths[0]
    assert all(len(row._tr.xpath("w:trPr/w:cantSplit")) == 1 for row in items.rows)
    assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in items.rows[:2]] == [1, 0]
    assert {run.font.size for cell in items.row_cells(1) for run in cell.paragraphs[0].runs} == {107_950}
    fields = section.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr")
    assert (section.footer.paragraphs[0].text[:16], fields) == ("As of 2026-11-24", ["PAGE", "NUMPAGES"])


def test_a_database_is_asked_with_datasette(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "rca.db"
    assert rca(demo, "export", "sqlite", "-o", str(target)).code == 0
    datasette = [sys.executable, "-W", "ignore", "-m", "datasette", "--get"]
    rest = [str(target), "-m", str(tmp_path / "rca.metadata.json")]

    def get(path: str) -> list[dict[str, object]]:
        done = subprocess.run(
            [*datasette, path, *rest], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    assert get("/rca/overdue.json?_shape=array")[0]["overdue_days"] == 183
    assert get("/rca/search.json?words=reconciliation&_shape=array")[0]["id"] == TWICE
    assert get("/rca/search.json?words=write-off+%22broker&_shape=array") == []


def test_every_query_of_the_metadata_runs(demo: Path) -> None:
    target = export(demo, "sqlite")
    metadata = json.loads(target.with_name("made.metadata.json").read_bytes())
    connection = sqlite3.connect(target)
    connection.create_function("escape_fts", 1, lambda words: f'"{words}"')  # which Datasette has
    for name, query in metadata["databases"]["made"]["queries"].items():
        assert connection.execute(query["sql"], {"words": "ledger"}).fetchall(), name
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_an_auditor_finds_what_is_cited_and_what_lacks_it(tmp_path: Path) -> None:
    body = (
        "## Action items\n\n| # | Action | Written | Executed |\n|--|--|--|--|\n"
        "| 1 | Alpha | 2026-05-20 #4 | staging: 2026-05-21 #5, #6; prod: 2026-05-22 |\n"
    )
    target = export(_workspace(tmp_path, body), "sqlite")
    query = json.loads(target.with_name("made.metadata.json").read_bytes())["databases"]["made"]["queries"]
    connection = sqlite3.connect(target)
    cited = connection.execute("SELECT claim, environment, ref FROM evidence ORDER BY ref").fetchall()
    assert cited == [("written", "", "#4"), ("executed", "staging", "#5"), ("executed", "staging", "#6")]
    found = connection.execute(query["unproven"]["sql"]).fetchall()
    assert found == [("2026-05-12-cards/1", "Alpha", "prod", "done", "2026-05-22")]
    connection.close()


def test_storage_format_is_well_formed(demo: Path) -> None:
    text = export(demo, "confluence").read_text(encoding="utf-8")
    root = ET.fromstring(f'<page xmlns:ac="urn:ac" xmlns:ri="urn:ri">{text}</page>')
    assert len(root.findall("h1")) == 12
    assert root.find(".//{urn:ac}parameter[@{urn:ac}name='title']") is not None


def test_a_box_of_a_wiki_page_stands_on_the_line_of_its_task(tmp_path: Path) -> None:
    """In front of a paragraph it would stand on a line of its own; a body of a task begins with its text."""
    body = "## Summary\n\n- [x] Alpha\n\n  More.\n- [ ] Beta\n  - [ ] Gamma\n  - plain\n"
    text = export(_workspace(tmp_path, body), "confluence").read_text(encoding="utf-8")
    tasks = re.findall(r"<ac:task-status>(\w+)</ac:task-status><ac:task-body>(.*?)</ac:task-body>", text)
    assert tasks == [
        ("complete", "<span>Alpha</span><p>More.</p>"),
        ("incomplete", "<span>Beta</span><ul><li><p>☐ Gamma</p></li><li><p>plain</p></li></ul>"),
    ]


@needs_poppler
def test_text_of_a_document_is_never_source_of_a_page(tmp_path: Path) -> None:
    hostile = '#panic("x") $x^2$ *b* <lbl> @ref \\ // /* `code` #import "x" \u202e'
    folder = _workspace(tmp_path, f"## Summary\n\n{_escaped(hostile)}\n\n```\n{hostile}\n```\n")
    text = READ["pdf"](export(folder, "pdf"))
    assert text.count('#panic("x")') == 2
    assert "@ref" in text


# Safety.

HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ]]> \x1b[31m"
)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#$@" else c for c in text)


def _entries(path: Path, kind: str) -> list[Any]:
    return list(Calendar.from_ical(path.read_bytes()).walk(kind))


def _workspace(folder: Path, body: str, more: str = "") -> Path:
    (folder / "incidents").mkdir(parents=True)
    head = "# Cards <b>stopped</b>\n\n- **Date:** 2026-05-12\n- **Severity:** SEV-2\n\n"
    (folder / "incidents" / "2026-05-12-cards.md").write_text(f"{head}{body}", encoding="utf-8")
    (folder / "rca.toml").write_text(f'environments = ["staging", "prod"]\n{more}', encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["html", "confluence", "docx"])
def test_html_of_a_document_stays_text(kind: str, tmp_path: Path) -> None:
    body = f"## Summary {HOSTILE}\n\n{HOSTILE}\n\n> {HOSTILE}\n\n| a | b |\n|---|---|\n| {HOSTILE} | x |\n"
    made = everything(export(_workspace(tmp_path, body), kind))
    assert "<script" not in made
    assert "<img" not in made
    assert not re.search("""(?:href|src|Target)=["']?javascript""", made)
    assert "\x1b" not in made


@pytest.mark.parametrize("kind", ["html", "confluence"])
def test_a_document_cannot_put_action_items_where_it_wants(kind: str, tmp_path: Path) -> None:
    body = "## Summary\n\n\x020\x03\n\n\x027\x03\n\n\ue0000\ue001\n\n## Action items\n\n- [ ] Fix it\n"
    assert READ[kind](export(_workspace(tmp_path, body), kind)).count("Fix it") == 1


def test_every_link_of_a_page_leads_somewhere(demo: Path) -> None:
    """Of a page with several documents, too: their anchors have names of their own."""
    made = READ["html"](export(demo, "html"))
    anchors = re.findall(r'<h[2-6] id="([^"]+)"', made)
    links = re.findall(r'href="#([^"]+)"', made)
    assert len(anchors) == len(set(anchors)) > len(links) > 20
    assert set(links) <= set(anchors)


FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", " =1", "＝1+1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert is_formula(text)
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+12.5", "-1,5 %", "a=b", "2026-05-12", "#12", ""])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_begins_as_a_formula(kind: str, tmp_path: Path) -> None:
    rows = "".join(f"| {at} | {text} | {text} | {text} |\n" for at, text in enumerate(FORMULAS, 1))
    head = "| # | Action | Owner | Issue |\n|---|---|---|---|\n"
    path = export(_workspace(tmp_path, f"## Action items\n\n{head}{rows}"), kind)
    if kind == "xlsx":
        sheet: Any = openpyxl.load_workbook(path)["Action items"]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        cells = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    else:
        import csv

        cells = [cell for row in csv.reader(path.read_text("utf-8").splitlines()) for cell in row]
    assert not [cell for cell in cells if is_formula(cell)]
    assert "'=1+1" in cells


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_line_of_csv_is_read_back_cell_by_cell(cells: list[str]) -> None:
    import csv

    line = _line(cells)
    (read,) = csv.reader([line.removesuffix("\r\n")], strict=True) if "\n" not in line[:-2] else (None,)
    if read is not None and any(cells):
        assert read == [inert(cell) for cell in cells]


def test_a_cell_that_is_too_long_says_so() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST
    cut = shortened("x" * (LONGEST + 1))
    assert (len(cut), cut[-1]) == (LONGEST, ")")


@given(st.text(max_size=300))
def test_any_text_has_blocks(text: str) -> None:
    made = blocks(text)
    assert json.loads(json.dumps(made)) == made
    assert all(isinstance(node, dict) for node in made)


def test_words_of_html_are_kept_and_comments_are_not() -> None:
    nodes = blocks("<details><summary>More</summary>\nwords <!-- no --></details>\n\na<br>b <i>c</i>")
    assert [plain(node["c"]) for node in nodes if isinstance(node, dict)] == ["More", "words", "a\nb c"]


def test_cells_of_html_are_words_apart() -> None:
    """Ran together, `<td>2026-05-12</td><td>08:41</td>` was the day 2026-05-1208:41."""
    nodes = blocks(
        "<table>\n<tr><th>Day</th><th>Time</th></tr><tr><td>2026-05-12</td><td>08:41</td></tr></table>"
    )
    assert [plain(node["c"]) for node in nodes if isinstance(node, dict)] == ["Day Time", "2026-05-12 08:41"]


@pytest.mark.parametrize(
    ("text", "families", "package"),
    [
        ("決済の障害", ["DejaVu Sans", "Libertinus Serif"], "fonts-noto-cjk"),
        ("決済の障害", ["Noto Sans CJK JP"], ""),
        ("🚀", ["DejaVu Sans", "Noto Sans CJK JP"], "fonts-noto-color-emoji"),
        ("🚀", ["Noto Color Emoji"], ""),
        ("✅ ❌ ⚠️", ["DejaVu Sans"], ""),
    ],
)
def test_a_pdf_without_a_font_for_its_text_says_what_to_install(
    text: str, families: list[str], package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typst

    monkeypatch.setattr(typst, "Fonts", lambda: SimpleNamespace(families=lambda: families))
    template = typesetting.ROOT / "export" / "incident.typ"
    data = {"pages": [], "today": text, "blocked": {}}
    told = pytest.warns(typesetting.NoFont, match=package) if package else nullcontext()
    with told:
        assert typesetting.typeset(template, data).startswith(b"%PDF")


# Files.


def test_a_file_that_is_not_ours_is_not_replaced(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.csv"
    target.write_text("mine")
    done = rca(demo, "export", "csv", "-o", str(target))
    assert (done.code, target.read_text()) == (2, "mine")
    assert "--force" in done.err
    assert rca(demo, "export", "csv", "-o", str(target), "--force").code == 0
    assert rca(demo, "export", "csv", "-o", str(target)).code == 0, "what we wrote we may write again"
    with target.open("a") as file:
        file.write("a note\n")
    assert rca(demo, "export", "csv", "-o", str(target)).code == 2, "unless somebody changed it"


def test_a_document_of_the_workspace_is_never_replaced(tmp_path: Path) -> None:
    folder = own_workspace(tmp_path)
    (document,) = (folder / "incidents").glob("*.md")
    (folder / "link.md").symlink_to(document)
    before = document.read_bytes()
    for target in (str(document), str(folder / "link.md"), "incidents/../incidents/" + document.name):
        done = rca(folder, "export", "md", "1455", "--force", "-o", target)
        assert (done.code, document.read_bytes()) == (2, before)
        assert "no export replaces one" in done.err


def test_more_rows_than_a_sheet_has_are_refused(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rca.export.xlsx.MOST_ROWS", 7)
    assert rca(demo, "export", "xlsx", "posted-twice", "-o", str(tmp_path / "six.xlsx")).code == 0
    done = rca(demo, "export", "xlsx", "-o", str(tmp_path / "all.xlsx"))
    assert (done.code, (tmp_path / "all.xlsx").exists()) == (1, False)
    assert "a sheet holds 7 rows" in done.err


def test_an_export_that_fails_leaves_what_was_there(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    assert rca(demo, "export", "md", "posted-twice", "-o", str(target)).code == 0
    before = target.read_bytes()
    config = (demo / "rca.toml").read_text("utf-8")
    try:
        (demo / "rca.toml").write_text(config + '[audience.public]\nwords = ["broker"]\n', "utf-8")
        done = rca(demo, "export", "md", "posted-twice", "--audience", "public", "-o", str(target))
    finally:
        (demo / "rca.toml").write_text(config, "utf-8")
    assert (done.code, target.read_bytes()) == (1, before)
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]
    assert f'incidents/{TWICE}.md:1:3: the word "broker"' in done.err


def test_a_folder_gets_a_file_for_each_incident(demo: Path, tmp_path: Path) -> None:
    assert rca(demo, "export", "html", "date:2026-10", "-o", f"{tmp_path}/out/").code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"{row.id}.html" for row in sorted(Workspace(str(demo)).incidents("date:2026-10"))]


def test_bytes_are_not_written_to_a_terminal(demo: Path) -> None:
    done = rca(demo, "export", "pdf", "posted-twice", tty=True)
    assert (done.code, done.out) == (2, "")
    assert "--output rca.pdf" in done.err


def test_text_goes_into_a_pipe(demo: Path) -> None:
    assert rca(demo, "export", "csv", "posted-twice").out.count("\n") == 7


@pytest.mark.parametrize(("words", "said"), [("nosuchword", "nothing matches"), ("owner:", "owner")])
def test_nothing_is_no_export(words: str, said: str, demo: Path) -> None:
    done = rca(demo, "export", "csv", words)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [
        ("html", "nh3", "html"),
        ("pdf", "typst", "pdf"),
        ("docx", "docx", "office"),
        ("xlsx", "xlsxwriter", "office"),
        ("ics", "icalendar", "ics"),
    ],
)
def test_a_missing_extra_is_one_sentence(
    kind: str, module: str, extra: str, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(rca_html, "_cleaner", rca_html._cleaner.__wrapped__)  # which remembers what it made
    done = rca(demo, "export", kind, "posted-twice")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert f'pip install "rca-ledger[{extra}]"' in done.err


def test_columns_of_environments_come_in_pairs() -> None:
    assert [column.key for column in item_columns(["staging", ""])][-4:] == [
        "executed staging",
        "executed_on staging",
        "executed",
        "executed_on",
    ]


# Readers outside.

PEOPLE = """
[people]
jdoe = { name = "Jane Doe", email = "jane.doe@acme.example", role = "payments engineer" }
"müller" = { name = "José Müller", role = "database administrator" }
tanaka = { name = "田中太郎", role = "on-call" }
release-bot = { kind = "agent", role = "automation" }
[audience.public]
words = ["Project Falcon"]
"""


def _full_of(values: tuple[str, ...]) -> str:
    """A document with these values wherever readers outside see nothing."""
    told = "\n".join(f"- {value}" for value in values)
    cells = "".join(
        f"| {at} | Fix it | {'jdoe' if '|' in value or '@' in value else value} | 2026-06-01 | #{at} "
        f"| 2026-05-20 [x](https://x.example/{at} '{value}') |\n"
        for at, value in enumerate(values, 1)
    )
    return (
        f"- **Author:** {', '.join(NAMES)}\n- **Runbook:** {values[-1]}\n\nA remark of {values[0]}.\n\n"
        f"## Summary\n\nIt stopped.\n<!-- rca: internal -->\n{told}\n<!-- rca: end -->\n\n"
        f"<!-- {values[1]} -->\n\n## Lessons learned\n\n{told}\n\n"
        "## Action items\n\n| # | Action | Owner | Due | Issue | Written |\n|---|---|---|---|---|---|\n"
        f"{cells}\n"
        f"## References\n\n{told}\n"
    )


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose only document is full of what must not get out, where it cannot get out."""
    return _workspace(tmp_path_factory.mktemp("outside"), _full_of((*NAMES, *HOSTS, *SECRETS)), PEOPLE)


@pytest.mark.parametrize("kind", KIND)
def test_nothing_planted_is_in_any_kind(kind: str, secretive: Path) -> None:
    made = export(secretive, kind, "--audience", "public")
    found = everything(made)
    out = [value for value in (*NAMES, *HOSTS, *SECRETS) if holds(found, value)]
    assert out == []
    assert "engineer" in READ[kind](made), "the role stands where the name was"
    beside = made.with_name("made.metadata.json")
    assert not any(holds(beside.read_text("utf-8"), value) for value in NAMES) if beside.exists() else True


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_lets_anything_out_of_what_is_shown(kind: str, tmp_path: Path) -> None:
    folder = _workspace(tmp_path, "## Summary\n\nJane Doe restarted db01.prod.internal.\n", PEOPLE)
    target = folder / "out"
    done = rca(folder, "export", kind, "--audience", "public", "-o", str(target))
    assert (done.code, done.out, target.exists()) == (1, "", False)
    assert 'incidents/2026-05-12-cards.md:8:1: a name of "jdoe"' in done.err
    assert '8:20: an internal host, "db01.prod.internal"' in done.err


def test_what_goes_out_is_shown_beside_what_stays(demo: Path) -> None:
    done = rca(demo, "export", "md", "posted-twice", "--audience", "public", "--diff")
    assert done.code == 0
    assert f"--- incidents/{TWICE}.md\n+++ {TWICE} (outside)\n" in done.out
    assert "\n-- **Author:** ledger on-call\n" in done.out
    assert "\n-## What went well\n" in done.out
    assert "# RCA" not in done.out, "what is the same is not shown"
    assert rca(demo, "export", "md", "--diff").code == 2


def test_the_first_places_are_listed_and_how_to_see_the_rest(tmp_path: Path) -> None:
    told = "".join(f"Jane Doe restarted server {at}.\n\n" for at in range(20))
    folder = _workspace(tmp_path, f"## Summary\n\n{told}", PEOPLE)
    done = rca(folder, "export", "md", "--audience", "public")
    assert (done.code, done.err.count("cards.md:")) == (1, 12)
    assert "\n  and 8 more, which --diff lists\n" in done.err
    done = rca(folder, "export", "md", "--audience", "public", "--diff")
    assert (done.code, done.err.count("cards.md:")) == (1, 20)
    assert "more" not in done.err


def test_a_query_selects_inside_what_goes_out(demo: Path) -> None:
    inside = rca(demo, "export", "csv", "owner:sre-agent").out.splitlines()
    outside = rca(demo, "export", "csv", "owner:sre-agent", "--audience", "public").out.splitlines()
    refs = [[line.split(",")[0] for line in lines[1:]] for lines in (inside, outside)]
    assert refs[0] == refs[1] != []
    assert not any("sre-agent" in line for line in outside)
    assert all("automation" in line for line in outside[1:])


def test_an_id_that_may_not_be_seen_is_in_no_kind(tmp_path: Path) -> None:
    """Where `fields` leaves it out, an incident has a name that says nothing, and keeps it."""
    folder = _workspace(
        tmp_path, "## Action items\n\n- [ ] Fix it by 2026-06-01\n", "[audience.public]\nfields = []\n"
    )
    for kind in ("json", "csv", "ics", "html", "sqlite"):
        made = export(folder, kind, "--audience", "public")
        assert b"2026-05-12-cards" not in made.read_bytes(), kind
    refs = [
        json.loads(rca(folder, "export", "json", "--audience", "public").out)["incidents"][0]["id"]
        for _ in "ab"
    ]
    assert refs[0] == refs[1]
    assert refs[0].startswith("incident-")


def test_an_archive_tells_nothing_of_the_machine(demo: Path) -> None:
    for kind in ("docx", "xlsx"):
        with zipfile.ZipFile(export(demo, kind, "posted-twice")) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}
            told = archive.read("docProps/core.xml").decode("utf-8")
        assert "python-docx" not in told
        assert "2026-11-24T00:00:00Z" in told


def test_where_pipx_installed_it_an_extra_is_added_by_pipx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.prefix", "/home/ada/.local/share/pipx/venvs/rca-ledger")
    told = 'A PDF needs an extra that is not installed: pipx runpip rca-ledger install "rca-ledger[pdf]"'
    assert str(MissingExtra("A PDF", "pdf")) == told
