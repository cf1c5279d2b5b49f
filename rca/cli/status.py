"""`rca status`: counts, and what to do next."""

from __future__ import annotations

import os

from rca.cli.command import command, with_json
from rca.cli.session import emit, open_workspace, terminal


@command(
    ("rca status", "the same as rca alone"),
    ("rca status --json", "the counts for a dashboard"),
)
@with_json
def status(as_json: bool = False) -> None:
    """Tell how things stand: items per state, what is overdue or only on paper, and what to do next."""
    workspace = open_workspace()
    overview = workspace.overview()
    if as_json:
        from rca.output.data import overview_json

        return emit(overview_json(overview))
    from rca.output.overview import overview_lines

    name, mistakes = os.path.basename(workspace.root), len(workspace.config.diagnostics)
    return emit(overview_lines(overview, name, workspace.today, terminal(), mistakes))
