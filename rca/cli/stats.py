"""`rca stats`: numbers over incidents and items."""

from __future__ import annotations

from rca.cli.command import command, with_json, with_query
from rca.cli.session import emit, open_workspace, terminal


@command(
    ("rca stats", "who is late, what is only on paper, how long things took"),
    ("rca stats 'date:2026 sev:<=2'", "the graver incidents of a year"),
    ("rca stats service:payments --json", "one service's numbers, with the query behind each of them"),
)
@with_query
@with_json
def stats(query: str, as_json: bool) -> None:
    """Tell numbers over incidents and action items, each with how many it stands on.

    Overdue items by owner and age, paper-only items over a year, days from written to executed, how long
    items stay open, environments, rates, incidents per month by severity, and times to detect, acknowledge,
    mitigate and resolve: median, p90 and spread, but no means, and no trend of few values. What nobody wrote
    down, or only roughly, is counted and left out. These are the numbers of rca report (docs/report.md).
    """
    workspace = open_workspace()
    told = workspace.insights(query)
    if as_json:
        from rca.output.data import stats_json

        return emit(stats_json(told, workspace.today))
    from rca.report.compose import numbers
    from rca.report.terminal import section_lines

    return emit(section_lines(numbers(told, workspace.today), terminal()))
