"""What can be put right in a document without a decision: ids, numbers of items, columns, the form of days.

The wishes of `rca check --fix`: nothing but form changes, and each is one step of the history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rca.changing import Changing
from rca.days import read_day
from rca.importing.bringing import Offered, offered, surveyed, with_ids, with_numbers
from rca.model import Document
from rca.opening import open_document
from rca.wishes import Make, Makers

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
REASON = "the same day, in ISO form"
"""Why a due date is written anew."""


def mendings(changing: Changing, paths: Sequence[str]) -> Offered:
    """What would be put right in documents (paths relative to the root), and what had to be left, and why."""
    found = surveyed(changing.workspace.config, list(paths))
    days = offered(changing, chain.from_iterable(_of_days(changing, path) for path in paths))
    columns = offered(changing, _of_columns(changing, paths))
    parts = (with_ids(changing, found), with_numbers(changing, found), columns, days)
    return Offered(
        tuple(wish for part in parts for wish in part.wishes),
        tuple(sentence for part in parts for sentence in part.refused),
    )


def _of_columns(changing: Changing, paths: Sequence[str]) -> Iterator[tuple[str, Make]]:
    """Columns for Written and Executed, where a table of items has no place for one of them."""
    for path in paths:
        _, document, _ = open_document(changing.workspace.config, path)
        items = [item for item in document.action_items if item.form == "table"]
        if items and not all(any(name in item.fields for item in items) for name in ("written", "executed")):
            yield path, changing.makers(path).with_progress()


def _of_days(changing: Changing, path: str) -> Iterator[tuple[str, Make]]:
    _, document, _ = open_document(changing.workspace.config, path)
    return ((path, make) for make in _days(changing.makers(path), document))


def _days(makers: Makers, document: Document) -> Iterator[Make]:
    """Days that are written in another form than ISO, and nothing but a day that can be read in one way."""
    date = next((field.value for field in document.fields if field.name == "date"), "")
    if document.date and _is_other_form(date):
        yield makers.set_incident("date", document.date.isoformat())
    for item in document.action_items:
        if item.due and item.due.kind == "date" and item.due.day and _is_other_form(item.due.text):
            yield makers.set_item(item.number, "due", item.due.day.isoformat(), REASON)


def _is_other_form(text: str) -> bool:
    found = read_day(text)
    return found is not None and found.day is not None and found.has_year and not _ISO.fullmatch(text.strip())
