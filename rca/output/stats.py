"""The words of numbers over incidents and items, every number with how many it stands on; and bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rca.insights.bars import Bar
from rca.insights.incidents import Time
from rca.insights.lag import Lag
from rca.insights.late import Late
from rca.insights.paper import Paper
from rca.insights.spread import FEW, Spread
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.output.width import width
from rca.output.words import count

Words = Callable[[float], str]

WIDEST = 30
"""Cells of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar_lines(bars: Sequence[Bar], terminal: Terminal) -> Iterator[str]:
    """A line for each bar: label, number, and the bar, the longest as long as there is room."""
    most = max((bar.number for bar in bars), default=0)
    named = max((width(bar.label) for bar in bars), default=0) + len(str(most))
    widest = WIDEST if terminal.width is None else min(WIDEST, terminal.width - named - 6)
    rows = [
        [Cell(bar.label), Cell(str(bar.number)), Cell(drawn(bar.number, most, terminal, widest), "accent")]
        for bar in bars
    ]
    columns = (Column("", least=8), Column("", right=True), Column("", least=1, drop=1))
    return table(columns, rows, terminal, indent=2, head=False)


def drawn(number: int, most: int, terminal: Terminal, widest: int = WIDEST) -> str:
    """A bar of block characters to an eighth of a cell, or of `#`."""
    eighths = round(number / most * widest * 8) if most else 0
    if not terminal.unicode:
        return "#" * max(number > 0, eighths // 8)
    full, rest = divmod(max(eighths, number > 0), 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def late_note(late: Late) -> str:
    """How many are overdue in all."""
    return f"{count(late.items, 'item')}, by owner and by age" if late.items else "nothing"


def paper_note(paper: Paper) -> str:
    """What the bars are, and what is in none of them."""
    return f"at the end of each month{_left_out((paper.unknown, 'without days'))}"


def lag_note(lag: Lag) -> str:
    """Quantiles in days, what still waits, what is left out."""
    left = _left_out((lag.unknown, "without days"), (lag.before, "executed before they were written"))
    if lag.days is None:
        return f"no item has both days; {lag.waiting} wait{left}"
    half = "not known yet" if lag.half_after is None else f"{lag.half_after:g} d"
    waiting = f"{lag.waiting} still wait; half of all were executed after {half}"
    return f"{quantiles(lag.days, day_words)}; {waiting}{left}"


def quantiles(spread: Spread, told: Words) -> str:
    """`n 13, median 3 d, p90 5 d, 0 d to 6 d`."""
    few = f" (too few to judge by: fewer than {FEW})" if spread.n < FEW else ""
    return (
        f"n {spread.n}{few}, median {told(spread.median)}, p90 {told(spread.p90)}, "
        f"middle half {told(spread.quarter)} to {told(spread.three_quarters)}, "
        f"all {told(spread.low)} to {told(spread.high)}"
    )


def _left_out(*reasons: tuple[int, str]) -> str:
    told = [f"{number} {why}" for number, why in reasons if number]
    return f"; left out: {', '.join(told)}" if told else ""


def day_words(days: float) -> str:
    """`3 d`, `2.5 d`."""
    return f"{days:.1f}".removesuffix(".0") + " d"


def minute_words(minutes: float) -> str:
    """`4 min`, `2 h 30 min`, `3 d 4 h`."""
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min"
    hours, rest = divmod(whole, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def since_first(bars: Sequence[Bar]) -> list[Bar]:
    """The bars from the first that is not empty."""
    first = next((place for place, bar in enumerate(bars) if bar.number), len(bars))
    return list(bars[first:])


def time_note(time: Time) -> str:
    """Definition, quantiles, and what is left out."""
    told = quantiles(time.minutes, minute_words) if time.minutes else "no incident tells"
    left = time_left_out(time)
    return f"{time.definition}: {told}" + (f"; left out: {left}" if left else "")


def time_left_out(time: Time) -> str:
    """How many incidents are left out, for which reason."""
    reasons = (
        (time.unknown, "without both times"),
        (time.estimated, "with rough times"),
        (time.backwards, "in the wrong order"),
    )
    return ", ".join(f"{number} {why}" for number, why in reasons if number)
