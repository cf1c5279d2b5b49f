"""What is known of an incident when one begins to write about it: typed, and read out of JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, NoReturn

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails

from rca.changes import Refused
from rca.editing.sections import ORDER
from rca.editing.values import checked_text, one_line
from rca.errors import UsageError
from rca.model import Model
from rca.new import one_line as clean_line
from rca.templating import DEFAULT, END, START

_TOO_LONG_NUMBER = re.compile(r"(?:^|#)\d{13,}$")
_LONGEST_ID = 120
_LONGEST_NAME = 200
"""Bytes; file names end at 255, and that of a history is longer than the id."""


class BadDraft(UsageError):
    """What is to be written cannot be written so; each mistake is named."""

    def __init__(self, mistakes: Iterable[str], where: str = "") -> None:
        told = "; ".join(mistakes)
        super().__init__(f"{where}: {told}" if where else told)


def _line(text: str) -> str:
    """A text of one line: line breaks are spaces in it."""
    return one_line(" ".join(_characters(text).split()), "text")


def _characters(text: str) -> str:
    for character in text:
        if unicodedata.category(character) == "Cs" or character in (START, END):
            raise ValueError(f"U+{ord(character):04X} is no character; leave it out")
    return text


def _refusing(read: Any) -> Any:
    """A validator out of a function that refuses."""

    def validate(value: str) -> str:
        try:
            return str(read(value))
        except Refused as error:
            raise ValueError(str(error).removesuffix(", nothing was changed")) from None

    return validate


def _reference(value: Any) -> Any:
    """An issue: a number alone is one of this repository."""
    said = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else value
    if isinstance(said, str) and _TOO_LONG_NUMBER.search(said):
        raise ValueError("is no number of an issue; it has 12 digits at most")
    return f"#{said}" if isinstance(said, str) and said.isdecimal() else said


def _needed(text: str) -> str:
    if not any(map(_can_be_seen, text)):
        raise ValueError("is empty")
    return text


def _can_be_seen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"


def _short_enough(text: str) -> str:
    if len(text) > _LONGEST_ID or len(text.encode()) > _LONGEST_NAME:
        raise ValueError(f"is too long; an id has {_LONGEST_ID} characters at most")
    return text


Line = Annotated[str, AfterValidator(_refusing(_line))]
Said = Annotated[Line, AfterValidator(_needed), WithJsonSchema({"type": "string", "minLength": 1})]
Reference = Annotated[
    Line, BeforeValidator(_reference), WithJsonSchema({"type": ["string", "integer"], "default": ""})
]
Markdown = Annotated[
    str, AfterValidator(_refusing(lambda text: checked_text(_characters(text), "text").strip("\r\n")))
]
Lines = tuple[Said, ...]


class DraftEntry(Model):
    """A line of the timeline."""

    time: Said
    """As it will be written: `14:02`, `2026-05-15 14:02 UTC`."""
    text: Said
    """Markdown of one line."""


class DraftItem(Model):
    """An action item."""

    text: Said
    """Markdown of one line."""
    owner: Line = ""
    due: Line = ""
    issue: Reference = ""
    priority: Line = ""
    kind: Line = Field(default="", validation_alias=AliasChoices("type", "kind"))
    """prevent, detect, mitigate, repair, process, investigate."""
    check: Line = ""


class Draft(Model):
    """A document that is to be written; what is left out is left for later."""

    title: Said
    template: Line = DEFAULT
    id: Annotated[Line, AfterValidator(_short_enough)] = ""
    """Empty for the one made of date, title and issue."""
    issue: Reference = ""
    """Where the incident is tracked: `1455`, `owner/repo#12`, `OPS-7`."""
    day: date | None = Field(default=None, validation_alias=AliasChoices("date", "day"))
    """None for today."""
    severity: Line = ""
    status: Said = "open"
    services: Lines = ()
    environments: Lines = ()
    authors: Lines = ()
    """Empty for the one that git names."""
    duration: Line = ""
    blast_radius: Line = ""
    started: Line = ""
    detected: Line = ""
    acknowledged: Line = ""
    mitigated: Line = ""
    resolved: Line = ""
    commander: Line = ""
    participants: Lines = ()
    reviewers: Lines = ()
    contributing_factors: Lines = ()
    tags: Lines = ()
    classification: Literal["", "internal", "gated", "public"] = ""
    related: Lines = ()
    sections: dict[str, Markdown] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"enum": list(ORDER)}}
    )
    """Text by canonical name: summary, impact, root_cause, …"""
    timeline: tuple[DraftEntry, ...] = ()
    action_items: tuple[DraftItem, ...] = ()

    model_config = Model.model_config | {"validate_by_name": True}


MORE_FIELDS = (
    "duration blast_radius started detected acknowledged mitigated resolved commander participants reviewers "
    "contributing_factors tags classification related"
).split()
"""Fields of the incident that no template needs to know."""


def draft_schema() -> dict[str, Any]:
    """What JSON a draft is read out of, as JSON Schema (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Draft.model_json_schema()}


def read_draft(data: bytes, where: str) -> Draft:
    """A draft out of JSON; raises BadDraft with every mistake and its place."""
    try:
        text = data.decode("utf-8-sig")
        given = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BadDraft(["is not UTF-8"], where) from None
    except (ValueError, RecursionError) as error:
        raise BadDraft([_unreadable(error)], where) from None
    if not isinstance(given, dict):
        raise BadDraft(['is no object; write {"title": "What broke", …}'], where)
    try:
        draft = Draft.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise BadDraft(map(_mistake, error.errors()), where) from None
    if unknown := [name for name in draft.sections if name not in ORDER]:
        raise BadDraft((f"sections.{name}: {_no_such(name, ORDER)}" for name in unknown), where)
    return draft


def draft_of(**values: object) -> Draft:
    """A draft out of what a person typed; raises BadDraft."""
    try:
        return Draft.model_validate(values)
    except ValidationError as error:
        raise BadDraft(map(_mistake, error.errors())) from None


def parts(text: str) -> tuple[str, ...]:
    """Names that somebody typed with commas between."""
    return tuple(filter(None, (clean_line(part) for part in text.split(","))))


def _unreadable(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nests too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: is no JSON: {error.msg}"
    return str(error)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f'the key "{key}" stands there twice')
        found[key] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")


def _mistake(error: ErrorDetails) -> str:
    """`action_items[1].due: is missing`."""
    place = re.sub(r"\.\[", "[", ".".join(f"[{p}]" if isinstance(p, int) else str(p) for p in error["loc"]))
    return f"{place}: {_wrong(error)}" if place else _wrong(error)


def _wrong(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return _no_such(str(error["loc"][-1]), list(_keys(error["loc"])))
    if error["type"] == "missing":
        return "is missing"
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{message[0].lower()}{message[1:]}"


def _keys(place: Sequence[int | str]) -> Iterator[str]:
    """The keys that an object at a place can have."""
    inner: dict[str, type[BaseModel]] = {"timeline": DraftEntry, "action_items": DraftItem}
    model = inner.get(str(place[0]), Draft)
    own = {"day": "date", "kind": "type"}
    return (own.get(name, name) for name in model.model_fields)


def _no_such(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1, 0.6)
    return f"is not known; {f'did you mean {near[0]}?' if near else 'there is ' + ', '.join(known)}"
