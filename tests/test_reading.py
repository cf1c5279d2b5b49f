"""Incidents by position, pages, and diagnostics that are remembered while nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rca import checkup
from rca.errors import UnreadableFile
from rca.parse import parse
from rca.workspace import Workspace
from tests.invented import CERTIFICATE, DOCUMENTS, LAG, TODAY, opened, rewrite, write

GATEWAY = "incidents/2026-03-02-gateway-certificate.md"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("RCA_TODAY", TODAY)
    with opened(write(tmp_path, DOCUMENTS)) as found:
        yield found


@pytest.mark.parametrize(
    "query", ["", "sort:-date", "sort:sev", "sort:open", "sort:-overdue", "is:overdue", "lag"]
)
def test_positions_are_those_of_the_list(workspace: Workspace, query: str) -> None:
    reading = workspace.reading
    incidents = reading.incidents(query)
    expected = workspace.incidents(query)
    assert reading.rows(incidents, 0, len(incidents)) == expected
    assert reading.rows(incidents, 1, 2) == expected[1:2]
    assert [reading.position(incidents, row.path) for row in expected] == list(range(len(expected)))


def test_an_incident_that_is_gone_leaves_its_place(workspace: Workspace, tmp_path: Path) -> None:
    incidents = workspace.reading.incidents()
    (tmp_path / GATEWAY).unlink()
    workspace.sync()
    rows = workspace.reading.rows(incidents, 0, 3)
    assert [row.path if row else None for row in rows].count(None) == 1
    assert workspace.reading.position(incidents, GATEWAY) is None


def test_counts_of_items_sort_incidents(workspace: Workspace) -> None:
    for word, field in (("open", "open"), ("overdue", "overdue"), ("paper", "paper_only")):
        counts = [getattr(row, field) for row in workspace.incidents(f"sort:{word}")]
        assert counts == sorted(counts, reverse=True)
        assert [getattr(row, field) for row in workspace.incidents(f"sort:-{word}")] == counts[::-1]


def test_a_page_is_the_file_as_it_is_now(workspace: Workspace, tmp_path: Path) -> None:
    row = workspace.resolve_incident("gateway")
    rewrite(tmp_path / GATEWAY, CERTIFICATE + "\n## Later\n")
    page = workspace.reading.page(row)
    assert page.source.text.endswith("## Later\n")
    contents = workspace.reading.contents(page)
    assert [item.ref for item in contents.items] == [item.ref for item in workspace.items_of(row.path)]
    assert contents.diagnostics == workspace.reading.check([row.path], 0)[row.path]
    (tmp_path / GATEWAY).unlink()
    with pytest.raises(UnreadableFile, match="no such file"):
        workspace.reading.page(row)


def test_checking_goes_on_while_there_is_time(workspace: Workspace) -> None:
    paths = workspace.reading.to_check()
    assert list(workspace.reading.check(paths, 0)) == paths[:1]
    assert list(workspace.reading.check(paths, 60)) == paths
    assert workspace.reading.to_check("is:paper-only") == ["incidents/2026-05-12-ledger-lag.md"]


def test_what_waits_for_another_document_is_checked_again_when_that_changes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = workspace.reading.to_check()
    before = workspace.reading.check(paths, 60)
    assert "AI29" not in {each.rule for each in before[GATEWAY]}
    parsed: list[str] = []

    def counted(source: object, **named: object) -> object:
        parsed.append(str(named["name"]))
        return parse(source, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(checkup, "parse", counted)
    assert workspace.reading.check(paths, 60) == before
    assert parsed == []
    lag = tmp_path / "incidents" / "2026-05-12-ledger-lag.md"
    rewrite(lag, LAG.replace("| 1 | Page on", "| 9 | Page on"))
    workspace.sync()
    after = workspace.reading.check(paths, 60)
    assert "AI29" in {each.rule for each in after[GATEWAY]}
    assert sorted(parsed) == ["2026-03-02-gateway-certificate.md", "2026-05-12-ledger-lag.md"]
