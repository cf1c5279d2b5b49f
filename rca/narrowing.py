"""Which items of a list a query selects while somebody types it: looked for among those known already."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence

from rca.paging import BITS, LISTED, Arrangement, View, plain, view
from rca.query import Term, parse_query
from rca.selection import Selection, default_order, mentions_document
from rca.store import Index
from rca.values import NamedTuple

_FIRST = "SELECT i.document << {bits} | i.item AS place FROM items AS i ORDER BY {order} LIMIT {reach}"
_AMONG = """
SELECT i.document << {bits} | i.item AS place FROM json_each(:places) AS among
CROSS JOIN items AS i ON i.document = among.value >> {bits} AND i.item = among.value & {mask}
{join} WHERE {where} ORDER BY {order}
"""
_REACH = 1_000
"""Items at the beginning of a list that are looked at in their order, whatever the query says."""
_SHARE = 8
"""It is quicker to look at some items than at all of them where they are an eighth at most."""


class Asked(NamedTuple):
    """A query as SQL, put as it is quickest: where all items are asked, and where a few of them are."""

    every: Selection
    few: Selection


def beginning(
    index: Index,
    asked: Asked,
    arrangement: Arrangement,
    limit: int,
    within: View | None = None,
    rare: Callable[[], Sequence[int] | None] = lambda: None,
) -> View:
    """The first items of an arrangement without headings: the rest takes longer where there are many.

    `within` is a whole view in the same order that holds all of them. Where few are selected it takes as
    long to find the first ones as to find all, so all are found. `rare` tells of a few items that all of them
    are among, if it can; it is asked where the first of the list are not enough.
    """
    where, order, values = asked.every
    listed = order == default_order("items")
    if within or listed:
        found, complete = _first_among(index, asked.few, limit, within)
        if complete or len(found) >= limit:
            return View(arrangement, array("q", found if complete else found[:limit]), complete=complete)
    if (places := rare()) is not None:
        return View(arrangement, array("q", _among(index, asked.few, places, order)))
    if within or (listed and (mentions_document(where) or re.search(LISTED, where))):
        return view(index, asked.every, arrangement)
    found = [place for (place,) in index.rows(f"{plain(asked.every)} LIMIT {limit}", values)]
    return View(arrangement, array("q", found), complete=len(found) < limit)


def _first_among(
    index: Index, selection: Selection, limit: int, within: View | None
) -> tuple[list[int], bool]:
    """What is selected of the first items of a view, or of all, in their order; whether that is all there is.

    More and more are looked at, until enough are found.
    """
    places: Sequence[int]
    if within:
        places = within.places if is_few(index, within) else within.places[:_REACH]
        complete = len(places) == within.items
    else:
        sql = _FIRST.format(bits=BITS, order=selection.order, reach=_REACH)
        places = [place for (place,) in index.rows(sql)]
        complete = len(places) < _REACH
    found: list[int] = []
    start, stop = 0, 4 * limit
    while start < len(places) and len(found) < limit:
        found += _among(index, selection, places[start:stop], "among.key")
        start, stop = stop, 4 * stop
    return found, complete and start >= len(places)


def _among(index: Index, selection: Selection, places: Sequence[int], order: str) -> list[int]:
    """Those of some items that are selected, in an order."""
    where = selection.where
    join = "JOIN documents AS d ON d.id = i.document" if mentions_document(f"{where} {order}") else ""
    sql = _AMONG.format(bits=BITS, mask=(1 << BITS) - 1, join=join, where=where, order=order)
    values = {**selection.values, "places": f"[{','.join(map(str, places))}]"}
    return [place for (place,) in index.rows(sql, values)]


def is_few(index: Index, found: View) -> bool:
    """Whether it is quicker to look at the items of a view than at all that there are."""
    return found.items * _SHARE <= int(index.value("SELECT count(*) FROM items"))


def narrowed(index: Index, asked: Asked, arrangement: Arrangement, within: View) -> View:
    """All items of an arrangement without headings, which are known to be among those of another."""
    in_order = arrangement.sort == within.arrangement.sort
    selection = asked.few if within.items <= _REACH else asked.every
    found = _among(index, selection, within.places, "among.key" if in_order else selection.order)
    return View(arrangement, array("q", found))


def is_narrower(query: str, before: str) -> bool:
    """Whether a query selects nothing that another one does not: words grew, or conditions came."""
    terms, old = parse_query(query), parse_query(before)
    if len(terms) < len(old) or any(term.key == "sort" for term in (*terms, *old)):
        return False
    return not old or (terms[: len(old) - 1] == old[:-1] and _is_narrower(terms[len(old) - 1], old[-1]))


def _is_narrower(term: Term, old: Term) -> bool:
    if term == old:
        return True
    grown = term._replace(values=old.values) == old and not term.key and not term.negated
    return grown and len(term.values) == 1 and term.values[0].text.startswith(old.values[0].text)
