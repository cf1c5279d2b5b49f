"""Starting the application: nothing but what the first picture needs, and no pause for garbage meanwhile."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.tui.app import RcaApp


SELDOM = 1_000
"""How often younger objects are looked through for garbage before all are, which is a pause that one sees:
with the usual 10 it comes every few keys. There is little garbage: 3,000 objects in 40 pages.
"""
PICTURES = "500"
"""A second, at most. A key is painted twice, in the line that one types in and with its rows: with Textual's
usual 60 the second picture waits up to 17 ms for its turn. Where nothing changes nothing is painted.
"""


def application(root: str, query: str = "", *, follow: bool = True) -> RcaApp:
    """The application on the workspace at a folder; garbage is collected again once it shows something.

    What a start makes lives as long as the application: to look through it for garbage, then and ever after,
    costs a fifth of the start and a pause now and then.
    """
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", PICTURES)  # is read when Textual is imported
    from rca.tui.app import RcaApp

    return RcaApp(root, query, follow=follow, begun=_collect_later)


def _collect_later() -> None:
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
    gc.enable()


def run(root: str, query: str = "", *, follow: bool = True) -> str:
    """Open the application, until the user leaves it; what is left to be said then, mostly nothing.

    Raises what ended it, where that is a bug.
    """
    app = application(root, query, follow=follow)
    app.run()
    if app.bug:
        raise app.bug
    return app.farewell
