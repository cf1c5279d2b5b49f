"""Items by position: any page of any arrangement is the same part of the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rca.demo import write_demo
from rca.narrowing import is_narrower
from rca.paging import Arrangement, Group, Heading, View
from rca.query import QuerySyntaxError
from rca.queues import QUEUES
from rca.rows import ItemRow
from rca.workspace import Workspace

TODAY = "2026-11-24"
QUERIES = (
    "",
    "is:overdue",
    "owner:platform",
    "replica",
    "sev:<=2 -is:blocked",
    "due:none",
    "nothing-like-this",
)
SORTS = ("", "due", "-due", "sev", "-sev", "owner", "-owner", "id", "title", "state", "-priority", "date")
GROUPS = get_args(Group)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RCA_TODAY", TODAY)
        folder = tmp_path_factory.mktemp("demo")
        write_demo(folder, date.fromisoformat(TODAY))
        with Workspace(str(folder)) as opened:
            opened.sync()
            yield opened


def _rows(workspace: Workspace, view: View) -> list[ItemRow]:
    lines = workspace.arranged.lines(view, 0, view.lines)
    return [line for line in lines if isinstance(line, ItemRow)]


@given(st.sampled_from(QUERIES), st.sampled_from(SORTS), st.integers(-3, 70), st.integers(0, 30))
def test_a_part_of_a_view_is_that_part_of_the_list(
    workspace: Workspace, query: str, sort: str, start: int, size: int
) -> None:
    arrangement = Arrangement(query, sort)
    view = workspace.arranged.view(arrangement)
    every = workspace.items(arrangement.sorted_query)
    assert (view.lines, view.items) == (len(every), len(every))
    lines = workspace.arranged.lines(view, start, start + size)
    assert lines == every[max(start, 0) : max(start + size, 0)]


@given(st.sampled_from(QUERIES), st.sampled_from(SORTS), st.integers(1, 70))
def test_the_beginning_is_what_the_whole_begins_with(
    workspace: Workspace, query: str, sort: str, limit: int
) -> None:
    arrangement = Arrangement(query, sort)
    beginning = workspace.arranged.beginning(arrangement, limit)
    every = workspace.items(arrangement.sorted_query)
    assert _rows(workspace, beginning)[:limit] == every[:limit]
    assert beginning.complete or len(every) >= limit == beginning.items
    assert not beginning.complete or beginning.items == len(every)


GROWN = (
    "replica",
    "is:overdue a",
    "owner:platform re",
    "re*n",
    "the restore",
    '"the re" sev:<=2',
    "-a is:open",
)


@given(st.sampled_from(GROWN), st.integers(1, 20), st.integers(1, 20), st.sampled_from(SORTS))
def test_what_grows_is_found_among_what_was_found(
    workspace: Workspace, query: str, one: int, other: int, sort: str
) -> None:
    before, after = (query[:end].strip(' "') for end in sorted((one, other)))
    try:
        found = workspace.arranged.view(Arrangement(before))
        arrangement = Arrangement(after, sort)
        narrowed = workspace.arranged.narrowed(arrangement, found)
    except QuerySyntaxError:
        assume(False)
    if narrowed:
        assert _rows(workspace, narrowed) == workspace.items(arrangement.sorted_query)


@pytest.mark.parametrize(
    ("query", "before", "is_so"),
    [
        ("replica", "rep", True),
        ("replica lag", "rep", True),
        ("is:overdue re", "is:overdue r", True),
        ("is:overdue re", "is:overdue", True),
        ("rep", "replica", False),
        ("-replica", "-rep", False),
        ("owner:plat", "owner:p", False),
        ("re", "", True),
        ("re sort:id", "", False),
        ("re", "sort:id", False),
    ],
)
def test_a_query_is_narrower_where_words_grow_or_conditions_come(
    query: str, before: str, is_so: bool
) -> None:
    assert is_narrower(query, before) == is_so


@given(
    st.sampled_from((*GROWN, *QUERIES)),
    st.integers(0, 20),
    st.integers(0, 20),
    st.sampled_from(SORTS),
    st.integers(1, 70),
)
def test_the_beginning_is_the_same_whatever_was_found_before(
    workspace: Workspace, query: str, one: int, other: int, sort: str, limit: int
) -> None:
    before, after = (Arrangement(query[:end].strip(' "'), sort) for end in sorted((one, other)))
    try:
        found = workspace.arranged.view(before)
        beginning = workspace.arranged.beginning(after, limit, found)
    except QuerySyntaxError:
        assume(False)
    every = workspace.items(after.sorted_query)
    assert _rows(workspace, beginning)[:limit] == every[:limit]
    assert beginning.complete or len(every) >= limit == beginning.items
    assert not beginning.complete or beginning.items == len(every)


@given(st.sampled_from(QUERIES), st.sampled_from(SORTS), st.sampled_from(GROUPS[1:]))
def test_groups_hold_what_their_headings_count(
    workspace: Workspace, query: str, sort: str, group: Group
) -> None:
    arrangement = Arrangement(query, sort, group)
    view = workspace.arranged.view(arrangement)
    every = workspace.items(arrangement.sorted_query)
    place = {row.ref: at for at, row in enumerate(every)}
    groups: list[tuple[Heading, list[ItemRow]]] = []
    for at, line in enumerate(workspace.arranged.lines(view, 0, view.lines)):
        assert (view.heading_at(at) is not None) == isinstance(line, Heading)
        if isinstance(line, Heading):
            groups.append((line, []))
        else:
            assert line is not None
            groups[-1][1].append(line)
            assert at in workspace.arranged.positions(view, line.ref)
    assert {row.ref for _, rows in groups for row in rows} == set(place)
    for heading, rows in groups:
        assert heading.items == len(rows)
        assert heading.overdue == sum(row.overdue_days > 0 for row in rows)
        assert [place[row.ref] for row in rows] == sorted(place[row.ref] for row in rows)
        assert all(_belongs(row, heading, group) for row in rows)


def _belongs(row: ItemRow, heading: Heading, group: Group) -> bool:
    own = {"owner": row.owners or ("",), "severity": (row.severity or "",), "incident": (row.incident,)}
    return heading.name in own[group]


def test_an_item_of_two_owners_stands_under_both(workspace: Workspace) -> None:
    shared = next(row for row in workspace.items() if len(row.owners) == 2)
    view = workspace.arranged.view(Arrangement("", "", "owner"))
    assert len(workspace.arranged.positions(view, shared.ref)) == 2


def test_an_item_that_is_not_there_has_no_position(workspace: Workspace) -> None:
    view = workspace.arranged.view(Arrangement("is:overdue"))
    late = {row.ref for row in workspace.items("is:overdue")}
    other = next(row.ref for row in workspace.items() if row.ref not in late)
    assert workspace.arranged.positions(view, other) == []
    assert workspace.arranged.positions(view, "no-such/1") == []


def test_queues_are_counted_in_one_question(workspace: Workspace) -> None:
    queries = {queue.name: queue.query for queue in QUEUES} | {"mine": "owner:platform sev:<=2"}
    counted = workspace.arranged.counts(queries)
    assert counted == {name: len(workspace.items(query)) for name, query in queries.items()}
    assert counted["Overdue"] > 0
