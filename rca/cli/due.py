"""`rca due`: what is overdue and due soon, by owner; the exit code tells cron and CI."""

from __future__ import annotations

from rca.cli.command import command, with_json, with_query
from rca.cli.option import option
from rca.cli.session import emit, open_workspace, say, terminal
from rca.output.words import count

_FAR, _DIGITS = 36_525, 9
"""The furthest day that one can look ahead to, and how many digits are read to know."""


def read_days(value: str) -> int:
    """`7d`, `2w` or `7` as days; raises ValueError with what to write instead."""
    number, unit = value[:-1], value[-1:].lower()
    if value.isdecimal():
        number, unit = value, "d"
    if not number.isdecimal() or unit not in {"d", "w"}:
        raise ValueError(f"{value!r} is no span of days; write 7d or 2w")
    days = int(number[:_DIGITS]) * (7 if unit == "w" else 1)
    if days > _FAR or len(number) > _DIGITS:
        raise ValueError(f"{value!r} is more than a hundred years")
    return days


def _owners_in(query: str) -> list[str]:
    """The owners that a query asks for."""
    from rca.query import parse_query

    terms = [term for term in parse_query(query) if term.key == "owner" and not term.negated]
    return [value.text for term in terms for value in term.values]


@command(
    ("rca due", "overdue, and due within 7 days; exit code 1 if something is overdue"),
    ("rca due --within 2w owner:platform", "one owner's next two weeks"),
    ("rca due --exit-zero --json", "the same as data, without failing a job"),
)
@with_query
@option("--within", default="7d", read=read_days, metavar="DAYS", help="How far ahead to look (7d, 2w).")
@option("--exit-zero", is_flag=True, help="Exit with 0 even if something is overdue.")
@with_json
def due(query: str, within: int, exit_zero: bool, as_json: bool) -> int:
    """Show action items that are overdue or due soon, by owner.

    An item that is only written by its due date is overdue: what counts is that it was executed.
    """
    workspace = open_workspace()
    rows = workspace.due(query, within)
    late = sum(row.overdue_days > 0 for row in rows)
    if as_json:
        from rca.output.data import due_json

        emit(due_json(rows, workspace.today))
    else:
        from rca.output.due import due_lines, nothing, sentence

        asked, ahead = _owners_in(query), count(within, "day")
        emit(due_lines(rows, workspace.ids(), terminal(), asked))
        if rows:
            say(sentence(rows, ahead, asked))
        else:
            say(nothing(ahead, workspace.overview(query).flags["undated"]))
    return 1 if late and not exit_zero else 0
