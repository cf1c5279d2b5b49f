"""The sections on what is to be done: overdue, only on paper, blocked, gaps, and what came again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rca.insights.environments import UNNAMED
from rca.insights.recurrence import COMPARED, Recurrence
from rca.insights.review import Chain, Holder, Listed, Review
from rca.output.words import count
from rca.report import cells
from rca.report.cells import ACTION, DUE, ITEM, OWNER, SEVERITY, STATE, environments_of
from rca.report.names import Names
from rca.report.page import Cell, Column, Group, Note, Row, Section, Table, empty
from rca.rows import ItemRow


def work(review: Review, names: Names, limit: int) -> Iterator[Section]:
    """Those sections, the most pressing first."""
    yield _overdue(review, names)
    yield _paper(review, names)
    yield _blocked(review, names)
    yield _failing(review, names)
    yield _gaps(review, names)
    if review.unsplit.number:
        yield _unsplit(review, names)
    yield _again(review, names, limit * 3)


def _overdue(review: Review, names: Names) -> Section:
    late = review.numbers.late.items
    if not late:
        return Section("overdue", "Overdue", "Nothing is late.")
    lead = (
        f"{count(late, 'item')} of {count(review.owners, 'owner')}; an item of two stands under both. "
        "What is only written by its due date is overdue: what counts is that it was executed."
    )
    columns = (DUE, ITEM, SEVERITY, STATE, ACTION)
    table = Table(columns, groups=tuple(_of_owner(holder, names) for holder in review.overdue))
    rest = review.owners - len(review.overdue)
    told = (Note(f"{count(rest, 'more owner')} with overdue items.", "muted"),) if rest else ()
    return Section("overdue", "Overdue", lead, (table, *told))


def _of_owner(holder: Holder, names: Names) -> Group:
    rows = tuple(
        (cells.due(row), cells.item(row, names), cells.severity(row.severity, row.severity_rank),
         cells.state(row), cells.action(row))
        for row in holder.items.rows
    )  # fmt: skip
    note = f"{holder.late} overdue, the oldest for {holder.oldest} d"
    more = cells.more(len(rows), holder.late)
    return Group(holder.owner or cells.NOBODY, note, rows, more, holder.items.query)


def _paper(review: Review, names: Names) -> Section:
    if not review.paper.number:
        return Section("paper", "Only on paper", "Everything that was written has been executed somewhere.")
    lead = f"{count(review.paper.number, 'item')} written and executed nowhere, the longest on paper first."
    columns = (Column("On paper for"), ITEM, SEVERITY, OWNER, DUE, ACTION)
    rows = tuple(
        (Cell(_since(row.written_day, review.today), "warning"), cells.item(row, names),
         cells.severity(row.severity, row.severity_rank), cells.owners(row), cells.due(row),
         cells.action(row))
        for row in review.paper.rows
    )  # fmt: skip
    return Section("paper", "Only on paper", lead, (_table(columns, rows, review.paper),))


def _since(day: str | None, today: date) -> str:
    return f"{(today - date.fromisoformat(day)).days} d" if day else "unknown"


def _table(columns: tuple[Column, ...], rows: tuple[Row, ...], listed: Listed) -> Table:
    return Table(columns, rows, more=cells.more(len(rows), listed.number), query=listed.query)


def _blocked(review: Review, names: Names) -> Section:
    told = review.blocked
    if not told.number:
        return Section("blocked", "Blocked", "No item waits for another one.")
    rows = tuple(_chain(chain, names) for chain in told.chains)
    columns = (ITEM, OWNER, DUE, Column("Waits for", share=4), Column("First to carry out", share=4))
    chains = Table(columns, rows, more=cells.more(len(rows), told.number), query=told.query)
    lead = f"{count(told.number, 'item')} cannot go on before another one is executed."
    if told.circles:
        lead += f" {told.circles} of them wait in a circle: nothing there can begin."
    return Section("blocked", "Blocked", lead, empty(chains, _holding(review, names)))


def _chain(chain: Chain, names: Names) -> Row:
    way = " → ".join(_near(chain.item, row, names) for row in chain.waits_for)
    others = f", and {chain.others} more" if chain.others else ""
    first = Cell(f"{_first(chain.waits_for[-1], names)}{others}", "bold")
    return (
        cells.blocked(names.item(chain.item.ref)),
        cells.owners(chain.item),
        cells.due(chain.item),
        Cell(way),
        Cell("none: they wait for each other", "error") if chain.is_circle else first,
    )


def _near(item: ItemRow, other: ItemRow, names: Names) -> str:
    """The other's number, and its incident where that is another one."""
    return f"item {other.number}" if item.incident == other.incident else names.item(other.ref)


def _first(row: ItemRow, names: Names) -> str:
    """Who has what can be carried out, and since when it is late; a "done" has no date that counts."""
    claimed = "said to be done" if row.state == "done-unsplit" else ""
    facts = (cells.owners(row).text, claimed or cells.due(row).text or "no date")
    return f"{names.item(row.ref)} ({', '.join(facts)})"


def _holding(review: Review, names: Names) -> Table:
    rows = tuple(
        (cells.number(each.number), cells.item(each.item, names), cells.owners(each.item),
         cells.due(each.item), cells.state(each.item), cells.action(each.item))
        for each in review.blocked.holding
    )  # fmt: skip
    columns = (Column("Holds up", right=True), ITEM, OWNER, DUE, STATE, ACTION)
    return Table(columns, rows, title="What frees most", note="can be carried out now")


def _failing(review: Review, names: Names) -> Section:
    totals = review.totals
    if not review.failing.number:
        return Section("failing", "Holds no more", "No check has failed, and no evidence is stale.")
    lead = (
        f"{totals.regressed} regressed (the last check failed), {totals.stale} stale "
        "(the evidence is older than the artefact that it exercised)."
    )
    return Section("failing", "Holds no more", lead, (_matrix(review.failing, names, "State"),))


def _gaps(review: Review, names: Names) -> Section:
    each = review.numbers.environments.each
    title = "Gaps between environments"
    if not review.gaps.number:
        return Section("gaps", title, "Nothing is executed in one environment and missing in another.")
    behind = ", ".join(f"{place.ahead} in {place.name}" for place in each if place.ahead)
    lead = f"{count(review.gaps.number, 'item')} executed in one environment and not in all" + (
        f": missing {behind}." if behind else "."
    )
    return Section("gaps", title, lead, (_matrix(review.gaps, names, ""),))


def _matrix(listed: Listed, names: Names, state: str) -> Table:
    """Items beside their environments."""
    places = environments_of(listed.rows)
    columns = (
        ITEM, SEVERITY, *((STATE,) if state else ()), OWNER, DUE,
        *(Column(place or UNNAMED) for place in places), ACTION,
    )  # fmt: skip
    rows = tuple(
        (cells.item(row, names), cells.severity(row.severity, row.severity_rank),
         *((cells.state(row),) if state else ()), cells.owners(row), cells.due(row),
         *(cells.execution(row, place) for place in places), cells.action(row))
        for row in listed.rows
    )  # fmt: skip
    return _table(columns, rows, listed)


def _unsplit(review: Review, names: Names) -> Section:
    lead = (
        f"{count(review.unsplit.number, 'item')} said to be done, without saying whether written or executed."
    )
    columns = (ITEM, SEVERITY, OWNER, Column("Said", share=1), ACTION)
    rows = tuple(
        (cells.item(row, names), cells.severity(row.severity, row.severity_rank), cells.owners(row),
         Cell(row.claim), cells.action(row))
        for row in review.unsplit.rows
    )  # fmt: skip
    return Section("unsplit", "Done, but which?", lead, (_table(columns, rows, review.unsplit),))


def _again(review: Review, names: Names, limit: int) -> Section:
    told = review.recurrences
    days = f"{count(told.incidents, 'incident')} from {told.first} to {told.last}"
    lead = f"{days}: {told.again or 'none'} came while an item of an earlier one like it was open."
    if told.compared < told.incidents:
        lead += f" By their words the newest {COMPARED} were compared, the others by factors and links."
    columns = (
        Column("Incident", share=3),
        Column("Earlier", share=3),
        Column("Because", share=2),
        Column("Open then", share=4),
    )
    rows = tuple(_recurrence(row, names) for row in told.rows[:limit])
    return Section(
        "again",
        "Came again",
        lead,
        empty(Table(columns, rows, more=cells.more(len(rows), len(told.rows), "row"))),
    )


def _recurrence(row: Recurrence, names: Names) -> Row:
    because = {
        "named": "names it",
        "same factor": f"same factor: {row.because}",
        "alike": f"alike, {row.because}",
    }[row.reason]
    items = "; ".join(f"{item.ref.rpartition('/')[2]} {item.text}" for item in row.open[:3])
    rest = f"; and {len(row.open) - 3} more" if len(row.open) > 3 else ""
    return (
        Cell(f"{row.later_date} {names.incident(row.later)}"),
        Cell(f"{row.earlier_date} {names.incident(row.earlier)}"),
        Cell(because),
        Cell(items + rest),
    )
