"""A review and digests as JSON: the values themselves, with stable keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rca.insights.review import Review
from rca.output.data import item_object, one_json
from rca.report.digest import Digest
from rca.rows import ItemRow

VERSION = 1
"""Of the form; it grows when a key goes or means something else."""


def review_json(review: Review) -> list[str]:
    """`{"version", …}` with the fields of `rca.insights.review.Review`."""
    return one_json({"version": VERSION, **_tree(review)})


def digests_json(found: Iterable[Digest], today: date) -> list[str]:
    """`{"today", "digests": [{"owner", "overdue": [item…], …}…]}`: the fields of `Digest`."""
    return one_json({"today": today.isoformat(), "digests": [_tree(each) for each in found]})


def _tree(value: Any) -> Any:
    if isinstance(value, ItemRow):
        return item_object(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {name: _tree(part) for name, part in value._asdict().items()}
    return [_tree(part) for part in value] if isinstance(value, tuple | list) else value
