"""`rca report`: the operations review, for a terminal or to be sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rca.cli.command import command, with_query
from rca.cli.option import at_least_one, option
from rca.cli.session import check_answer, emit, open_workspace, say, terminal, write_bytes
from rca.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rca.insights.review import Review
    from rca.report.page import Page
    from rca.workspace import Workspace

_BOUNDS = "2026-11-01, 2026-11, 2026-Q3, or 30d and 4w up to its end"
FORMATS = ("terminal", "md", "html", "pdf", "json")


def _bound(text: str) -> str:
    """A bound of the period as text that `rca.insights.period` reads; raises ValueError."""
    from rca.insights.period import check_bound

    return check_bound(text)


@command(
    ("rca report", "the week's review in the terminal"),
    ("rca report --format html -o review.html", "one file to send on or to print"),
    ("rca report --format pdf -o review.pdf --from 2026-Q3 --to 2026-Q3", "a quarter as PDF"),
    ("rca report service:payments --from 4w --format md", "four weeks of one service, for a chat or a wiki"),
    ("rca report --format json | jq .totals", "the same numbers as data"),
    ("rca report --charts pictures/", "every chart for slides, as SVG and PNG"),
)
@with_query
@option("--query", "also", metavar="QUERY", help="The same as the words: what the review is about.")
@option(
    "--from", "since", read=_bound, metavar="DAY", help=f"First day of the period: {_BOUNDS}; 7d by default."
)
@option("--to", "until", read=_bound, metavar="DAY", help="Last day of the period; today by default.")
@option("--format", "form", default="terminal", choices=FORMATS, help=f"{', '.join(FORMATS)}.")
@option("--json", "form", flag_value="json", help="The same as --format json.")
@option("--output", "-o", "output", metavar="FILE", help="Write to a file; - is standard output.")
@option("--charts", "pictures", metavar="DIR", help="Write each chart into a folder too, as SVG and PNG.")
@option(
    "--limit",
    default="10",
    read=at_least_one,
    metavar="N",
    help="Rows of a list; what is left out is counted.",
)
def report(
    query: str,
    also: str | None,
    since: str | None,
    until: str | None,
    form: str,
    output: str | None,
    pictures: str | None,
    limit: int,
) -> None:
    """Write the operations review: what is late, only on paper, blocked, done, and how long things take.

    What is overdue and by whom, what waits for what, what was executed in the period, gaps between
    environments, what came again, and numbers with how many they stand on. Every format has the same
    numbers. PDF needs rca-ledger[pdf]; charts are drawn by Altair with rca-ledger[charts], else plainly.
    """
    from rca.insights.period import period

    workspace = open_workspace()
    asked = " ".join(filter(None, (query, also)))
    try:
        span = period(since, until, workspace.today)
    except ValueError as error:
        raise UsageError(str(error)) from None
    review = workspace.review(asked, span, limit)
    if pictures:
        from rca.report.pictures import write_pictures

        say(write_pictures(_page(workspace, review, limit), pictures))
    if form != "pdf" and output in (None, "-"):
        return emit(_lines(workspace, review, form, limit))
    return _deliver(workspace, _data(workspace, review, form, limit), output, form)


def _page(workspace: Workspace, review: Review, limit: int) -> Page:
    from rca.report.compose import page
    from rca.report.names import Names

    return page(review, Names(workspace.ids()), limit)


def _lines(workspace: Workspace, review: Review, form: str, limit: int) -> Iterable[str]:
    if form == "json":
        from rca.report.data import review_json

        return review_json(review)
    told = _page(workspace, review, limit)
    if form == "html":
        from rca.report.html import html

        return html(told).splitlines()
    if form == "md":
        from rca.report.markdown import markdown

        return markdown(told)
    from rca.report.terminal import page_lines

    return page_lines(told, terminal())


def _data(workspace: Workspace, review: Review, form: str, limit: int) -> bytes:
    if form != "pdf":
        return "".join(f"{line}\n" for line in _lines(workspace, review, form, limit)).encode()
    from rca.cli.notices import notices
    from rca.report.pdf import pdf
    from rca.typesetting import NoFont

    with notices(NoFont):
        return pdf(_page(workspace, review, limit), review.today)


def _deliver(workspace: Workspace, data: bytes, output: str | None, form: str) -> None:
    """Write to a file, or to standard output where that is no terminal for bytes."""
    if output in (None, "-"):
        import sys

        if output is None and sys.stdout.isatty():
            raise UsageError(f"{form.upper()} is nothing for a terminal; write it with -o review.{form}")
        return write_bytes(data)
    from pathlib import Path

    from rca.report.delivery import deliver

    check_answer()
    documents = (Path(workspace.root, row.path) for row in workspace.incidents())
    deliver(Path(str(output)), data, documents)
    return say(f"{output} written")
