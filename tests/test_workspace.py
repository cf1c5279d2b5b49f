"""What a workspace answers: references, lists, links between items, counts, completion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rca.config import ConfigError, WorkspaceNotFound
from rca.errors import UnreadableFile
from rca.references import AmbiguousReference, UnknownIncident, UnknownItem
from rca.rows import IncidentRow, ItemRow
from rca.workspace import Workspace
from tests import invented

LEDGER, GATEWAY, QUEUE = "2026-05-12-ledger-lag", "2026-03-02-gateway-certificate", "2026-01-20-queue-lag"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RCA_TODAY", invented.TODAY)
        folder = invented.write(tmp_path_factory.mktemp("acme"), invented.DOCUMENTS)
        with invented.opened(folder) as opened:
            yield opened


def test_an_incident_is_a_row(workspace: Workspace) -> None:
    assert workspace.incidents()[0] == IncidentRow(
        id=LEDGER,
        path=f"incidents/{LEDGER}.md",
        title="RCA — Ledger replica lagged three hours",
        date="2026-05-12",
        severity="SEV-1",
        severity_rank=1,
        status="resolved",
        ongoing=False,
        items=4,
        open=3,
        overdue=1,
        paper_only=1,
    )


def test_an_item_is_a_row(workspace: Workspace) -> None:
    (row,) = workspace.resolve_items("ledger/2")
    assert row == ItemRow(
        ref=f"{LEDGER}/2",
        incident=LEDGER,
        number="2",
        path=f"incidents/{LEDGER}.md",
        line=19,
        title="RCA — Ledger replica lagged three hours",
        severity="SEV-1",
        severity_rank=1,
        text="Move retries behind a circuit breaker",
        owners=("payments",),
        owner_text="payments (after item 1)",
        due_text="2026-06-05",
        due_kind="date",
        due="2026-06-05",
        issues=("acme/pay#7",),
        state="open",
        written="no",
        written_day=None,
        executions=(("staging", "no", None), ("prod", "no", None)),
        kind="",
        priority="",
        check="",
        claim="",
        group="",
        blocked_by=(f"{LEDGER}/1",),
        overdue_days=0,
        due_in_days=2,
        flags=("due-soon", "blocked"),
    )


@pytest.mark.parametrize(
    ("ref", "days", "late", "flags"),
    [
        ("ledger/1", -2, 2, ("overdue",)),
        ("ledger/3", None, 0, ()),
        ("ledger/4", None, 0, ("unowned", "undated")),
        ("gateway/1", 5, 0, ("due-soon",)),
        ("gateway/2", -63, 63, ("overdue", "blocked")),
        ("queue/1", None, 0, ()),
    ],
)
def test_lateness_and_flags(
    workspace: Workspace, ref: str, days: int | None, late: int, flags: tuple[str, ...]
) -> None:
    (row,) = workspace.resolve_items(ref)
    assert (row.due_in_days, row.overdue_days, row.flags) == (days, late, flags)


def test_an_item_that_was_rewritten_after_it_was_carried_out_is_stale(tmp_path: Path) -> None:
    text = invented.LAG.replace("| 2026-05-13 | staging: 2026-05-14;", "| 2026-05-15 | staging: 2026-05-14;")
    with invented.opened(invented.write(tmp_path, {"lag.md": text})) as workspace:
        assert [row.number for row in workspace.items("is:stale")] == ["3"]


@pytest.mark.parametrize(
    ("ref", "incident"),
    [
        (LEDGER, LEDGER),
        ("LEDGER", LEDGER),
        (" ledger ", LEDGER),
        (f"incidents/{QUEUE}.md", QUEUE),
        (f"./incidents/{QUEUE}.md", QUEUE),
        (f"{QUEUE}.md", QUEUE),
        ("03-02", GATEWAY),
        (f"…{QUEUE[-7:]}", QUEUE),
    ],
)
def test_any_unique_part_names_an_incident(workspace: Workspace, ref: str, incident: str) -> None:
    assert workspace.resolve_incident(ref).id == incident


def test_an_exact_id_beats_a_part(tmp_path: Path) -> None:
    documents = {"lag.md": "# Lag\n", "lag-2.md": "# Lag again\n"}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert workspace.resolve_incident("lag").title == "Lag"


def test_what_a_narrow_list_shows_of_an_id_is_its_end(tmp_path: Path) -> None:
    documents = {"2026-01-02-bad-object.md": "# Pushed\n", "2026-01-03-object-store.md": "# Full\n"}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert workspace.resolve_incident("…ject").title == "Pushed"
        with pytest.raises(AmbiguousReference):
            workspace.resolve_incident("ject")
        with pytest.raises(UnknownIncident):
            workspace.resolve_incident("…obj")


def test_an_ambiguous_part_lists_the_candidates(workspace: Workspace) -> None:
    with pytest.raises(AmbiguousReference) as caught:
        workspace.resolve_items("lag/1")
    assert caught.value.candidates == (LEDGER, QUEUE)
    assert str(caught.value) == (
        f'"lag" can be any of 2: {LEDGER}, {QUEUE}; write more of the id, or the path'
    )


def test_an_id_that_two_documents_have_is_ambiguous_and_their_paths_are_not(tmp_path: Path) -> None:
    documents = {"a.md": invented.LAG, "old/a.md": invented.LAG}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        with pytest.raises(AmbiguousReference) as caught:
            workspace.resolve_incident(LEDGER)
        assert sorted(caught.value.candidates) == [
            f"{LEDGER} (incidents/a.md)",
            f"{LEDGER} (incidents/old/a.md)",
        ]
        assert workspace.resolve_incident("incidents/a.md").path == "incidents/a.md"
        assert workspace.resolve_incident("old/a.md").path == "incidents/old/a.md"
        assert workspace.resolve_items("old/a.md/2")[0].path == "incidents/old/a.md"


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("2026-05-12-leger-lag", f'no incident has "2026-05-12-leger-lag" in its id; did you mean {LEDGER}?'),
        ("zzz", 'no incident has "zzz" in its id; `rca list` shows all of them'),
        ("", 'no incident has "" in its id; `rca list` shows all of them'),
    ],
)
def test_an_unknown_incident_is_a_sentence_with_the_nearest(
    workspace: Workspace, ref: str, sentence: str
) -> None:
    with pytest.raises(UnknownIncident) as caught:
        workspace.resolve_incident(ref)
    assert (str(caught.value), caught.value.exit_code) == (sentence, 2)


@pytest.mark.parametrize("ref", ["ledger/7", "ledger", "ledger/"])
def test_an_unknown_item_is_a_sentence_with_those_there_are(workspace: Workspace, ref: str) -> None:
    with pytest.raises(UnknownItem, match=f"names no action item of {LEDGER}; it has 1, 2, 3, 4, named as"):
        workspace.resolve_items(ref)


def test_two_items_of_one_number_are_both_found(tmp_path: Path) -> None:
    text = invented.LAG.replace("| 2 | Move", "| 1 | Move")
    with invented.opened(invented.write(tmp_path, {"lag.md": text})) as workspace:
        assert [row.text[:4] for row in workspace.resolve_items("lag/1")] == ["Page", "Move"]


def test_what_an_item_waits_for_and_what_waits_for_it(workspace: Workspace) -> None:
    def refs(rows: list[ItemRow]) -> list[str]:
        return [row.ref for row in rows]

    waits_for, needed_by = workspace.details.links("ledger/1")
    assert (refs(waits_for), sorted(refs(needed_by))) == ([], [f"{GATEWAY}/2", f"{LEDGER}/2"])
    waits_for, needed_by = workspace.details.links("gateway/2")
    assert (refs(waits_for), refs(needed_by)) == ([f"{LEDGER}/1"], [])


def test_due_items_come_by_day(workspace: Workspace) -> None:
    assert [row.ref for row in workspace.due()] == [
        f"{GATEWAY}/2",
        f"{LEDGER}/1",
        f"{LEDGER}/2",
        f"{GATEWAY}/1",
    ]
    assert [row.ref for row in workspace.due("owner:platform", 2)] == [f"{GATEWAY}/2", f"{LEDGER}/1"]


def test_items_of_an_incident_come_in_the_order_of_the_document(workspace: Workspace) -> None:
    assert [row.number for row in workspace.items_of("ledger")] == ["1", "2", "3", "4"]


def test_pages_of_a_list(workspace: Workspace) -> None:
    everything = workspace.items()
    assert workspace.items(limit=3, offset=2) == everything[2:5]
    assert workspace.count_items() == len(everything) == 8
    assert workspace.count_items("is:overdue") == 2
    assert [row.id for row in workspace.incidents(limit=1, offset=1)] == [GATEWAY]


def test_the_overview_counts_states_and_flags(workspace: Workspace) -> None:
    overview = workspace.overview()
    assert (overview.documents, overview.items, overview.unreadable) == (3, 8, 0)
    assert overview.states == {
        "open": 4,
        "written": 1,
        "part-executed": 1,
        "executed": 1,
        "done-unsplit": 1,
    }
    assert overview.flags == {
        "overdue": 2,
        "due-soon": 2,
        "blocked": 2,
        "unowned": 2,
        "undated": 2,
        "regressed": 0,
        "stale": 0,
    }
    assert workspace.overview("owner:platform").items == 3


def test_what_reading_noticed_is_kept_with_its_place(tmp_path: Path) -> None:
    text = invented.LAG.replace("| 2026-06-05 |", "| whenever the moon is full |")
    with invented.opened(invented.write(tmp_path, {"lag.md": text})) as workspace:
        ((rule, message, line, character),) = workspace.index.rows(
            "SELECT rule, message, line, character FROM diagnostics"
        )
        assert (rule, line, character) == ("READ01", 19, 73)
        assert "whenever the moon is full" in message
        assert sum(workspace.overview().diagnostics.values()) == 1


def test_a_document_is_read_as_it_is_now(workspace: Workspace, tmp_path: Path) -> None:
    source, document, path = workspace.document("ledger")
    assert path.read_text(encoding="utf-8") == source.text == invented.LAG
    assert document.title == "RCA — Ledger replica lagged three hours"
    with invented.opened(invented.write(tmp_path, {"a.md": "# A\n"})) as other:
        (tmp_path / "incidents" / "a.md").unlink()
        with pytest.raises(UnreadableFile, match=r"^incidents/a\.md: cannot be read: no such file"):
            other.document("a")


def test_completion_knows_ids_items_and_the_query_language(workspace: Workspace) -> None:
    assert [ref for ref, _ in workspace.completion.ids("lag")] == [LEDGER, QUEUE]
    assert workspace.completion.ids("2026-03") == [(GATEWAY, "RCA — Certificate of the gateway expired")]
    assert workspace.completion.items("gateway/") == [
        (f"{GATEWAY}/1", "Renew certificates by machine"),
        (f"{GATEWAY}/2", "Alert on expiry"),
    ]
    assert [word for word, _ in workspace.completion.query("-ow")] == ["-owner:"]
    assert [word for word, _ in workspace.completion.query("owner:sre-agent,p")] == [
        "owner:sre-agent,payments",
        "owner:sre-agent,platform",
    ]
    assert [word for word, _ in workspace.completion.query("executed:p")] == ["executed:prod"]
    assert [word for word, _ in workspace.completion.query("is:over")] == ["is:over", "is:overdue"]
    assert workspace.completion.query("nothing:") == []


def test_completion_makes_no_index(tmp_path: Path) -> None:
    invented.write(tmp_path, invented.DOCUMENTS)
    with Workspace.find(tmp_path) as workspace:
        assert workspace.completion.ids("lag") == []
        assert workspace.completion.items("lag/") == []
        assert ("owner:", "who has an item; `none` for nobody") in workspace.completion.query("o")
    assert not (tmp_path / ".rca").exists()


def test_a_workspace_is_found_from_a_folder_in_it(tmp_path: Path) -> None:
    invented.write(tmp_path / "acme", invented.DOCUMENTS)
    with Workspace.find(tmp_path / "acme" / "incidents") as workspace:
        assert workspace.root == str(tmp_path / "acme")
    (tmp_path / ".git").mkdir()
    with pytest.raises(WorkspaceNotFound, match="rca init"):
        Workspace.find(tmp_path)


def test_today_is_fixed_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invented.write(tmp_path, {})
    monkeypatch.setenv("RCA_TODAY", "2026-01-02")
    assert Workspace.find(tmp_path).today == date(2026, 1, 2)
    monkeypatch.setenv("RCA_TODAY", "soon")
    with pytest.raises(ConfigError, match='"soon" is no date'):
        Workspace.find(tmp_path)
