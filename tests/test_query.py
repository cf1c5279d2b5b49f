"""The query language: text into terms, and what they select from three invented incidents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.conditions import INCIDENT_WORDS, ITEM_WORDS, MEANINGS
from rca.query import KEYS, SYNONYMS, QuerySyntaxError, Term, Value, parse_query
from rca.workspace import Workspace
from tests import invented


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RCA_TODAY", invented.TODAY)
        folder = invented.write(tmp_path_factory.mktemp("acme"), invented.DOCUMENTS)
        with invented.opened(folder) as opened:
            yield opened


def names(workspace: Workspace, query: str) -> str:
    return " ".join(
        row.id.split("-")[-1][:1] + row.id.split("-")[-2][:1] for row in workspace.incidents(query)
    )


def items(workspace: Workspace, query: str) -> str:
    """Items by the first letter of ledger-lag, gateway-certificate, queue-lag, and their numbers."""
    return " ".join(sorted(f"{row.incident.split('-')[3][0]}{row.number}" for row in workspace.items(query)))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("lag", (Term("", (Value("", "lag", 1),), False, 1),)),
        ("-lag", (Term("", (Value("", "lag", 1),), True, 1),)),
        ('"two words"', (Term("", (Value("", "two words", 1),), False, 1),)),
        ("owner:a,b", (Term("owner", (Value("", "a", 7), Value("", "b", 9)), False, 1),)),
        (' -owner:"a, b",c', (Term("owner", (Value("", "a, b", 9), Value("", "c", 16)), True, 2),)),
        ("sev:<=2", (Term("sev", (Value("<=", "2", 5),), False, 1),)),
        ("Severity:>1", (Term("sev", (Value(">", "1", 10),), False, 1),)),
        ("paper-only", (Term("is", (Value("", "paper-only", 1),), False, 1),)),
        ("-PAPER-only", (Term("is", (Value("", "PAPER-only", 1),), True, 1),)),
        ("https://a.example/x", (Term("", (Value("", "https://a.example/x", 1),), False, 1),)),
        ("14:02", (Term("", (Value("", "14:02", 1),), False, 1),)),
    ],
)
def test_text_becomes_terms(query: str, terms: tuple[Term, ...]) -> None:
    assert parse_query(query) == terms


@pytest.mark.parametrize(
    ("query", "column", "reason"),
    [
        ("lag ownr:x", 5, "did you mean `owner:`?"),
        ("-ownr:x", 2, "did you mean `owner:`?"),
        ("zzz:x", 1, "known are status, is, owner"),
        ('a "b', 3, "never closed"),
        ('owner:"b', 7, "never closed"),
        ("owner:", 7, "needs a value"),
        ("owner:a,", 9, "needs a value"),
        ("lag -", 5, "nothing to look for"),
        ('""', 1, "nothing to look for"),
    ],
)
def test_a_mistake_has_a_column_and_a_hint(query: str, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_query(query)
    assert (caught.value.column, caught.value.exit_code) == (column, 2)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("query", "column", "reason"),
    [
        ("due:2026-01-01,soon", 16, '"soon" is no day'),
        ("due:2026-13", 5, "no day"),
        ("date:2026-02-30", 6, "no day"),
        ("due:<99999999d", 5, "no day"),
        ("is:late", 4, "`is:` knows open"),
        ("sort:foo", 6, "items can be sorted by date, sev"),
        ("sev:<grave", 5, '"grave" has no rank'),
    ],
)
def test_a_value_that_says_nothing_is_a_mistake_too(
    workspace: Workspace, query: str, column: int, reason: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        workspace.items(query)
    assert caught.value.column == column
    assert reason in str(caught.value)


def test_incidents_are_not_sorted_by_what_items_have(workspace: Workspace) -> None:
    with pytest.raises(
        QuerySyntaxError,
        match="incidents can be sorted by date, sev, id, title, open, overdue, paper, not by `due`",
    ):
        workspace.incidents("sort:due")


def test_every_key_means_something() -> None:
    assert {*MEANINGS} - {""} == {*KEYS} - {"sort"}


@pytest.mark.parametrize(
    ("query", "selected"),
    [
        ("", "g1 g2 l1 l2 l3 l4 q1 q2"),
        ("status:overdue", "g2 l1"),
        ("is:overdue owner:platform", "g2 l1"),
        ("-is:overdue", "g1 l2 l3 l4 q1 q2"),
        ("status:paper-only", "l1"),
        ("paper-only", "l1"),
        ("status:written,executed", "l1 l3"),
        ("is:due-soon", "g1 l2"),
        ("is:blocked", "g2 l2"),
        ("is:unowned", "l4 q2"),
        ("is:undated", "l4 q2"),
        ("done-unsplit", "q1"),
        ("part-executed", "g1"),
        ("status:resolved", "l1 l2 l3 l4"),
        ("is:ongoing", "g1 g2"),
        ("owner:platform", "g2 l1 l3"),
        ("owner:PLAT", "g2 l1 l3"),
        ("owner:=platform", "g2 l1 l3"),
        ("owner:=plat", ""),
        ("owner:none", "l4 q1 q2"),
        ("owner:sre*", "g1"),
        ("owner:form", ""),
        ("owner:platform,payments -owner:payments", "g2 l1 l3"),
        ("due:<2026-06-01", "g2 l3"),
        ("due:<=2026-06-01", "g2 l1 l3"),
        ("due:>2026-06-01", "g1 l2"),
        ("due:2026-06", "g1 l1 l2"),
        ("due:2026-05..2026-06-01", "l1 l3"),
        ("due:<2026-05", "g2"),
        ("due:>=2026-06", "g1 l1 l2"),
        ("due:<=2d", "g2 l1 l2 l3"),
        ("due:-2d", "l1"),
        ("due:<1w", "g1 g2 l1 l2 l3"),
        ("due:yesterday,today", ""),
        ("due:none", "l4 q1 q2"),
        ("due:any -due:2026", ""),
        ("written:yes", "g1 l1 l3"),
        ("written:n/a", "g2"),
        ("written:no -id:queue", "l2 l4"),
        ("written:2026-05-13..2026-05-20", "l1 l3"),
        ("executed:staging", "g1 l3"),
        ("executed:prod", "l3"),
        ("-executed:prod sev:2", "g1 g2"),
        ("executed:yes", "l3"),
        ("executed:no written:yes", "l1"),
        ("verified:no owner:sre-agent", "g1"),
        ("verified:prod", ""),
        ("failed:yes,prod", ""),
        ("env:prod owner:sre-agent", "g1"),
        ("issue:912", "l1"),
        ("issue:#912", "l1"),
        ("issue:12", ""),
        ("issue:acme/pay", "l2"),
        ("issue:none", "l3 l4 q1 q2"),
        ("sev:1", "l1 l2 l3 l4"),
        ("sev:SEV-1", "l1 l2 l3 l4"),
        ("sev:critical", "l1 l2 l3 l4"),
        ("sev:<=SEV-2", "g1 g2 l1 l2 l3 l4"),
        ("sev:>major", "q1 q2"),
        ("sev:none", ""),
        ("date:2026-03", "g1 g2"),
        ("date:>2026-03", "l1 l2 l3 l4"),
        ("service:gateway", "g1 g2"),
        ("author:platform", "l1 l2 l3 l4"),
        ("path:queue", "q1 q2"),
        ("title:EXPIRED", "g1 g2"),
        ("id:lag", "l1 l2 l3 l4 q1 q2"),
        ("id:ledger/2", "l2"),
        ("circuit", "l2"),
        ("lag page", "l1 q2"),
        ('"replica rebuild"', "l4"),
        ("100%", ""),
        ("_", ""),
        ("kind:none priority:none check:none group:none id:ledger", "l1 l2 l3 l4"),
    ],
)
def test_what_a_query_selects_of_items(workspace: Workspace, query: str, selected: str) -> None:
    assert items(workspace, query) == selected


@pytest.mark.parametrize(
    ("query", "selected"),
    [
        ("", "ll cg lq"),
        ("is:overdue", "ll cg"),
        ("-is:overdue", "lq"),
        ("is:overdue owner:platform", "ll cg"),
        ("is:due-soon owner:platform", ""),
        ("executed:prod owner:platform", "ll"),
        ("status:resolved", "ll"),
        ("status:open", "ll cg lq"),
        ("status:written,resolved", "ll"),
        ("sev:>=2", "cg lq"),
        ("vacuum", "ll"),
        ("vacu", "ll"),
        ("-vacuum", "cg lq"),
        ("naive", "ll"),
        ('"fell behind"', "ll lq"),
        ("ledger-lag", "ll cg"),
        ("sort:-date", "lq cg ll"),
        ("sort:sev,date", "ll cg lq"),
        ("sort:-sev", "lq cg ll"),
        ("id:ledger/1", "ll"),
        ("env:staging is:ongoing", "cg"),
    ],
)
def test_what_a_query_selects_of_incidents(workspace: Workspace, query: str, selected: str) -> None:
    assert names(workspace, query) == selected


def test_items_come_by_due_day_and_those_without_last(workspace: Workspace) -> None:
    days = [row.due for row in workspace.items()]
    assert days == [*sorted(day for day in days if day), None, None, None]
    assert [row.due for row in workspace.items("sort:-due due:any")] == sorted(
        filter(None, days), reverse=True
    )


@given(st.text(max_size=40))
def test_any_text_is_terms_or_a_mistake_with_a_column(query: str) -> None:
    column = 1
    try:
        parse_query(query)
    except QuerySyntaxError as error:
        column = error.column
    assert 1 <= column <= len(query) + 1


@given(st.sampled_from([key for key in KEYS if key not in ("sort", "is")]), st.text(min_size=1, max_size=12))
def test_any_value_is_bound_and_never_sql(workspace: Workspace, key: str, value: str) -> None:
    quoted = value.replace('"', "")
    refused = False
    try:
        assert len(workspace.items(f'{key}:"{quoted}"')) <= 8
        assert len(workspace.incidents(f'{key}:"{quoted}" "{quoted}"')) <= 3
    except QuerySyntaxError:
        refused = True
    measured = ("due", "date", "sev", "written", "paper", "lag", "ttd", "tta", "ttm", "ttr")
    assert not refused or key in measured or not quoted


def test_the_page_of_the_language_is_complete() -> None:
    page = (Path(__file__).parents[1] / "docs" / "query.md").read_text(encoding="utf-8")
    assert [key for key, meaning in KEYS.items() if f"| `{key}:` | {meaning} |" not in page] == []
    words = {*ITEM_WORDS, *INCIDENT_WORDS, *SYNONYMS}
    assert [word for word in words if f"`{word}`" not in page] == []


PLAN = """# Certificate ran out

**Date:** 2026-05-20

## Action Items

| # | Action | Owner | Due | Status | Written | Executed |
|---|--------|-------|-----|--------|---------|----------|
| 1 | Yesterday, untouched | a | 2026-05-31 | Open | no | no |
| 2 | Yesterday, on paper | a | 2026-05-31 | Open | 2026-05-22 | no |
| 3 | Yesterday, dropped | a | 2026-05-31 | Dropped | no | no |
| 4 | Yesterday, executed | a | 2026-05-31 | Open | 2026-05-22 | 2026-05-23 |
| 5 | Yesterday, "done" | a | 2026-05-31 | Done | no | no |
| 6 | Today | a | 2026-06-01 | Open | no | no |
| 7 | In a week | a | 2026-06-08 | Open | no | no |
| 8 | A day later | a | 2026-06-09 | Open | no | no |
| 9 | Without a day | a |  | Open | no | no |
"""


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("is:overdue", "1 2"),
        ("is:due-soon", "6 7"),
        ("is:paper-only", "2"),
        ("is:undated", "9"),
        ("is:pending", "1 2 6 7 8 9"),
        ("due:<today", "1 2 3 4 5"),
        ("due:>7d", "8"),
        ("due:<=1w", "1 2 3 4 5 6 7"),
        ("due:8d", "8"),
        ("due:yesterday", "1 2 3 4 5"),
        ("due:today", "6"),
        ("due:tomorrow", ""),
        ("due:-1d..tomorrow", "1 2 3 4 5 6"),
    ],
)
def test_late_is_what_nobody_executed_by_yesterday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, numbers: str
) -> None:
    monkeypatch.setenv("RCA_TODAY", "2026-06-01")
    folder = invented.write(tmp_path, {"2026-05-20-certificate.md": PLAN}, config="")
    with invented.opened(folder) as plan:
        assert " ".join(sorted(row.number for row in plan.items(query))) == numbers


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("date:2025-12", "2025-12-01 2025-12-31"),
        ("date:2026-01", "2026-01-01"),
        ("date:2025", "2025-01-01 2025-12-01 2025-12-31"),
        ("date:>2025-12", "2026-01-01"),
        ("date:<2025-12-31", "2025-01-01 2025-12-01"),
    ],
)
def test_a_month_ends_with_its_last_day(tmp_path: Path, query: str, days: str) -> None:
    found = ("2025-01-01", "2025-12-01", "2025-12-31", "2026-01-01")
    documents = {f"{day}-down.md": f"# Down\n\n**Date:** {day}\n" for day in found}
    with invented.opened(invented.write(tmp_path, documents)) as workspace:
        assert " ".join(sorted(str(row.date) for row in workspace.incidents(query))) == days


@pytest.mark.parametrize("query", ["x " * 201, "owner:" + ",".join(["a"] * 201)])
def test_a_query_has_an_end(query: str) -> None:
    with pytest.raises(QuerySyntaxError, match="200 words and values at most"):
        parse_query(query)
    assert parse_query("x " * 200)
