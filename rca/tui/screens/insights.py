"""Insights: numbers over all incidents, and from each bar a way to the list behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Sparkline, Static

from rca.insights import Insights
from rca.insights.bars import Bar
from rca.insights.incidents import INTERVALS, Month
from rca.output.stats import lag_note, late_note, paper_note, since_first, time_note
from rca.output.terminal import Terminal
from rca.tui.desk import Superseded
from rca.tui.told import FAILURES, failure
from rca.tui.whileshown import while_shown
from rca.tui.widgets.bars import Bars
from rca.tui.widgets.keyline import KeyLine
from rca.tui.widgets.topline import TopLine, standing

if TYPE_CHECKING:
    from rca.tui.app import Changed, RcaApp
    from rca.tui.itemsource import Counted

_ITEMS = {
    "owners": "Overdue by owner",
    "ages": "Overdue by age",
    "paper": "Paper-only",
    "lag": "Written to executed",
}
"""Panels whose bars count action items; those of all others count incidents."""
_INCIDENTS = {
    "months": "Incidents per month",
    **{interval.key: interval.name[:1].upper() + interval.name[1:] for interval in INTERVALS},
}


class Panel(Vertical):
    """A title, what is said of the numbers, and their bars."""

    def __init__(self, name: str, title: str, looks: Terminal) -> None:
        super().__init__(id=f"panel-{name}", classes="panel")
        self.border_title = title
        self._looks = looks
        self._of = name

    def compose(self) -> ComposeResult:
        """A sentence, for what has a course over time a line of it, and the bars."""
        yield Static(id=f"note-{self._of}", classes="note", markup=False)
        if self._of == "paper":
            yield Sparkline(id="course", summary_function=max)
        yield Bars(self._looks, id=self._of)


class InsightsScreen(Screen[None]):
    """Numbers, each with how many it stands on; no means, and no trends."""

    CSS_PATH = "insights.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,l,right", "app.focus_next", "next panel", id="insights.next"),
        Binding("shift+tab,h,left", "app.focus_previous", "Previous", show=False, id="insights.previous"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's own attribute

    def compose(self) -> ComposeResult:
        """All panels, two beside each other where there is room."""
        yield TopLine()
        with VerticalScroll(id="panels", can_focus=False):
            for name, title in (_ITEMS | _INCIDENTS).items():
                yield Panel(name, title, cast("RcaApp", self.app).looks)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the numbers, and follow what changes."""
        app = cast("RcaApp", self.app)
        app.changed.subscribe(self, self._follow)
        self._ask()

    def _follow(self, _: Changed) -> None:
        self._ask()

    @work(group="insights", exclusive=True)
    async def _ask(self) -> None:
        app = cast("RcaApp", self.app)
        try:
            told = await app.desk.ask(lambda workspace: workspace.insights())
            counted = await app.items.counted("insights")
        except Superseded:  # the triage counts anew, too: what is shown here is followed once more
            return
        except FAILURES as error:
            app.acting.tell(failure(error), "error")
            return
        with while_shown(self):
            self._show(told, counted)

    def _show(self, told: Insights, counted: Counted) -> None:
        stands = standing(counted.counts, counted.unreadable)
        self.query_one(TopLine).show(cast("RcaApp", self.app).desk.root, stands, counted.today)
        for name, note, bars in _panels(told):
            self.query_one(f"#note-{name}", Static).update(note)
            self.query_one(f"#{name}", Bars).show(bars)
        course = [float(bar.number) for bar in told.paper.months]
        self.query_one("#course", Sparkline).data = course

    async def on_bars_picked(self, event: Bars.Picked) -> None:
        """Open the list that a bar counts."""
        app = cast("RcaApp", self.app)
        if event.control.id in _ITEMS:
            await app.show_items(event.bar.query)
        else:
            await app.show_incidents(event.bar.query)


def _panels(told: Insights) -> Iterator[tuple[str, str, Sequence[Bar]]]:
    """Name, sentence and bars of each panel."""
    yield "owners", late_note(told.late), told.late.by_owner
    yield "ages", "days since the due date", told.late.by_age
    yield "paper", paper_note(told.paper), since_first(told.paper.months)
    yield "lag", lag_note(told.lag), told.lag.bars
    yield "months", "the last twelve, by severity", list(_months(told.months))
    for interval, time in zip(INTERVALS, told.times, strict=True):
        yield interval.key, time_note(time), time.bars if time.minutes else ()


def _months(months: Sequence[Month]) -> Iterator[Bar]:
    """A bar for each severity of a month that it has; one for a month without any."""
    for month in months:
        told = [bar for bar in month.severities if bar.number]
        yield from (bar._replace(label=f"{month.month} {bar.label}") for bar in told)
        if not told:
            yield Bar(month.month, 0, f"date:{month.month}")
