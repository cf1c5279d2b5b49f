"""What the first picture takes: it is made of what it shows, and of nothing that comes later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rca.paging import Arrangement
from rca.tui.app import RcaApp
from rca.workspace import Workspace
from tests.tui.triaged import triage

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys
from tests.bench import start

end = os._exit

def tell(code):
    with open(sys.argv[2], "w") as file:
        file.write("\\n".join(sys.modules))
    end(code)

os._exit = tell
start.main("paint", sys.argv[1])
"""
"""Ends with the first picture that has items."""

LATER = {
    "rca.output.detail",
    "rca.references",
    "rca.suggestions",
    "rca.sync",
    "rca.tui.acting",
    "rca.tui.emptiness",
    "rca.tui.palette",
    "rca.tui.widgets.details",
    "rca.tui.widgets.suggestions",
    "rca.tui.working",
}
"""Modules of what one sees, or does, only then."""


def test_what_is_not_in_the_first_picture_is_imported_later(root: Path, tmp_path: Path) -> None:
    told = tmp_path / "modules"
    subprocess.run([sys.executable, "-c", PROGRAM, str(root), str(told)], cwd=ROOT, check=True)
    found = set(told.read_text(encoding="utf-8").split())
    assert {"rca.tui.screens.triage", "rca.tui.widgets.itemtable"} <= found
    assert found & LATER == set()


async def test_short_names_of_the_first_items_are_found_once(root: Path) -> None:
    async with triage(root) as screen:
        shown = screen.screen.table.current
        await screen.app.workers.wait_for_complete()
    assert shown
    with Workspace(str(root)) as workspace:
        kept = workspace.kept_names([shown.incident])
    assert shown.incident.endswith(kept[shown.incident])
    again = RcaApp(str(root))
    page = await again.items.beginning(Arrangement("is:overdue"), 24)
    await again.desk.close()
    assert page.is_kept
    assert page.names[shown.incident] == kept[shown.incident]
