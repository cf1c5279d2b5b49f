"""A short text for one owner, for chat or mail: what is late, what comes, what waits, what is on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from rca.output.words import count, due_cell
from rca.report.markdown import escaped
from rca.report.names import Names
from rca.rows import ItemRow


class Digest(NamedTuple):
    """What an owner should know."""

    owner: str
    """Empty for what nobody owns."""
    overdue: tuple[ItemRow, ...]
    soon: tuple[ItemRow, ...]
    paper: tuple[ItemRow, ...]
    """Written and executed nowhere, not late yet."""
    failing: tuple[ItemRow, ...]
    """Regressed or stale."""
    waiting: tuple[ItemRow, ...]
    """Items of others that wait for one of this owner."""
    blocked: tuple[ItemRow, ...]
    """Their own that wait for something."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not any(self[1:])


def digests(rows: Sequence[ItemRow], within: int) -> Iterator[Digest]:
    """A digest for each owner of items, by name, nobody last; those with nothing to say included."""
    owned: dict[str, list[ItemRow]] = {}
    for row in rows:
        for owner in row.owners or ("",):
            owned.setdefault(owner, []).append(row)
    waiting = _waiting(rows)
    for owner in sorted(owned, key=lambda name: (not name, name.casefold(), name)):
        yield _digest(owner, owned[owner], waiting, within)


def _waiting(rows: Iterable[ItemRow]) -> dict[str, list[ItemRow]]:
    """What waits for each item, by its name."""
    found: dict[str, list[ItemRow]] = {}
    for row in rows:
        for ref in row.blocked_by:
            found.setdefault(ref, []).append(row)
    return found


def _digest(owner: str, own: list[ItemRow], waiting: dict[str, list[ItemRow]], within: int) -> Digest:
    overdue = tuple(row for row in own if row.overdue_days)
    soon = tuple(row for row in own if row.due_in_days is not None and 0 <= row.due_in_days <= within)
    told = {*overdue, *soon}
    return Digest(
        owner,
        overdue,
        soon,
        paper=tuple(row for row in own if row.state == "written" and row not in told),
        failing=tuple(row for row in own if {"regressed", "stale"} & {*row.flags} and row not in told),
        waiting=tuple(
            dict.fromkeys(
                other for row in own for other in waiting.get(row.ref, ()) if owner not in other.owners
            )
        ),
        blocked=tuple(row for row in own if row.blocked_by and row not in told),
    )


def digest_lines(digest: Digest, names: Names, today: date, limit: int) -> Iterator[str]:
    """The digest as Markdown; nothing where there is nothing to say."""
    if digest.is_empty:
        return
    told = f"{len(digest.overdue)} overdue, {len(digest.soon)} due soon"
    yield f"**{escaped(digest.owner or 'no owner')}**, {today}: {told}"
    yield from _part("Overdue", digest.overdue, names, limit)
    yield from _part("Due soon", digest.soon, names, limit)
    yield from _part("Written, executed nowhere", digest.paper, names, limit)
    yield from _part("Holds no more", digest.failing, names, limit)
    yield from _part("Waits for something of yours", digest.waiting, names, limit, owners=True)
    yield from _part("Blocked", digest.blocked, names, limit)


def _part(
    title: str, rows: Sequence[ItemRow], names: Names, limit: int, *, owners: bool = False
) -> Iterator[str]:
    if not rows:
        return
    yield from ("", f"{title}:", "")
    for row in rows[:limit]:
        yield f"- {_line(row, names, owners=owners)}"
    if len(rows) > limit:
        yield f"- and {count(len(rows) - limit, 'more item')}"


def _line(row: ItemRow, names: Names, *, owners: bool) -> str:
    facts = [due_cell(row).text, *_states(row)]
    if row.blocked_by:
        facts.append(f"waits for {', '.join(map(names.item, row.blocked_by))}")
    if owners:
        facts.append(f"of {', '.join(row.owners) or 'nobody'}")
    told = f" ({escaped(', '.join(filter(None, facts)))})" if any(facts) else ""
    return f"**{escaped(names.item(row.ref))}** {escaped(row.text)}{told}"


def _states(row: ItemRow) -> list[str]:
    words = ["paper-only"] if row.state == "written" else []
    return [*words, *(flag for flag in row.flags if flag in ("regressed", "stale"))]


def file_names(owners: Iterable[str]) -> list[str]:
    """A file name for each owner, safe anywhere, no two alike, the same whoever else there is."""
    names = []
    for owner in owners:
        plain = re.sub(r"[^\w-]+", "-", owner.casefold()).strip("-")[:60]
        is_whole = plain == owner and plain.isascii() and plain != "no-owner"
        mark = "" if is_whole else f"-{sha256(owner.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        names.append(f"{plain or 'no-owner'}{mark if owner else ''}.md")
    return names
