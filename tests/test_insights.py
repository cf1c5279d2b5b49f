"""Numbers over incidents and items: each with how many, and the query behind it.

The reference for quantiles is `statistics.quantiles` of the standard library (`inclusive`, type 7); for the
survival curve the remission times of the 6-MP group in Freireich et al., 1963, as every textbook has them.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.insights import Insights
from rca.insights.bars import MINUTES, Bar, Range, ranged
from rca.insights.spread import reached, spread_of, survival
from rca.output.stats import drawn, minute_words
from rca.output.terminal import Terminal
from rca.report.compose import numbers as numbers_page
from rca.report.terminal import section_lines
from rca.workspace import Workspace
from tests.command import rca

CONFIG = 'environments = ["staging", "prod"]\n'

QUEUE = """\
# RCA — Queue stood still

- **Date:** 2026-04-02
- **Severity:** SEV-1
- **Started:** 2026-04-02 10:00 UTC
- **Detected:** 2026-04-02 10:20 UTC
- **Acknowledged:** 2026-04-02 10:25 UTC
- **Mitigated:** ~2026-04-02 11:00 UTC
- **Resolved:** 2026-04-02 09:00 UTC

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|---|---|---|---|---|
| 1 | Alert on depth | ops | 2026-05-30 | 2026-04-10 | staging: 2026-05-01; prod: — |
| 2 | Cap the retries | ops, data lead | 2026-04-20 | 2026-04-10 | — |
| 3 | Runbook for drains | ops west | 2026-02-01 | 2026-05-02 | staging: 2026-05-03; prod: 2026-05-22 |
| 4 | Nobody's idea | | 2026-05-31 | | |
"""
CACHE = """\
# RCA — Cache was cold

- **Date:** 2026-05-20
- **Severity:** SEV-3
- **Started:** 2026-05-20 10:00 UTC
- **Detected:** 2026-05-20 12:00 UTC
- **Resolved:** 2026-05-21 10:30 UTC

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|---|---|---|---|---|
| 1 | Warm it up | data lead | 2026-06-20 | yes | — |
| 2 | Raise the limit | ops | 2026-06-20 | 2026-05-25 | staging: 2026-05-24; prod: 2026-05-24 |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two incidents, seen on 3 June 2026."""
    monkeypatch.setenv("RCA_TODAY", "2026-06-03")
    (tmp_path / "rca.toml").write_text(CONFIG)
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2026-04-02-queue.md").write_text(QUEUE)
    (tmp_path / "incidents" / "2026-05-20-cache.md").write_text(CACHE)
    return tmp_path


def told(folder: Path, query: str = "") -> Insights:
    with Workspace(str(folder)) as workspace:
        workspace.sync()
        return workspace.insights(query)


def stats_lines(insights: Insights, terminal: Terminal) -> Iterator[str]:
    return section_lines(numbers_page(insights, date(2026, 6, 3)), terminal)


def numbers(bars: tuple[Bar, ...]) -> dict[str, int]:
    return {bar.label: bar.number for bar in bars if bar.number}


def test_an_item_of_two_owners_is_late_with_both_and_counts_once(folder: Path) -> None:
    late = told(folder).late
    assert late.items == 3  # 1, 2 and 4 of the queue; 3 is executed
    assert numbers(late.by_owner) == {"ops": 2, "data lead": 1, "nobody": 1}
    assert numbers(late.by_age) == {"0–7 d": 2, "31–60 d": 1}


def test_paper_only_at_the_end_of_each_month(folder: Path) -> None:
    paper = told(folder).paper
    assert numbers(paper.months) == {"2026-04-30": 2, "2026-05-31": 1, "2026-06-03": 1}
    assert len(paper.months) == 13
    assert paper.unknown == 1  # "yes" names no day


def test_days_from_written_to_the_last_execution(folder: Path) -> None:
    lag = told(folder).lag
    assert lag.days is not None
    assert (lag.days.n, lag.days.median) == (1, 20)
    assert (lag.waiting, lag.unknown, lag.before) == (2, 1, 1)


def test_half_of_all_are_executed_when_those_that_wait_are_counted() -> None:
    over = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    steps = survival(over, still)
    assert [(step.at, round(step.left, 3)) for step in steps] == [
        (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
    ]  # fmt: skip
    assert reached(steps, 0.5) == 23
    assert reached(survival([5], [9, 9, 9]), 0.5) is None


def test_incidents_of_each_month_by_severity(folder: Path) -> None:
    months = told(folder).months
    assert [month.month for month in months][-3:] == ["2026-04", "2026-05", "2026-06"]
    assert numbers(months[-3].severities) == {"SEV-1": 1}
    assert [month.number for month in months][-3:] == [1, 1, 0]


def test_rough_times_and_times_in_the_wrong_order_are_counted_and_left_out(folder: Path) -> None:
    detect, acknowledge, mitigate, resolve = told(folder).times
    assert detect.minutes is not None
    assert (detect.minutes.n, detect.minutes.low, detect.minutes.high) == (2, 20, 120)
    assert acknowledge.minutes is not None
    assert (acknowledge.minutes.n, acknowledge.unknown) == (1, 1)
    assert (mitigate.minutes, mitigate.estimated, mitigate.unknown) == (None, 1, 1)
    assert resolve.minutes is not None
    assert (resolve.minutes.median, resolve.backwards) == (1470, 1)


def test_a_query_narrows_every_number(folder: Path) -> None:
    narrow = told(folder, "id:cache")
    assert narrow.late.items == 0
    assert narrow.paper.unknown == 1
    assert sum(month.number for month in narrow.months) == 1
    assert narrow.times[0].minutes is not None
    assert narrow.times[0].minutes.n == 1


def test_every_bar_counts_what_its_query_shows(folder: Path) -> None:
    with Workspace(str(folder)) as workspace:
        workspace.sync()
        numbers = workspace.insights()
        late, paper, lag = numbers.late, numbers.paper, numbers.lag
        for bar in (*late.by_owner, *late.by_age, *paper.months, *lag.bars):
            assert workspace.count_items(bar.query) == bar.number, bar
        for month in numbers.months:
            for bar in month.severities:
                assert len(workspace.incidents(bar.query)) == bar.number, bar
        for bar in numbers.times[0].bars:
            assert len(workspace.incidents(bar.query)) == bar.number, bar


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=60))
def test_quantiles_are_those_of_the_standard_library(values: list[float]) -> None:
    spread = spread_of(values)
    assert spread is not None
    hundredths = statistics.quantiles(values, n=100, method="inclusive")
    expected = (min(values), hundredths[24], statistics.median(values), hundredths[74], hundredths[89])
    assert spread[1:-1] == pytest.approx(expected)
    assert spread.high == max(values)


def test_no_value_has_no_spread() -> None:
    assert spread_of([]) is None
    assert spread_of([7]) == (1, 7, 7, 7, 7, 7, 7)


@given(st.lists(st.floats(0, 1e5), max_size=50))
def test_every_duration_stands_in_one_range(minutes: list[float]) -> None:
    bars = ranged(minutes, MINUTES, lambda each: each.label)
    assert sum(bar.number for bar in bars) == len(minutes)


def test_the_edge_of_a_range_belongs_to_the_next() -> None:
    bars = ranged([4.99, 5], (Range("a", 0, 5), Range("b", 5, None)), lambda _: "")
    assert [bar.number for bar in bars] == [1, 1]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59.4, "59 min"), (60, "1 h"), (150, "2 h 30 min"), (1440, "1 d"), (4600, "3 d 4 h")],
)
def test_minutes_in_words(minutes: float, words: str) -> None:
    assert minute_words(minutes) == words


def test_a_small_bar_can_be_seen() -> None:
    assert drawn(1, 10_000, Terminal(80, color=False, unicode=True)) == "▏"
    assert drawn(1, 10_000, Terminal(80, color=False, unicode=False)) == "#"
    assert drawn(0, 10_000, Terminal(80, color=False, unicode=True)) == ""


def test_what_rca_stats_prints(folder: Path) -> None:
    lines = list(stats_lines(told(folder), Terminal(80, color=False, unicode=True)))
    text = "\n".join(lines)
    assert lines[:2] == ["Overdue in numbers", "  3 items, by owner and by age."]
    assert "  ops        2  ██████████████████████████████" in lines
    assert "left out: 1 without days, 1 executed before they were written" in " ".join(text.split())
    assert "time to resolve: resolved − started" in " ".join(text.split())
    assert all(len(line) <= 80 for line in lines)


def test_no_incidents_say_so(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    text = "\n".join(stats_lines(told(tmp_path), Terminal(80, color=False, unicode=True)))
    assert "Nothing." in text
    assert "None in these months." in text


def test_the_command_prints_the_same_as_data(folder: Path) -> None:
    data = json.loads(rca(folder, "stats", "--json", env={"RCA_TODAY": "2026-06-03"}).out)
    assert data["today"] == "2026-06-03"
    assert data["late"]["by_owner"][0] == {"label": "ops", "number": 2, "query": "is:overdue owner:=ops"}
    assert data["times"][0]["definition"] == "detected − started"
    assert rca(folder, "stats").out.startswith("Overdue in numbers\n")
