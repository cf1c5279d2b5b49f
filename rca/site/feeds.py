"""Atom feeds (RFC 4287): new incidents, executed items, and the items of each owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from rca.html.pages import clean_value
from rca.output.marks import state_mark
from rca.rows import ItemRow
from rca.site.facts import PENDING, Facts
from rca.site.names import above

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """Something new."""

    id: str
    title: str
    page: str
    """Where it is on the site."""
    day: str
    summary: str


class Feed(NamedTuple):
    """A feed, and where it is."""

    name: str
    title: str
    entries: Sequence[Entry]


def feeds(facts: Facts) -> list[Feed]:
    """Every feed of the site."""
    return [
        Feed("feed.xml", f"{facts.name}: incidents", _newest(_incidents(facts))),
        Feed("executed.xml", f"{facts.name}: executed action items", _newest(_executed(facts))),
        *(_feed_of_owner(facts, owner) for owner in facts.owners),
    ]


def _feed_of_owner(facts: Facts, owner: str) -> Feed:
    entries = _owned(facts, facts.owners[owner])
    return Feed(feed_of(facts.owner_pages[owner]), f"{facts.name}: action items of {owner}", entries)


def feed_of(page: str) -> str:
    """The feed of an owner's page."""
    return f"{page.removesuffix('.html')}.xml"


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.day, entry.id), reverse=True)[:_MOST]


def _incidents(facts: Facts) -> Iterable[Entry]:
    for row in facts.incidents:
        if row.date:
            told = ", ".join(
                filter(None, (row.severity, row.status, f"{row.open} of {row.items} action items pending"))
            )
            yield Entry(row.path, row.title or row.id, facts.pages[row.path], row.date, told)


def _executed(facts: Facts) -> Iterable[Entry]:
    for item in facts.items:
        for environment, state, day in item.executions:
            if state in ("done", "verified") and day:
                where = f" on {environment}" if environment else ""
                told = f"{state.replace('done', 'executed')}{where} {day}: {item.title}"
                yield Entry(
                    f"{item.path}/{item.number}/{environment}/{day}",
                    f"{item.text}{where}",
                    _place(facts, item),
                    day,
                    told,
                )


def _owned(facts: Facts, items: Sequence[ItemRow]) -> list[Entry]:
    """What is pending, by the day of its incident."""
    return _newest(_due(facts, item) for item in items if item.state in PENDING)


def _due(facts: Facts, item: ItemRow) -> Entry:
    told = (state_mark(item.state, item.flags).word, f"due {item.due}" if item.due else "", item.title)
    day = facts.rows[item.path].date or ""
    return Entry(
        f"{item.path}/{item.number}", item.text, _place(facts, item), day, ", ".join(filter(None, told))
    )


def _place(facts: Facts, item: ItemRow) -> str:
    return f"{facts.pages[item.path]}#item-{item.number}"


def atom(feed: Feed, author: str, today: date) -> bytes:
    """The feed as XML; its addresses are relative, so that the site can lie anywhere."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    up = above(feed.name)
    _add(root, "id", _urn(author, feed.name))
    _add(root, "title", feed.title)
    _add(root, "updated", _instant(max((entry.day for entry in feed.entries), default="") or str(today)))
    _add(_add(root, "author"), "name", author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.name.rsplit("/", 1)[-1])
    _add(root, "link", rel="alternate", type="text/html", href=f"{up}index.html")
    for entry in feed.entries:
        _entry(root, entry, author, f"{up}{entry.page}")
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _entry(root: ET.Element, entry: Entry, author: str, href: str) -> None:
    made = _add(root, "entry")
    _add(made, "id", _urn(author, entry.id))
    _add(made, "title", entry.title or entry.id)
    _add(made, "updated", _instant(entry.day or "2000-01-01"))
    _add(made, "link", rel="alternate", type="text/html", href=href)
    _add(made, "summary", entry.summary)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", {k: _plain(v) for k, v in attributes.items()})
    made.text = _plain(text) or None
    return made


def _plain(text: str) -> str:
    """A text as XML can hold it."""
    return _NO_XML.sub("\ufffd", clean_value(text))


def _urn(author: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"rca:{author}:{name}").urn


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
