"""A site: whole, brought up to date, never touching what is not its own, and safe whatever documents say."""

from __future__ import annotations

import json
import re
import shutil
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from rca.demo import write_demo
from rca.html import prose as prose_module
from rca.site.lists import parts
from rca.site.names import distinct, pages_of, slug
from rca.site.search import shards_of
from tests.command import INCIDENT, own_workspace, rca
from tests.test_html import HOSTILE, Found

TODAY = date(2026, 11, 24)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace with its site in `site`; read only."""
    folder = tmp_path_factory.mktemp("made")
    write_demo(folder, TODAY)
    done = rca(folder, "export", "site", "site")
    assert (done.code, done.out) == (0, "")
    assert "46 pages" in done.err
    return folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed; a site bears the name of its workspace's folder."""
    shutil.copytree(made, tmp_path / made.name)
    return tmp_path / made.name


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_every_link_leads_somewhere_and_none_outside_but_for_those_of_documents(made: Path) -> None:
    site = made / "site"
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, links in pages.items():
        assert len(links.ids) == len(set(links.ids)), path
        for link in links.found:
            parts_ = urlsplit(link)
            if parts_.scheme in ("http", "https", "mailto"):
                continue
            assert not link.startswith("/"), link
            target = (path.parent / unquote(parts_.path)).resolve() if parts_.path else path
            assert target.is_file(), (path.name, link)
            if parts_.fragment.startswith("item-"):
                assert unquote(parts_.fragment) in pages[target].ids, (path.name, link)


def test_every_page_says_who_may_read_it_and_what_a_browser_may_do(made: Path) -> None:
    for path in (made / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<aside class="banner" aria-label="Classification">internal · gated</aside>' in text
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None
        assert policy[1].startswith("default-src &#39;none&#39;; ")
        assert "unsafe-inline" not in policy[1]
        assert ("wasm-unsafe-eval" in policy[1]) == (path == made / "site/search.html")
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", text), path


def test_an_incident_is_told_with_its_items_as_they_stand(made: Path) -> None:
    page = next((made / "site/incidents").glob("*vault-grants*")).read_text(encoding="utf-8")
    row = page[page.index('<tr id="item-3">') :]
    row = re.sub(r"<[^>]+>|\s+", " ", row[: row.index("</tr>")])
    assert row.split() == (
        "3 ◔ paper-only ⊘ blocked Try an UPDATE as the report role in every environment, every night, "
        "and page when it succeeds #614 waits for item 1 sre-agent 152 d late "
        "● written 2026-06-20 pull/614 ○ not yet ○ not yet"
    ).split()  # fmt: skip
    assert page.count("<h1") == 1
    assert "| # |" not in page


def test_a_second_run_writes_nothing_and_another_folder_gets_the_same_bytes(workspace: Path) -> None:
    before = contents(workspace / "site")
    again = rca(workspace, "export", "site", "site")
    assert "46 pages, 0 files written;" in again.err
    assert contents(workspace / "site") == before
    rca(workspace, "export", "site", "other")
    assert contents(workspace / "other") == before


def test_what_changed_is_written_and_comes_out_as_if_all_were_new(workspace: Path) -> None:
    changed = next((workspace / "incidents").glob("*vault-grants*"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\nSee also the drill.\n", encoding="utf-8")
    done = rca(workspace, "export", "site", "site")
    number = int(re.search(r"(\d+) files written", done.err)[1])  # type: ignore[index]
    pages = [p for p in (workspace / "site").rglob("*.html") if "See also the drill" in p.read_text("utf-8")]
    assert [p.name for p in pages] == [f"{slug(changed.stem)}.html"]
    assert number <= 10  # the page, and its part of the index
    rca(workspace, "export", "site", "new")
    assert contents(workspace / "new") == contents(workspace / "site")


def test_on_another_day_texts_are_not_indexed_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is late by a day more is on the pages, and no text has changed."""
    before = contents(workspace / "site")
    tomorrow = {"RCA_TODAY": "2026-11-25"}
    with monkeypatch.context() as patched:
        patched.setattr("rca.site.search.subprocess.run", None)
        assert rca(workspace, "export", "site", "site", env=tomorrow).code == 0
    after = contents(workspace / "site")
    page = next(name for name in after if "vault-grants" in name)
    assert b"152 d late" in before[page]
    assert b"153 d late" in after[page]
    assert rca(workspace, "export", "site", "new", env=tomorrow).code == 0
    assert contents(workspace / "new") == after


def test_pages_of_documents_that_are_gone_go_and_what_others_wrote_stays(workspace: Path) -> None:
    gone = next((workspace / "incidents").glob("*search-index*"))
    page = workspace / "site/incidents" / f"{slug(gone.stem)}.html"
    (workspace / "site/CNAME").write_text("rca.example\n")
    (workspace / "site/incidents/notes.html").write_text("ours\n")
    assert page.is_file()
    gone.unlink()
    done = rca(workspace, "export", "site", "site")
    assert done.code == 0
    assert "removed" in done.err
    assert not page.exists()
    assert (workspace / "site/CNAME").read_text() == "rca.example\n"
    assert (workspace / "site/incidents/notes.html").read_text() == "ours\n"
    assert page.name not in (workspace / "site/incidents.html").read_text(encoding="utf-8")


def test_a_folder_of_others_is_refused_and_keeps_its_files_when_forced(workspace: Path) -> None:
    other = workspace / "www"
    other.mkdir()
    (other / "about.html").write_text("about us\n")
    refused = rca(workspace, "export", "site", "www")
    assert refused.code == 2
    assert "holds about.html, which rca export site did not write" in refused.err
    assert [path.name for path in other.iterdir()] == ["about.html"]
    assert rca(workspace, "export", "site", "www", "--force").code == 0
    assert (other / "about.html").read_text() == "about us\n"
    assert (other / "index.html").is_file()


def test_a_manifest_cannot_name_files_outside(workspace: Path) -> None:
    (workspace / "precious").write_text("mine\n")
    (workspace / "elsewhere").mkdir()
    (workspace / "elsewhere/kept.html").write_text("mine\n")
    (workspace / "site/linked").symlink_to(workspace / "elsewhere")
    place = workspace / "site/rca-site.json"
    manifest = json.loads(place.read_text(encoding="utf-8"))
    for name in ("../precious", str(workspace / "precious"), "linked/kept.html"):
        manifest["files"][name] = {"of": "x", "size": 5}
    place.write_text(json.dumps(manifest), encoding="utf-8")
    assert rca(workspace, "export", "site", "site").code == 0
    assert (workspace / "precious").read_text() == "mine\n"
    assert (workspace / "elsewhere/kept.html").read_text() == "mine\n"


def test_hostile_documents_act_nowhere(tmp_path: Path) -> None:
    """Each hostile text as title, metadata, prose, item, owner, service and evidence."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "rca.toml").write_text('environments = ["prod"]\n')
    for at, text in enumerate(HOSTILE):
        line = text.replace("\n", " ").replace("|", "\\|").replace("\x02", "")
        (tmp_path / f"incidents/2026-01-01-{at}.md").write_text(
            f"# RCA — {line}\n\n- **Date:** 2026-01-01\n- **Severity:** {line}\n- **Services:** {line}\n"
            f"- **Classification:** {line}\n\n## Summary {line}\n\n{text}\n\n## Action items\n\n"
            "| # | Action | Owner | Due | Issue | Written | Executed |\n|--|--|--|--|--|--|--|\n"
            f"| {at} | {line} | {line} | {line} | {line} | 2026-01-02 {line} | prod: — |\n",
            encoding="utf-8",
        )  # fmt: skip
    done = rca(tmp_path, "export", "site", "site", "--banner", "<script>alert(1)</script>")
    assert done.code == 0, done.err
    for path in (tmp_path / "site").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", html), path
        for tag, attributes in Found(html).elements:
            assert tag not in ("iframe", "object", "embed", "base", "style", "img", "marquee"), path
            assert tag != "script" or attributes.keys() <= {"src", "defer"}, path
            assert not any(name.startswith("on") or name == "style" for name in attributes), (
                path,
                attributes,
            )
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or ""), path
    for path in (tmp_path / "site").rglob("*.xml"):
        ET.fromstring(path.read_bytes())


def test_feeds_are_valid_atom(made: Path) -> None:
    feeds = sorted((made / "site").rglob("*.xml"))
    assert {"feed.xml", "executed.xml", "security.xml"} <= {path.name for path in feeds}
    for path in feeds:
        root = ET.fromstring(path.read_bytes())
        assert root.tag == f"{{{ATOM['a']}}}feed"
        assert root.find("a:author/a:name", ATOM) is not None
        ids = [one.text or "" for one in root.iterfind(".//a:id", ATOM)]
        assert len(ids) == len(set(ids))
        for one in (root, *root.iterfind("a:entry", ATOM)):
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext("a:id", "", ATOM))
            assert one.findtext("a:title", "", ATOM)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.findtext("a:updated", "", ATOM))
            assert any(link.get("rel") == "alternate" for link in one.iterfind("a:link", ATOM))
        for link in root.iterfind("a:entry/a:link", ATOM):
            assert (path.parent / (link.get("href") or "").partition("#")[0]).is_file()
    newest = ET.fromstring((made / "site/feed.xml").read_bytes()).find("a:entry", ATOM)
    assert newest is not None
    assert newest.findtext("a:title", "", ATOM).startswith("RCA — Ledger posted 4,312")


def test_what_cannot_be_asked_is_said(made: Path) -> None:
    assert "name the folder of the site: rca export site DIR" in rca(made, "export", "site").err
    outside = rca(made, "export", "site", "public", "--audience", "public")
    assert (outside.code, "for the intranet" in outside.err) == (2, True)
    assert not (made / "public").exists()


def test_a_missing_library_is_missed_before_anything_is_written(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose_module._cleaner.cache_clear()
    monkeypatch.setitem(sys.modules, "nh3", None)
    done = rca(made, "export", "site", "missing")
    assert (done.code, 'pip install "rca-ledger[html]"' in done.err) == (2, True)
    assert not (made / "missing").exists()


def test_history_and_what_the_checks_say_stand_below(tmp_path: Path) -> None:
    folder = own_workspace(tmp_path)
    assert rca(folder, "mark", "1455/3", "written", "--on", "2026-05-20").code == 0
    assert rca(folder, "export", "site", "site", "--diagnostics").code == 0
    page = (folder / f"site/incidents/{INCIDENT}.html").read_text(encoding="utf-8")
    history = re.sub(r"<[^>]+>|\s+", " ", page[page.index('id="rca-history"') :]).split()
    assert "written 2026-05-20" in " ".join(history)
    assert "Test" in history
    assert "What rca check says" in page


def test_names_are_fit_for_every_server_and_none_is_there_twice() -> None:
    assert slug("2026-05-15-audit-role-split-1455") == "2026-05-15-audit-role-split-1455"
    assert slug("SRE / on-call") != slug("SRE on-call")
    assert re.fullmatch(r"[a-z0-9-]+", slug("決済 Überlauf"))
    assert len(set(distinct(["a b", "a-b", "A b", "ä b"]).values())) == 4
    pages = pages_of({"x/1.md": "same", "y/1.md": "same", "z.md": "../../etc"})
    assert len(set(pages.values())) == 3
    assert all(re.fullmatch(r"incidents/[a-z0-9-]+\.html", page) for page in pages.values())


def test_long_lists_go_on_over_pages_and_the_index_has_parts_that_stay() -> None:
    assert [(part.name, len(part.rows)) for part in parts("items", range(900))] == [
        ("items.html", 400), ("items-2.html", 400), ("items-3.html", 100)
    ]  # fmt: skip
    pages = {str(n): f"incidents/{n}.html" for n in range(100)}
    before, after = shards_of(pages), shards_of({k: v for k, v in pages.items() if k != "7"})
    assert sum(before[name] != after[name] for name in before) == 1


def test_each_year_has_a_list_and_so_have_incidents_without_a_day(tmp_path: Path) -> None:
    """`# Disk full` of 2025, `# Slow queue` and `# Wrong total` of 2026, and `# Old outage` without a day."""
    own_workspace(tmp_path)
    (tmp_path / "incidents" / f"{INCIDENT}.md").unlink()
    days = {
        "Disk full": "2025-03-01",
        "Slow queue": "2026-02-03",
        "Wrong total": "2026-05-06",
        "Old outage": "",
    }
    for title, day in days.items():
        text = f"# {title}\n\n" + (f"**Date:** {day}\n\n" if day else "") + "## Impact\n\nSome.\n"
        (tmp_path / "incidents" / f"{slug(title)}.md").write_text(text)
    assert rca(tmp_path, "export", "site", "site").code == 0
    lists = {page.name: page.read_text() for page in (tmp_path / "site").glob("incidents*.html")}
    told = {name: {title for title in days if title in text} for name, text in lists.items()}
    assert told == {
        "incidents.html": set(days),
        "incidents-2025.html": {"Disk full"},
        "incidents-2026.html": {"Slow queue", "Wrong total"},
        "incidents-undated.html": {"Old outage"},
    }
    assert "<h1>Incidents without a day" in lists["incidents-undated.html"]


def test_a_page_names_incidents_that_look_alike_and_the_words_that_tell(made: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in (made / "site" / "incidents").glob("*.html")}
    alike = {path: text for path, text in pages.items() if "<h2>Similar incidents</h2>" in text}
    assert alike
    for path, text in alike.items():
        told = json.loads(rca(made, "similar", path.stem, "--json").out)
        section = text.split("<h2>Similar incidents</h2>")[1].split("</section>")[0]
        shown = Links(section).found
        assert shown == [f"../incidents/{row['id']}.html" for row in told[: len(shown)]]
        assert ", ".join(told[0]["terms"][:6]) in section


def test_a_site_of_a_query_tells_of_nothing_else(workspace: Path) -> None:
    done = rca(workspace, "export", "site", "part", "--query", "sev:1")
    assert done.code == 0, done.err
    wanted = {row["id"] for row in json.loads(rca(workspace, "list", "sev:1", "--json").out)}
    others = {row["id"] for row in json.loads(rca(workspace, "list", "--json").out)} - wanted
    assert {path.stem for path in (workspace / "part" / "incidents").glob("*.html")} == wanted
    index = (workspace / "part" / "index.html").read_text(encoding="utf-8")
    assert "of the incidents that <code>sev:1</code> selects" in index
    lists = [p.read_text(encoding="utf-8") for p in (workspace / "part").glob("*.*") if p.is_file()]
    assert not [other for other in others for text in lists if other in text]
    nothing = rca(workspace, "export", "site", "none", "--query", "id:nobody")
    assert (nothing.code, (workspace / "none").exists()) == (2, False)
