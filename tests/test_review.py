"""The review: what waits for what, what was done when, what stays open for how long.

Reference for the survival curve are the remission times of the 6-MP group in Freireich et al., 1963, with
Greenwood's errors and log-log intervals as textbooks print them; for the interval of a median the tables of
order statistics (Hahn and Meeker, 1991).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.insights.chains import path
from rca.insights.period import Period, check_bound, period
from rca.insights.review import Review
from rca.insights.spread import left_after, median_between, step_between, survival
from rca.insights.trend import trend
from tests.command import rca
from tests.invented import opened, write

TODAY = date(2026, 6, 3)
CONFIG = 'environments = ["staging", "prod"]\n'
HEAD = "| # | Action | Owner | Due | Depends on | Written | Executed |\n|---|---|---|---|---|---|---|\n"

QUEUE = f"""\
# RCA — Queue stood still

- **Date:** 2026-03-02
- **Severity:** SEV-1
- **Contributing factors:** no alert on depth

## Action items

{HEAD}\
| 1 | Alert on depth | ops | 2026-03-30 | 2 | 2026-03-10 | — |
| 2 | Export the depth | data | 2026-03-20 | 3 | — | — |
| 3 | Give data a token | ops | 2026-03-10 | — | 2026-03-04 | staging: 2026-03-05; prod: — |
| 4 | Cap the retries | ops | 2026-03-20 | — | 2026-03-10 | staging: 2026-03-12; prod: 2026-06-01 |
| 5 | Chicken | ops | — | 6 | — | — |
| 6 | Egg | data | — | 5 | — | — |
"""
AGAIN = f"""\
# RCA — Mail went out twice

- **Incident ID:** 2026-05-28-mail-twice
- **Date:** 2026-05-28
- **Severity:** SEV-3
- **Contributing factors:** no alert on depth
- **Related incidents:** 2026-04-11-first-mail

## Action items

{HEAD}\
| 1 | Ask before sending | mail | 2026-06-20 | 2026-03-02-queue/4 | 2026-05-29 | — |
"""
FIRST_MAIL = f"""\
# RCA — First mail

- **Incident ID:** 2026-04-11-first-mail
- **Date:** 2026-04-11

## Action items

{HEAD}\
| 1 | Never again | mail | 2026-04-20 | — | 2026-04-12 | staging: 2026-05-01; prod: 2026-05-02 |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three incidents, seen on 3 June 2026."""
    monkeypatch.setenv("RCA_TODAY", TODAY.isoformat())
    documents = {"2026-03-02-queue.md": QUEUE, "again.md": AGAIN, "first.md": FIRST_MAIL}
    return write(tmp_path, documents, CONFIG)


def reviewed(folder: Path, query: str = "", since: str | None = None, until: str | None = None) -> Review:
    with opened(folder) as workspace:
        return workspace.review(query, period(since, until, workspace.today), 10)


def test_a_chain_is_followed_to_what_can_be_carried_out_now(folder: Path) -> None:
    blocked = reviewed(folder).blocked
    ways = {chain.item.number: [row.number for row in chain.waits_for] for chain in blocked.chains}
    assert ways["1"] == ["2", "3"]
    assert ways["2"] == ["3"]
    assert [(each.item.number, each.number) for each in blocked.holding] == [("3", 2)]


def test_items_that_wait_for_each_other_are_told_as_a_circle(folder: Path) -> None:
    blocked = reviewed(folder).blocked
    assert blocked.circles == 2
    assert {c.item.number for c in blocked.chains if c.is_circle} == {"5", "6"}
    assert "none: they wait for each other" in rca(folder, "report").out


def test_what_waits_for_a_done_that_says_not_which_is_told_so(tmp_path: Path) -> None:
    rows = "| 1 | Act | ops | 2026-04-01 | | Done |\n| 2 | Act then | ops | 2026-05-01 | 1 | |\n"
    head = "| # | Action | Owner | Due | Depends on | Status |\n|---|---|---|---|---|---|\n"
    text = f"# RCA — Unsplit\n\n- **Date:** 2026-03-02\n\n## Action items\n\n{head}{rows}"
    told = rca(write(tmp_path, {"2026-03-02-unsplit.md": text}, CONFIG), "report").out
    assert "unsplit/1 (ops, said to be done)" in told


def test_what_is_executed_blocks_nobody(folder: Path) -> None:
    assert "mail-twice" not in {chain.item.incident for chain in reviewed(folder).blocked.chains}


def test_the_shortest_way_leads_to_the_nearest_of_several() -> None:
    waits = {(1, 0): [(1, 1), (1, 2)], (1, 1): [(1, 3)], (1, 3): [(1, 4)]}
    way = path(waits, (1, 0))
    assert (way.steps, way.others, way.is_circle) == (((1, 2),), 1, False)


@given(
    st.dictionaries(
        st.tuples(st.just(1), st.integers(0, 9)),
        st.lists(st.tuples(st.just(1), st.integers(0, 9)), min_size=1, max_size=3),
        min_size=1,
    )
)
def test_every_way_follows_what_waits_and_ends(waits: dict[tuple[int, int], list[tuple[int, int]]]) -> None:
    for item in waits:
        way = path(waits, item)
        for before, after in zip((item, *way.steps), way.steps, strict=False):
            assert after in waits[before]
        assert way.is_circle or way.steps[-1] not in waits


def test_overdue_is_by_owner_the_most_first(folder: Path) -> None:
    late = reviewed(folder).overdue
    assert [(holder.owner, holder.late, holder.oldest) for holder in late] == [
        ("ops", 2, 85),
        ("data", 1, 75),
    ]
    assert [row.number for row in late[0].items.rows] == ["3", "1"]


def test_what_was_done_in_a_period_is_what_documents_give_a_day_for(folder: Path) -> None:
    done = reviewed(folder).deeds
    assert [(deed.day, deed.what, deed.environment, deed.ref) for deed in done.rows] == [
        ("2026-06-01", "executed", "prod", "2026-03-02-queue/4"),
        ("2026-05-29", "written", "", "2026-05-28-mail-twice/1"),
    ]
    assert dict(reviewed(folder, since="2026-03", until="2026-03").deeds.counts)["written"] == 3


def test_the_journal_tells_who_and_what_documents_have_no_day_for(folder: Path) -> None:
    env = {"RCA_TODAY": "2026-06-03"}
    for args in (
        ("mark", "queue/3", "executed", "--env", "prod", "--evidence", "https://ci/7"),
        ("drop", "queue/6", "--reason", "no eggs"),
        ("set", "queue/1", "due", "2026-07-01", "--reason", "holidays"),
        ("drop", "mail-twice/1", "--reason", "a mistake"),
    ):
        assert rca(folder, *args, env=env).code == 0, args
    assert rca(folder, "undo", "mail-twice", env=env).code == 0
    done = reviewed(folder, since="2026-05-28", until="2999").deeds.rows  # events have the clock's own day
    rows = {(deed.what, deed.ref.rpartition("/")[2]): deed for deed in done}
    assert rows["executed", "3"].by == "Test"
    assert rows["executed", "3"].note == "https://ci/7"
    assert rows["dropped", "6"].note == "no eggs"
    assert rows["moved", "1"].note == "2026-03-30 → 2026-07-01: holidays"
    assert ("dropped", "1") not in rows  # it was taken back


def test_a_broken_journal_is_told_and_nothing_else_is_lost(folder: Path) -> None:
    (folder / "incidents" / "journal").mkdir()
    (folder / "incidents" / "journal" / "2026-03-02-queue.jsonl").mkdir()
    told = rca(folder, "report", env={"RCA_TODAY": "2026-06-03"})
    assert told.code == 0
    assert "Not read:" in told.out
    assert "2 items" not in told.err


def test_what_came_again_while_an_item_was_open(folder: Path) -> None:
    again = reviewed(folder).recurrences
    assert (again.incidents, again.again) == (2, 1)
    assert [(row.later, row.earlier, row.reason, row.because) for row in again.rows] == [
        ("2026-05-28-mail-twice", "2026-03-02-queue", "same factor", "no alert on depth")
    ]  # the first mail, which is named, had nothing open any more
    assert "2026-03-02-queue/4" in {item.ref for item in again.rows[0].open}  # executed, but later


def test_environments_beside_each_other(folder: Path) -> None:
    told = reviewed(folder).numbers.environments
    assert [(place.name, place.executed, place.pending, place.ahead) for place in told.each] == [
        ("staging", 3, 5, 0),
        ("prod", 2, 6, 1),
    ]
    assert {pattern.states: pattern.number for pattern in told.patterns} == {
        ("no", "no"): 5,
        ("done", "done"): 2,
        ("done", "no"): 1,
    }
    assert told.skew is not None
    assert (told.skew.n, told.skew.low, told.skew.high) == (2, 1, 81)


def test_rates_are_so_many_of_so_many(folder: Path) -> None:
    rates = {rate.name: (rate.part, rate.whole) for rate in reviewed(folder).numbers.rates}
    assert rates["executed"] == (2, 8)
    assert rates["paper-only"] == (2, 5)
    assert rates["in time"] == (0, 5)  # two executed late, three overdue
    assert rates["blocked"] == (4, 6)


def test_open_items_count_as_long_as_they_have_been_open(folder: Path) -> None:
    all_items = reviewed(folder).numbers.ageing.curves[0]
    assert (all_items.n, all_items.executed, all_items.open) == (8, 2, 6)
    assert all_items.median is None  # more than half are open still
    assert all_items.days is not None
    assert all_items.days.median == 56  # what one would say without them: 21 and 91 days
    assert [after.left for after in all_items.after] == [pytest.approx(6 / 7), pytest.approx(6 / 7), None]


def test_a_query_is_what_the_whole_review_is_about(folder: Path) -> None:
    narrow = reviewed(folder, "id:mail-twice")
    assert (narrow.totals.items, narrow.totals.overdue, narrow.blocked.number) == (1, 0, 0)
    assert {deed.incident for deed in narrow.deeds.rows} == {"2026-05-28-mail-twice"}


OVER = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_errors_and_intervals_of_the_curve_are_those_of_the_textbook() -> None:
    steps = survival(OVER, STILL)
    assert [round(step.error, 4) for step in steps] == [
        0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346,
    ]  # fmt: skip
    tenth, last = step_between(steps[2]), step_between(steps[-1])
    assert tenth is not None
    assert last is not None
    assert (round(tenth.low, 3), round(tenth.high, 3)) == (0.503, 0.889)
    assert (round(last.low, 3), round(last.high, 3)) == (0.188, 0.680)


def test_the_curve_between_its_steps() -> None:
    steps = survival(OVER, STILL)
    assert left_after(steps, 5).left == 1
    assert round(left_after(steps, 12).left, 3) == 0.753
    assert step_between(left_after(steps, 5)) is None
    assert step_between(survival([3], [])[0]) is None


@pytest.mark.parametrize(
    ("n", "low", "high"), [(6, 1, 6), (10, 2, 9), (20, 6, 15), (50, 18, 33), (100, 40, 61)]
)
def test_between_which_values_a_median_lies(n: int, low: int, high: int) -> None:
    between = median_between(range(1, n + 1))
    assert between == (low, high)


def test_five_values_allow_no_interval() -> None:
    assert median_between([1, 2, 3, 4, 5]) is None
    assert median_between([]) is None


def days(values: list[float], year: int) -> list[tuple[str, float]]:
    return [(f"{year}-09-{day % 28 + 1:02d}", value) for day, value in enumerate(values)]


def test_no_trend_of_fewer_than_ten() -> None:
    told = trend(days([1] * 50, 2024) + days([1000] * 9, 2025), TODAY)
    assert (told.before.n, told.now.n, told.verdict) == (50, 9, "too few")


def test_a_trend_where_the_intervals_do_not_touch() -> None:
    low, high = [float(v) for v in range(10, 30)], [float(v) for v in range(100, 120)]
    assert trend(days(low, 2024) + days(high, 2025), TODAY).verdict == "longer"
    assert trend(days(high, 2024) + days(low, 2025), TODAY).verdict == "shorter"
    assert trend(days(low, 2024) + days([v + 2 for v in low], 2025), TODAY).verdict == "no difference"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ("2026-05-28", "2026-06-03")),
        ("2026-05-01", None, ("2026-05-01", "2026-06-03")),
        ("2026-Q1", "2026-Q1", ("2026-01-01", "2026-03-31")),
        ("2025-12", "2025-12", ("2025-12-01", "2025-12-31")),
        ("2024", "2024-02", ("2024-01-01", "2024-02-29")),
        ("4w", "2026-05-31", ("2026-05-04", "2026-05-31")),
        ("1d", None, ("2026-06-03", "2026-06-03")),
    ],
)
def test_periods(since: str | None, until: str | None, expected: tuple[str, str]) -> None:
    told = period(since, until, TODAY)
    assert (str(told.first), str(told.last)) == expected


@pytest.mark.parametrize("text", ["soon", "2026-13", "2026-Q5", "2026-02-30", "20260501", "9999w", "0000"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="write 2026-11-01"):
        check_bound(text) if text != "9999w" else period(text, "0100-01-01", TODAY)


def test_a_period_that_ends_before_it_begins(folder: Path) -> None:
    told = rca(folder, "report", "--from", "2026-06-01", "--to", "2026-05-01")
    assert told.code == 2
    assert "begins on 2026-06-01, which is after its end on 2026-05-01" in told.err


def test_a_period_holds_both_ends() -> None:
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert march.days == 31
    days = ("2026-02-28", "2026-03-01", "2026-03-31T23:59:59Z", "2026-04-01")
    assert [march.holds(day) for day in days] == [False, True, True, False]
