"""A start of the application, and of one without anything: `python -m tests.bench.start WHAT [WORKSPACE]`.

`paint` and `blank` end with the first picture that is written to the terminal: what comes after it, and how
an application ends, does not count. `rest` and `empty` end when nothing is left to be done. Nothing is
imported here that the applications do not need, and nothing before they do it themselves: ours says before
Textual is imported that no garbage is to be looked for meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from rca.tui.app import RcaApp
    from tests.bench.picture import FirstPaint


def _blank_app() -> App[None]:
    from textual.app import App

    return App()


def _triage(root: str) -> RcaApp:
    from rca.tui.start import application

    return application(root, follow=False)


def _until_paint(app: App[None], driver: type[FirstPaint]) -> None:
    from tests.bench.picture import SIZE

    app.driver_class = driver
    app.run(size=SIZE)
    raise SystemExit("nothing was painted")


async def _until_rest(app: App[None]) -> None:
    """Until what is found out at the beginning is shown."""
    from tests.bench.picture import SIZE

    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()


def main(what: str, root: str = "") -> None:
    """Run one of them."""
    app = _triage(root) if what in {"paint", "rest"} else _blank_app()
    if what in {"rest", "empty"}:
        return asyncio.run(_until_rest(app))
    from tests.bench.picture import FirstItems, FirstPaint

    return _until_paint(app, FirstItems if what == "paint" else FirstPaint)


if __name__ == "__main__":
    main(*sys.argv[1:])
