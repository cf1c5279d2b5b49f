"""The sections with numbers: each with how many it stands on, how it is spread, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.charts import Bars, Curve, Series, Steps
from rca.insights import Insights
from rca.insights.ageing import After, Ageing
from rca.insights.ageing import Curve as Ages
from rca.insights.bars import Bar
from rca.insights.environments import Environments
from rca.insights.incidents import Month, Time
from rca.insights.paper import Paper
from rca.insights.rates import Rate
from rca.insights.spread import FEW, Between
from rca.insights.trend import Side, Trend
from rca.output.stats import (
    day_words,
    lag_note,
    late_note,
    minute_words,
    paper_note,
    quantiles,
    since_first,
    time_left_out,
)
from rca.output.words import count
from rca.report.cells import environment_cell
from rca.report.page import Cell, Column, Figure, Note, Row, Section, Table, empty

OWNERS = 20
"""How many owners a chart has room for."""
_ARROWS = {"longer": "↑ longer", "shorter": "↓ shorter", "no difference": "no difference shown"}


def statistics(told: Insights) -> Iterator[Section]:
    """All numbers, one section after the other."""
    yield _late(told)
    yield _papers(told.paper)
    yield _lag(told)
    yield _ageing(told.ageing)
    yield _environments(told.environments)
    yield _rates(told.rates)
    yield _months(told.months)
    yield _times(told.times)


def _sentence(text: str) -> str:
    return f"{text}." if text.startswith("n ") else f"{text[:1].upper()}{text[1:]}."


def _bars(title: str, description: str, bars: Sequence[Bar], head: str, *, upright: bool = False) -> Figure:
    """Bars, and the same numbers as a table."""
    table = Table(
        (Column(head, share=1), Column("Items", right=True)),
        tuple((Cell(bar.label), Cell(str(bar.number))) for bar in bars),
    )
    series = Series("items", tuple(bar.number for bar in bars))
    most = max(bars, key=lambda bar: bar.number, default=None)
    told = f"{description} Most: {most.label}, {most.number}." if most and most.number else description
    return Figure(Bars(title, told, tuple(bar.label for bar in bars), (series,), "items", upright), table)


def _papers(paper: Paper) -> Section:
    title, months = "Paper-only over time", since_first(paper.months)
    if not months:
        return Section("papers", title, "Nothing stood on paper only at the end of any month.")
    told = "Items written and executed nowhere, at the end of each month."
    figure = _bars("Paper-only items", told, months, "Day", upright=True)
    return Section("papers", title, _sentence(paper_note(paper)), (figure,))


def _late(told: Insights) -> Section:
    late = told.late
    if not late.items:
        return Section("late", "Overdue in numbers", "Nothing.")
    owners = _bars("Overdue by owner", "Items past their due date.", late.by_owner[:OWNERS], "Owner")
    rest = late.by_owner[OWNERS:]
    more = f"{count(len(rest), 'more owner')} with {rest[0].number} or fewer." if rest else ""
    owners = owners._replace(note=more)
    ages = _bars("Overdue by age", "Days since the due date.", late.by_age, "Late by")
    return Section("late", "Overdue in numbers", _sentence(late_note(late)), (owners, ages))


def _lag(told: Insights) -> Section:
    bars = _bars("Days from written to executed", "Per item.", told.lag.bars, "Days")
    blocks = (bars,) if told.lag.days else ()
    return Section("lag", "Written to executed", _sentence(lag_note(told.lag)), blocks)


def _ageing(told: Ageing) -> Section:
    lead = "From the incident to the last execution; open items count as long as they have been open"
    left = ", ".join(
        f"{number} {why}"
        for number, why in ((told.unknown, "without days"), (told.before, "executed before the incident"))
        if number
    )
    lead += f"; left out: {left}." if left else "."
    if not told.curves:
        return Section("ageing", "How long items stay open", f"{lead} No item yet.")
    days = [after.days for after in told.curves[0].after]
    heads = ("N", "Executed", "Still open", "Half after", *(f"Open after {each} d" for each in days))
    columns = (Column("Items"), *(Column(head, right=head in heads[:3]) for head in heads))
    rows = tuple(_curve(curve) for curve in told.curves)
    chart = Steps(
        "How long items stay open",
        "The part of all items that is not executed yet, by days since the incident (Kaplan–Meier). "
        f"After {days[0]} days: {_after(told.curves[0].after[0])}.",
        (_drawn(told.curves[0]),),
    )
    few = _few([curve.executed for curve in told.curves], "executed items")
    return Section("ageing", "How long items stay open", lead, (Figure(chart, Table(columns, rows), few),))


def _drawn(curve: Ages) -> Curve:
    return Curve(curve.name, tuple((step.at, step.left) for step in curve.steps), curve.watched)


def _curve(curve: Ages) -> Row:
    half = Cell(day_words(curve.median)) if curve.median is not None else Cell("not reached", "muted")
    counts = (Cell(str(number)) for number in (curve.n, curve.executed, curve.open))
    return (Cell(curve.name), *counts, half, *(Cell(_after(after)) for after in curve.after))


def _after(after: After) -> str:
    if after.left is None:
        return "not known yet"
    return f"{after.left * 100:.0f} %{_within(after.between)}"


def _within(between: Between | None) -> str:
    return f" ({between.low * 100:.0f}–{between.high * 100:.0f} %)" if between else ""


def _few(numbers: Sequence[int], what: str) -> str:
    return f"Fewer than {FEW} {what} say little." if any(number < FEW for number in numbers) else ""


def _environments(told: Environments) -> Section:
    title = "Items and environments"
    if not told.each:
        return Section("environments", title, "No item names an environment.")
    heads = ("Meant for it", "Executed", "Of these verified", "Failed", "Not yet", "Gap", "Exempt")
    columns = (Column("Environment"), *(Column(head, right=True) for head in heads))
    rows = tuple((Cell(place.name), *(Cell(str(number)) for number in place[1:])) for place in told.each)
    spread = quantiles(told.skew, day_words) if told.skew else "no item is executed in several"
    note = Note(f"Gap: executed elsewhere. Days from the first environment to the last: {spread}.", "muted")
    return Section("environments", title, "", (Table(columns, rows), _patterns(told), note))


def _patterns(told: Environments) -> Table:
    places = tuple(Column(place.name) for place in told.each)
    rows = tuple(
        (*map(environment_cell, pattern.states), Cell(str(pattern.number))) for pattern in told.patterns[:12]
    )
    rest = sum(pattern.number for pattern in told.patterns[12:])
    return Table(
        (*places, Column("Items", right=True)),
        rows,
        title="The matrix, summed up",
        note="how items stand in all environments together",
        more=f"{rest} items that stand otherwise" if rest else "",
    )


def _rates(rates: Sequence[Rate]) -> Section:
    columns = (
        Column("Of all"),
        Column("Items", right=True),
        Column("Of", right=True),
        Column("Part", right=True),
        Column("That is", share=1),
    )
    rows = tuple(
        (
            Cell(rate.name),
            Cell(str(rate.part)),
            Cell(str(rate.whole)),
            Cell(_part(rate)),
            Cell(rate.definition),
        )
        for rate in rates
    )
    return Section("rates", "Parts", "", (Table(columns, rows),))


def _part(rate: Rate) -> str:
    return f"{rate.part / rate.whole * 100:.0f} %" if rate.whole else "–"


def _months(months: Sequence[Month]) -> Section:
    title = "Incidents by month and severity"
    if not any(month.number for month in months):
        return Section("months", title, "None in these months.")
    names = [bar.label for bar in months[0].severities]
    columns = (Column("Month"), *(Column(name, right=True) for name in names), Column("All", right=True))
    rows = tuple(
        (
            Cell(month.month),
            *(Cell(str(bar.number or "")) for bar in month.severities),
            Cell(str(month.number)),
        )
        for month in months
    )
    series = tuple(
        Series(name, tuple(month.severities[place].number for month in months))
        for place, name in enumerate(names)
    )
    chart = Bars(
        title,
        f"{sum(month.number for month in months)} incidents in {len(months)} months.",
        tuple(month.month for month in months),
        series,
        "incidents",
        upright=True,
    )
    return Section("months", title, "", (Figure(chart, Table(columns, rows)),))


def _times(times: Sequence[Time]) -> Section:
    heads = ("Time", "N", "Median", "95 % of it", "P90", "Middle half", "All", "Left out")
    columns = tuple(Column(head, right=head == "N", share=int(head == heads[-1])) for head in heads)
    told = Table(columns, tuple(map(_time, times)))
    definitions = "; ".join(f"{time.name}: {time.definition}" for time in times)
    few = _few([time.minutes.n for time in times if time.minutes], "incidents")
    return Section(
        "times",
        "Times of incidents",
        "",
        empty(told, _trends(times), Note(f"{definitions}. {few}".strip(), "muted")),
    )


def _time(time: Time) -> Row:
    spread, left = time.minutes, Cell(time_left_out(time), "muted")
    if spread is None:
        return (Cell(time.name), Cell("0"), *[Cell("")] * 5, left)
    low, quarter, median, three_quarters, p90, high = map(minute_words, spread[1:])
    between = _range(time.between) if time.between else "too few"
    middle, everything = f"{quarter} to {three_quarters}", f"{low} to {high}"
    return (
        Cell(time.name),
        Cell(str(spread.n)),
        *map(Cell, (median, between, p90, middle, everything)),
        left,
    )


def _range(between: Between) -> str:
    return f"{minute_words(between.low)} to {minute_words(between.high)}"


def _trends(times: Sequence[Time]) -> Table:
    """The last year against the year before, where there is anything to compare."""
    rows = tuple(
        (Cell(time.name), Cell(_side(time.trend.before)), Cell(_side(time.trend.now)), _verdict(time.trend))
        for time in times
        if time.trend.before.n and time.trend.now.n
    )
    columns = (Column("Time"), Column("Year before"), Column("Last year"), Column("Median", share=1))
    return Table(columns, rows, title="A year against the year before")


def _side(side: Side) -> str:
    return f"n {side.n}, median {minute_words(side.median)}" if side.median is not None else f"n {side.n}"


def _verdict(trend: Trend) -> Cell:
    if trend.verdict == "too few":
        return Cell(f"no trend: fewer than {FEW} in a year say nothing", "muted")
    return Cell(_ARROWS[trend.verdict], {"longer": "warning", "shorter": "success"}.get(trend.verdict, ""))
