"""Items found by words that are held in memory: the same as SQLite finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca import itemwords
from rca.paging import Arrangement
from rca.workspace import Workspace

DOCUMENT = """
# {title}

Date: 2026-0{number}-01
Severity: SEV{number}

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Rotate the KEYS of Zürich | Platform | 2026-07-0{number} |
| 2 | Écrire 100% of a_b\\\\c | {title} | |
| 3 | Alert on {number} replicas | café | 2026-06-0{number} |
"""
TITLES = ("Cache of straße", "Disk full", "Ökonomie 7*9", "Replica lag")
SORTS = ("", "-due", "sev", "owner", "id", "title")
PARTS = r"key KEYS zü ZÜ é É % a_b _ b\ full isk lag * r*lic 1 9 x9".split()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder: Path = tmp_path_factory.mktemp("words") / "incidents"
    folder.mkdir()
    for number, title in enumerate(TITLES, 1):
        text = DOCUMENT.format(title=title, number=number)
        (folder / f"2026-0{number}-{title.split()[0].lower()}.md").write_text(text, encoding="utf-8")
    (folder.parent / "rca.toml").write_text("", encoding="utf-8")
    with Workspace(str(folder.parent)) as opened:
        opened.sync()
        assert len(opened.items()) == 12
        yield opened


def queries() -> st.SearchStrategy[str]:
    """Words with conditions, as one types them."""
    word = st.sampled_from(PARTS) | st.text("abcdefgiklmnoprstuéüöß17", min_size=1, max_size=3)
    term = word | st.sampled_from(("-replica", "due:none", "sev:<=2", "alert,keys", '"alert on"'))
    return st.lists(term, min_size=1, max_size=3).map(" ".join)


@given(queries(), st.sampled_from(SORTS), st.integers(1, 12))
def test_the_same_items_in_the_same_order(workspace: Workspace, query: str, sort: str, most: int) -> None:
    arrangement = Arrangement(query, sort)
    words = workspace.arranged.words()
    every = workspace.arranged.view(arrangement)
    assert every.items <= 12
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(itemwords, "MOST", most)
        candidates = words.candidates(query)
        found = workspace.arranged.beginning(arrangement, 5, None, words)
    assert list(found.places) == list(every.places)[: None if found.complete else 5]
    if candidates is not None:
        assert found.complete
        assert set(every.places) <= set(candidates)
        assert len(candidates) <= most


def test_what_few_have_is_found_and_what_many_have_is_not_looked_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itemwords, "MOST", 5)
    words = workspace.arranged.words()
    assert len(words.candidates("replicas") or ()) == 4
    assert len(words.candidates("the keys owner:platform") or ()) == 4
    assert len(words.candidates("full") or ()) == 3
    assert words.candidates("zebra") == []
    for query in ("r", "", "owner:platform", "-zebra", "*"):
        assert words.candidates(query) is None


def test_without_any_item_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text("", encoding="utf-8")
    with Workspace(str(tmp_path)) as empty:
        empty.sync()
        assert empty.arranged.words().candidates("word") == []
