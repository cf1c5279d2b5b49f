"""What each change may make different in a reading, and what has to be found there afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from rca.changes import AddItem, AddTimelineEntry, Change, Note, Reformat, ReplaceSection, SetField
from rca.editing.compare import Difference, bare
from rca.editing.frames import Expected, is_new
from rca.editing.item_frames import item_frame, value_of
from rca.editing.marks import ItemChange
from rca.editing.sections import section_of
from rca.editing.values import light
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.parsing.timeline import tags_of
from rca.text import Span

_FIELD_VALUES = {
    "author": {"authors"},
    "severity": {"severity", "severity_rank"},
    "status": {"status", "ongoing"},
    "duration": {"duration", "ongoing"},
    "resolved": {"resolved", "ongoing"},
    "started": {"started", "date"},
}
_DAY_FIELDS = {"date", "started", "detected"}
"""Fields that give the day which times, `immediate` and other days count from."""
_HEADING = 6
"""The deepest level of a heading; a label that is a section, too, lies deeper."""
_MOMENTS = {"date", "started", "detected", "acknowledged", "mitigated", "resolved"}
_DAYS = ("at", "until", "due")
"""What is counted from the incident's day."""


def expected(change: Change, before: Document, at: int) -> Expected:
    """The frame of a change to a document; `at` is the place of the item it is about, else -1."""
    if isinstance(change, ItemChange):
        return item_frame(change, before, at)
    if isinstance(change, SetField):
        return _field(change, before)
    if isinstance(change, AddItem):
        return Expected(
            lambda found: is_new(found, "action_items", "sections"), lambda after: _added(change, after)
        )
    if isinstance(change, AddTimelineEntry):
        return _entry(change, before)
    if isinstance(change, ReplaceSection):
        return _section(change, before)
    if isinstance(change, Note):
        return Expected(lambda _: False, lambda _: iter(()))
    if isinstance(change, Reformat) and (change.numbers or change.columns):
        return Expected(lambda _: False, lambda _: iter(()))
    if isinstance(change, Reformat) and change.whole:
        return Expected(lambda found: _is_whole_form(found, before), lambda after: _lost_whole(before, after))
    return Expected(lambda found: _is_form(found, before), lambda after: _lost(before, after))


# Fields of the incident


def _field(change: SetField, before: Document) -> Expected:
    own = _FIELD_VALUES.get(change.field, {change.field})
    moves_days = change.field in _DAY_FIELDS or (change.field in _MOMENTS and not _is_dated(before))
    spans = [f.span for f in before.fields if f.name == change.field]

    def tolerates(found: Difference) -> bool:
        if found.group == "fields":
            return _field_name(found, before) == change.field
        if found.group == "sections" and isinstance(found.after, dict) and found.at < 0:
            return bool(found.after["level"] > _HEADING)
        if found.group == "sections" and found.name == "heading" and change.field == "title":
            return _overlap(before.sections[found.at].span, before.title_span or Span(0, 0))
        if found.group == "":
            return found.name in own or (moves_days and found.name in _MOMENTS)
        if moves_days and found.name in _DAYS:
            return True
        if found.group == "timeline" and found.at >= 0 and found.name in ("time", "at", "until"):
            return any(_overlap(span, before.timeline[found.at].time_span) for span in spans)
        return change.field == "environments" and found.name in ("executions", "state")

    def missing(after: Document) -> Iterator[str]:
        if change.field == "title" and not change.value.strip():
            yield "an empty title"
        said = [f.value for f in after.fields if f.name == change.field]
        said += [after.title or ""] if change.field == "title" else []
        if " ".join(change.value.split()) not in said and (change.value or any(said)):
            yield f"the field {change.field} as {change.value!r}"

    return Expected(tolerates, missing)


def _is_dated(document: Document) -> bool:
    """Whether a field gives the incident's day, so that nothing else does."""
    return document.date is not None and any(f.name in ("date", "started") for f in document.fields)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _field_name(found: Difference, before: Document) -> str:
    if found.at >= 0:
        return before.fields[found.at].name
    return str(found.after["name"]) if isinstance(found.after, dict) else ""


# What is added


def _added(change: AddItem, after: Document) -> Iterator[str]:
    item = next((i for i in after.action_items if i.number == change.item), None)
    if item is None:
        yield f"an item with the number {change.item}"
        return
    if item.state != "open":
        yield f"{change.text!r} as an open item (it reads as {item.state})"
    wanted = {"owner": change.owner, "due": change.due, "issue": change.issue, "text": change.text}
    for name, value in {**wanted, "priority": change.priority, "check": change.check}.items():
        if value and value_of(item, name) not in (value, plain(light(value))):
            yield f"its {name} {value!r} (found {value_of(item, name)!r})"


def _entry(change: AddTimelineEntry, before: Document) -> Expected:
    said = [bare(e) for e in before.timeline]

    told = {*change.tags, *tags_of(change.text)}

    def tolerates(found: Difference) -> bool:
        if found.group == "":
            return found.name in told or (found.name in _MOMENTS and found.before is None)
        if before.date is None and found.name in _DAYS:
            return True
        return is_new(found, "timeline", "sections")

    def missing(after: Document) -> Iterator[str]:
        new = [e for e in after.timeline if bare(e) not in said or e.time == change.time]
        if not any(plain(light(change.text)) in e.text and plain(change.time) in e.time for e in new):
            yield f"an entry at {change.time}"
        elif not any(set(change.tags) <= set(e.tags) for e in new):
            yield f"the tags {', '.join(change.tags)}"

    return Expected(tolerates, missing)


# What is written anew


def _section(change: ReplaceSection, before: Document) -> Expected:
    """Anything below the heading may change, and nothing outside of it."""
    section = section_of(before, change.section)
    dated = _is_dated(before)

    def tolerates(found: Difference) -> bool:
        if found.group == "":
            return found.name != "title"  # what only the old text told goes with it
        if not dated and found.name in _DAYS:
            return True
        if found.at < 0:
            return found.group != "sections" or _level(found.after) > section.level
        span = getattr(before, found.group)[found.at].span
        return bool(section.body.start <= span.start < section.body.end)

    return Expected(tolerates, lambda _: iter(()))


def _level(element: object) -> int:
    return int(element["level"]) if isinstance(element, dict) else 0


def _is_form(found: Difference, before: Document) -> bool:
    """Whether a difference is about how items are written: their sub-headings and bold lines go."""
    if found.group == "sections" and found.at >= 0:
        start = before.sections[found.at].span.start
        return any(item.span.start <= start < item.span.end for item in before.action_items)
    if found.group == "sections":
        return _level(found.after) > _HEADING
    return found.group == "action_items" and bool(found.name)


def _is_whole_form(found: Difference, before: Document) -> bool:
    """Whether a difference is another word for a label or heading, or another way to write a field or item.

    Which sections there are is compared as a whole, for bold labels of fields may act as headings, or not.
    """
    is_word = found.group == "fields" and found.name in ("label", "form")
    return is_word or found.group == "sections" or _is_form(found, before)


def _lost_whole(before: Document, after: Document) -> Iterator[str]:
    if _headings(before) != _headings(after):
        yield "the headings"
    yield from _lost(before, after)


def _headings(document: Document) -> list[tuple[str, int]]:
    """What the headings mean, without those that stand in an item, whose table has none."""
    inside = [item.span for item in document.action_items if item.form == "heading"]
    real = (s for s in document.sections if s.level <= _HEADING)
    return [(s.name, s.level) for s in real if not any(_overlap(s.span, span) for span in inside)]


def _lost(before: Document, after: Document) -> Iterator[str]:
    for old, new in zip(before.action_items, after.action_items, strict=True):
        for name, value in _substance(old).items():
            if value != _substance(new)[name] and not (name == "group" and _is_type(old, new)):
                yield f"the {name} of item {old.number}"


def _is_type(old: ActionItem, new: ActionItem) -> bool:
    """Whether the type of an item says what its group said."""
    return bool(new.fields.get("kind")) and not new.group and old.kind == new.kind != ""


def _substance(item: ActionItem) -> dict[str, object]:
    """What an item says, however it is written."""
    names = (
        "number",
        "text",
        "owners",
        "drop_reason",
        "kind",
        "priority",
        "check",
        "group",
        "state",
        "depends_on",
    )
    means = item.claim.means if item.claim else "open"
    executions = {(e.environment, e.state, e.day, e.evidence) for e in item.executions}
    return {
        **{name: getattr(item, name) for name in names},
        "due": item.due and (item.due.text, item.due.day),
        "issues": set(item.issues),
        "written": (item.written.state, item.written.day, item.written.evidence),
        "executions": executions,
        "claim": "open" if means == "unknown" else means,
    }
