"""What is searched of a page of the site, and when it is indexed again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rca.site.indexed import indexed
from tests.command import INCIDENT, own_workspace, rca

DOCUMENT = """\
# RCA — Disk full

- **Date:** 2026-05-01
- **Severity:** SEV-2
- **Team:** storage

## What *happened*

The `log` filled **/var**; nobody
was paged

| Time | What |
|---|---|
| 10:00 | first error |

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|---|---|---|---|---|
| 1 | Page at 80 % | Ada | 2026-06-01 | 2026-05-20 https://example.org/pull/7 | no |
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    own_workspace(tmp_path)
    (tmp_path / "incidents" / f"{INCIDENT}.md").write_text(DOCUMENT, encoding="utf-8")
    assert rca(tmp_path, "export", "site", "site").code == 0
    return tmp_path


def test_words_and_headings_of_a_page_are_searched_but_not_how_its_items_stand(workspace: Path) -> None:
    page = (workspace / f"site/incidents/{INCIDENT}.html").read_text(encoding="utf-8")
    assert re.sub(r"\s+", " ", indexed(page)) == (
        f"<html><body> {INCIDENT}. <h1>RCA — Disk full</h1> SEV-2 2026-05-01 over Team: storage. "
        '<h2 id="what-happened">What happened</h2> The log filled /var; nobody was paged. '
        'Time What 10:00. first error. <h2 id="action-items">Action items</h2> '
        "1. Page at 80 % Ada. pull/7. </body></html>"
    )


def test_where_an_item_moved_on_texts_are_not_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_workspace(tmp_path)
    assert rca(tmp_path, "export", "site", "site").code == 0
    page = tmp_path / f"site/incidents/{INCIDENT}.html"
    before = page.read_bytes()
    assert rca(tmp_path, "mark", "1455/3", "written", "--on", "2026-05-20").code == 0
    with monkeypatch.context() as patched:
        patched.setattr("rca.site.search._index", None)
        assert rca(tmp_path, "export", "site", "site").code == 0
    assert page.read_bytes() != before
