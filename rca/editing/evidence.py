"""Evidence as it stands in a document: links, commits and files in code spans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rca.changes import Refused
from rca.claims import Evidence

_UNSAFE = {c: f"%{ord(c):02X}" for c in ' |<>\\`"()[]{}^;'}
_TICKET = re.compile(r"/(?:issues|pull|pulls|pull-requests|merge_requests|work_items)/(\d+)/?$")
_COMMIT = re.compile(r"/commits?/([0-9a-f]{7})[0-9a-f]*/?$")


class UnwritableEvidence(Refused):
    """Evidence that cannot be written into a line of Markdown so that it reads back."""

    def __init__(self, value: str) -> None:
        super().__init__(
            f"evidence {value!r} cannot be written into a document; give an address, a commit or a plain path"
        )


def as_markdown(evidence: Iterable[Evidence]) -> list[str]:
    """How each piece of evidence is written: a link, a reference, or a code span."""
    return [_written(piece) for piece in evidence]


def unsaid(evidence: Iterable[Evidence], known: Iterable[str]) -> list[str]:
    """How evidence is written that reading has not found yet."""
    found = {*known}
    return as_markdown(piece for piece in evidence if written_value(piece) not in found)


def _written(evidence: Evidence) -> str:
    if evidence.kind == "url":
        return _link(evidence.value)
    return evidence.value if evidence.kind == "issue" else _code(written_value(evidence))


def as_reference(issue: str) -> str:
    """How a reference to an issue is written: an address as a link that is named after its number."""
    return _link(issue) if "://" in issue else issue


def written_value(evidence: Evidence) -> str:
    """What reading finds of evidence: an address with reserved characters encoded, a short commit id."""
    if evidence.kind == "url":
        return "".join(_UNSAFE.get(c, c) for c in evidence.value)
    return evidence.value[:12] if evidence.kind == "commit" else evidence.value


def _link(url: str) -> str:
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://\S", url) or re.search(r"[\n\r\t\x00-\x1f\x7f]", url):
        raise UnwritableEvidence(url)
    target = "".join(_UNSAFE.get(c, c) for c in url)
    return f"[{_label(target)}]({target})"


def _label(url: str) -> str:
    """A short name for an address: the ticket's number, the commit, or the last part of the path."""
    if ticket := _TICKET.search(url):
        return f"#{ticket[1]}"
    if commit := _COMMIT.search(url):
        return commit[1]
    path = url.split("://", 1)[1].split("?", 1)[0].split("#", 1)[0].rstrip("/")
    return re.sub(r"[^\w.-]+|_", "-", path.rsplit("/", 1)[-1])[:40].strip("-") or "evidence"


def _code(value: str) -> str:
    if "`" in value or re.search(r"[\x00-\x1f\x7f]", value):
        raise UnwritableEvidence(value)
    return f"`{value}`"


def said_more(text: str, was: date | None, day: date, evidence: Iterable[str]) -> str:
    """What is said already, with its day moved and more evidence behind it; no word of it is lost."""
    if was != day:
        text = f"{day} {text}" if was is None or str(was) not in text else text.replace(str(was), str(day), 1)
    return " ".join((text, *evidence))


def said(day: date | None, evidence: Iterable[str]) -> str:
    """A day with its evidence: `2026-05-20 [#12](…)`."""
    return " ".join(([day.isoformat()] if day else []) + list(evidence))
