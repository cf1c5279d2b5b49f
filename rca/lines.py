"""An event as one line of a journal, and back: canonical JSON (RFC 8785) with the event's id in front.

The id is the SHA-256 of the canonical JSON of all but `id` and `signature`. Any other order of keys and
any white space reads as well, as long as the content is that of the id. Reading needs no model, and what it
yields is plain JSON; only `event` makes one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, NoReturn

if TYPE_CHECKING:
    from rca.changes import Change
    from rca.events import Digests, Event

_LONGEST = 1 << 26
"""Bytes of a line; an event holds at most a document before and after."""

_DIGEST = re.compile(r"[0-9a-f]{64}").fullmatch
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)").fullmatch
_CONFLICT_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class BrokenLine(ValueError):
    """A line that is not an event; the message says why, without the name of the file."""


class Changed(BrokenLine):
    """A line whose content is not what its id says."""

    def __init__(self, claimed: str) -> None:
        super().__init__("its content is not what its id says; git has the line as it was written")
        self.claimed = claimed
        """The id that the line bears."""


class Entry(NamedTuple):
    """An event as its line says it: the id fits the content, but the change may be of a kind unknown here."""

    id: str
    parents: tuple[str, ...]
    body: dict[str, Any]
    """All but id and signature."""
    signature: str


def whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is longer than any event only the beginning is kept."""
    while line := file.readline(_LONGEST):
        rest = line
        while len(rest) == _LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST)
        yield line if rest is line or not rest.endswith(b"\n") else line + b"\n"


def _no_float(_text: str) -> NoReturn:
    raise _NotPlain


class _NotPlain(ValueError):
    """A number that only the full canonical form can tell."""


# For JSON without fractions, and with keys of the basic plane, this is RFC 8785 byte for byte, in C.
_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, allow_nan=False
).encode
_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode


def event_body(event: Event) -> dict[str, Any]:
    """What is hashed of an event, as JSON holds it; values that are defaults are left out."""
    by = {"name": event.by.name, "email": event.by.email, "kind": event.by.kind}
    return {
        "parents": list(event.parents),
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": by,
        "incident": event.incident,
        "change": change_body(event.change),
        "document": _digests(event.document),
    }


def change_body(change: Change) -> dict[str, Any]:
    """A change as JSON holds it; values that are defaults are left out."""
    return {"kind": change.kind, **change.model_dump(mode="json", exclude_defaults=True)}


def _digests(document: Digests) -> dict[str, Any]:
    digests: dict[str, Any] = {"before": document.before, "after": document.after}
    return {**digests, "edits": [list(edit) for edit in document.edits]} if document.edits else digests


def body_id(body: dict[str, Any]) -> str:
    """The id of an event with this content; raises ValueError for what JSON cannot carry."""
    return sha256(_canonical(body)).hexdigest()


def _canonical(body: dict[str, Any]) -> bytes:
    import rfc8785

    return rfc8785.dumps(body)


def encode(event: Event) -> bytes:
    """The line of an event, newline included."""
    return _line(event.id, _canonical(event_body(event)), event.signature)


def _line(identity: str, canonical: bytes, signature: str) -> bytes:
    head = b'{"id":"' + identity.encode() + b'",'
    if signature:
        head += b'"signature":' + _encode(signature).encode() + b","
    return head + canonical[1:] + b"\n"


def decode(raw: bytes) -> Entry:
    """The event of a line, its id checked against its content; raises `BrokenLine`, or `Changed`."""
    try:
        body = _decode(raw.decode("utf-8"))
        identity, signature = body.pop("id"), body.pop("signature", "")
        canonical = _encode(body).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _decode_slowly(raw)
    if sha256(canonical).hexdigest() != identity or _line(identity, canonical, signature) != raw:
        return _decode_slowly(raw)
    return _entry(identity, body, signature)


def _decode_slowly(raw: bytes) -> Entry:
    """Reads what is not in the canonical form, and finds the words for what cannot be read."""
    if raw.startswith(_CONFLICT_MARKS):
        raise BrokenLine(
            "a conflict marker of git; keep the lines of both sides and remove the markers "
            "(with merge=union in .gitattributes git does so by itself)"
        )
    try:
        body = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_pairs, parse_constant=_no_float)
        identity, signature = body.pop("id"), body.pop("signature", "")
        fits = body_id(body) == identity
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BrokenLine("not an event") from None
    if not fits:
        raise Changed(str(identity))
    return _entry(identity, body, signature)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BrokenLine("a key stands twice")
    return value


def _entry(identity: str, body: dict[str, Any], signature: object) -> Entry:
    parents, change, document, by = (body.get(key) for key in ("parents", "change", "document", "by"))
    shaped = (
        type(parents) is list
        and all(type(parent) is str for parent in parents)
        and type(change) is dict
        and type(change.get("kind")) is str
        and type(document) is dict
        and _is_digest(document.get("after"))
        and (document.get("before") is None or _is_digest(document["before"]))
        and type(by) is dict
        and type(body.get("at")) is str
        and _INSTANT(body["at"])
        and type(body.get("incident")) is str
        and type(signature) is str
    )
    if not shaped:
        raise BrokenLine("not an event: a part is missing or of another type")
    return Entry(identity, tuple(parents or ()), body, str(signature))


def _is_digest(value: object) -> bool:
    return type(value) is str and _DIGEST(value) is not None


def event(entry: Entry) -> Event:
    """The event of an entry; raises ValidationError for a change that this version does not know."""
    from rca.events import Event

    return Event.model_validate({"id": entry.id, "signature": entry.signature, **entry.body})
