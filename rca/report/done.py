"""The section on what was done in the period, and what happened."""

from __future__ import annotations

from rca.insights.deeds import Deed
from rca.insights.review import Review
from rca.output.marks import BLOCKED, REGRESSED, STATES, Mark
from rca.output.words import count, listed
from rca.report import cells
from rca.report.names import Names
from rca.report.page import Cell, Column, Note, Row, Section, Table, empty

_MARKS: dict[str, Mark] = {
    "executed": STATES["executed"],
    "verified": STATES["verified"],
    "written": STATES["written"],
    "dropped": STATES["dropped"],
    "failed": REGRESSED,
    "reopened": STATES["open"],
    "moved": BLOCKED._replace(sign="→", ascii=">", role="warning"),
    "added": STATES["open"]._replace(sign="+", ascii="+"),
}
_WORDS = {"failed": "failed its check", "moved": "due date moved"}


def done(review: Review, names: Names, limit: int) -> Section:
    """What was done in the period: each deed with who said so."""
    deeds, period = review.deeds, review.period
    told = [f"{number} {_WORDS.get(what, what)}" for what, number in deeds.counts if number]
    lead = f"In {count(period.days, 'day')}, {period.first} to {period.last}: "
    lead += (
        f"{listed(told)}; {count(deeds.items, 'item')} in all." if told else "nothing was done to any item."
    )
    columns = (
        Column("Day"),
        Column("What"),
        Column("Where", drop=2),
        Column("Item", keeps_end=True, share=2),
        Column("Action", share=4),
        Column("By, and how", share=3, drop=1),
    )
    rows = tuple(_row(deed, names) for deed in deeds.rows[: limit * 3])
    table = Table(columns, rows, more=cells.more(len(rows), len(deeds.rows), "row"))
    broken = tuple(Note(f"Not read: {reason}", "error") for reason in deeds.unreadable)
    return Section(
        "done", "Done in the period", lead, (*empty(table, _incidents(review, names, limit * 3)), *broken)
    )


def _row(deed: Deed, names: Names) -> Row:
    mark = _MARKS[deed.what]
    how = ": ".join(filter(None, (deed.by, deed.note)))
    return (
        Cell(deed.day),
        Cell(_WORDS.get(deed.what, deed.what), mark.role, mark),
        Cell(deed.environment),
        Cell(names.item(deed.ref)),
        Cell(deed.text),
        Cell(how or "the document", "" if how else "muted"),
    )


def _incidents(review: Review, names: Names, limit: int) -> Table:
    rows = tuple(
        (Cell(each.date), cells.severity(each.severity, each.severity_rank), Cell(names.incident(each.id)),
         Cell(each.title), Cell("ongoing" if each.ongoing else "over", "error" if each.ongoing else "muted"))
        for each in review.incidents[:limit]
    )  # fmt: skip
    columns = (
        Column("Day"),
        Column("Sev"),
        Column("Incident", share=2),
        Column("Title", share=5),
        Column("Now"),
    )
    number, period = len(review.incidents), review.period
    return Table(
        columns,
        rows,
        title="Incidents of the period",
        note=str(number),
        more=cells.more(len(rows), number, "incident"),
        query=f"date:{period.first}..{period.last} {review.query}".strip(),
        command="list",
    )
