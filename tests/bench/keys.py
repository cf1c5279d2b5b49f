"""Keys in the filter: `python -m tests.bench.keys ours|bare [WORKSPACE]`.

Prints JSON: milliseconds from a key that is pressed to the picture with its rows, as it is written to the
terminal; of ours, or of an application of Textual that has a line to type in and a text, and shows another
text at each key. Textual is imported by neither before ours has said how often it is to paint.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from tests.bench.clocks import Spent
from tests.bench.measure import percentile
from tests.bench.tui import WORDS, settled, shown

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

ROUNDS = 3
_NAMES = {":": "colon", " ": "space", "<": "less_than_sign", "=": "equals_sign", "/": "slash"}
_REST = 0.03
"""Seconds between keys, after all is found out that concerns the one before."""


class Typist:
    """Types queries, letter by letter, and takes the time until each is answered on the screen."""

    def __init__(self, app: App[None], typed: Callable[[], str], answer: Widget) -> None:
        self.app = app
        self._typed = typed
        """What is answered now."""
        self._answer = answer

    async def all(self) -> list[Spent]:
        """Every letter of the queries, several times."""
        found = []
        for query in ROUNDS * WORDS:
            self._press("ctrl+u", None)
            while self._typed():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.002)
            await self._rest()
            for end in range(1, len(query) + 1):
                found.append(await self._time(query[:end]))
                await self._rest()
        return found

    async def _rest(self) -> None:
        await settled(self.app)
        await asyncio.sleep(_REST)

    async def _time(self, query: str) -> Spent:
        from tests.bench.picture import Pictures

        driver = self.app._driver
        assert isinstance(driver, Pictures)
        written = driver.next(lambda: self._typed() == query and not self._answer._repaint_regions)
        started = Spent.now()
        self._press(_NAMES.get(query[-1], query[-1]), query[-1])
        await written
        return started.until(driver.written)

    def _press(self, name: str, character: str | None) -> None:
        from textual.events import Key

        self.app.post_message(Key(name, character))


async def ours(root: str) -> list[Spent]:
    """Of the triage, beginning with all items."""
    from rca.tui.start import application

    app = application(root, "sort:due", follow=False)
    from tests.bench.picture import SIZE, Pictures

    app.driver_class = Pictures
    async with app.run_test(size=SIZE, headless=False):
        await shown(app)
        from rca.tui.screens.triage import TriageScreen
        from rca.tui.widgets.querybar import QueryBar

        screen = app.screen
        assert isinstance(screen, TriageScreen)
        bar = screen.query_one(QueryBar)
        await bar.open()
        return await Typist(app, lambda: bar.query_text if screen.is_settled else "?", screen.table).all()


async def bare() -> list[Spent]:
    """Of an application that has the answer at once."""
    from textual.app import App
    from textual.widgets import Input, Static

    from tests.bench.picture import SIZE, Pictures

    random = Random(1)
    lines = ["".join(random.choices("abcdefghij ", k=SIZE[0] - 1)) for _ in range(500)]
    app: App[None] = App()
    app.driver_class = Pictures
    async with app.run_test(size=SIZE, headless=False):
        typed, answer = Input(compact=True), Static(markup=False)
        typed.cursor_blink = False
        await app.screen.mount(typed, answer)
        answer.styles.height = "1fr"
        answered = [""]

        def show(value: str) -> None:
            answered[0] = value
            answer.update("\n".join(random.sample(lines, SIZE[1] - 1)), layout=False)

        app.screen.watch(typed, "value", show, init=False)
        typed.focus()
        return await Typist(app, lambda: answered[0], answer).all()


def main(what: str, root: str = "") -> None:
    """Measure one of them."""
    found = asyncio.run(ours(root) if what == "ours" else bare())
    walls, cpus = [spent.wall for spent in found], [spent.cpu for spent in found]
    shares = {"p99": 0.99, "p50": 0.5}
    print(
        json.dumps(
            {name: percentile(walls, share) for name, share in shares.items()}
            | {f"{name} cpu": percentile(cpus, share) for name, share in shares.items()}
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
