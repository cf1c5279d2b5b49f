"""Whatever the form and the value: the bytes around an edit stay, and exactly the change reads back."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rca.changes import (
    AddItem,
    AddTimelineEntry,
    Change,
    MarkExecuted,
    MarkWritten,
    Refused,
    ReplaceSection,
    SetField,
    SetItemField,
)
from rca.claims import Evidence
from rca.commit import digests
from rca.edit import next_number
from rca.model import Document
from rca.text import Source
from tests.edits import planned, read

METADATA = (
    "",
    "- **Date:** 2026-05-15\n- **Status:** open\n",
    "**Date:** 2026-05-15  \n**Status:** open\n",
    "**Date:** 2026-05-15 | **Status:** open\n",
    "Date: 2026-05-15\nStatus: open\n",
    "> **Date:** 2026-05-15  \n> **Status:** open\n",
    "| | |\n|---|---|\n| Date | 2026-05-15 |\n| Status | open |\n",
)
FRONT = (
    "",
    "---\ndate: 2026-05-15\nstatus: open # so far\n---\n\n",
    '+++\ndate = 2026-05-15\nstatus = "open"\n+++\n\n',
)
TIMELINES = (
    "",
    "| Time | Event |\n|------|-------|\n| 14:02 | Alert |\n| 15:10 | Fixed |\n",
    "- 14:02 Alert\n- 15:10 Fixed\n",
    "### 14:02 — Alert\n\nIt fired.\n\n### 15:10 — Fixed\n",
    "14:02 Alert  \n15:10 Fixed\n",
)
ITEMS = (
    "| # | Action | Written | Executed |\n|-|-|-|-|\n| 2 | Test | | |\n| 1 | Add | 2026-05-16 | — |\n",
    "| Action | State |\n|--------|-------|\n| Add it | Done |\n| Test it\n",
    "Action | Owner\n-|-\nAdd it | sre\nTest it | ops\n",
    "- **Prevent:**\n  - Add it\n  - Test it\n",
    "- Add it (due: 2026-06-01)\n- Test it\n  on a long line\n  - nested\n",
    "1. Add it.\n2. Test it ([#3](https://example.org/x/issues/3))\n",
    "- [ ] Add it\n- [x] Test it. Owner: @ops\n",
    "* **Add:** it\n\n* Test it  \n",
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document in one of the forms, with the newlines and the ends that files have."""
    timeline = draw(st.sampled_from(TIMELINES))
    parts = (
        draw(st.sampled_from(FRONT)),
        "# Outage\n\n",
        draw(st.sampled_from(METADATA)),
        "\n## Summary\n\nIt was down | really.\n",
        f"\n## Timeline (all times UTC)\n\n{timeline}" if timeline else "",
        "\n## Action items\n\n",
        draw(st.sampled_from(ITEMS)),
        draw(st.sampled_from(("", "\n## References\n\n- #12\n"))),
    )
    text = "".join(parts)
    text = text.rstrip("\n") if draw(st.booleans()) else text
    return draw(st.sampled_from(("", "\ufeff"))) + text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


values = st.text(
    st.sampled_from(list("ab1 é字|\\`*_[]()<>#:;,.\"'~&!-—@/\u200f\U0001f600")), min_size=1, max_size=24
).map(str.strip)
words = st.text(st.sampled_from(list("abcdefgh é字")), min_size=1, max_size=30).map(
    lambda t: "xyz " + t.strip()
)
days = st.dates(date(2026, 5, 15), date(2026, 5, 30))
evidence = st.sampled_from(
    (
        Evidence(kind="url", value="https://github.com/acme/app/pull/12"),
        Evidence(kind="url", value="https://example.org/a|b (c)?x=[1];2"),
        Evidence(kind="commit", value="0123456789abcdef0123456789abcdef01234567"),
        Evidence(kind="issue", value="acme/app#12"),
        Evidence(kind="file", value="docs/audit matrix.txt"),
    )
)


@st.composite
def marks(draw: st.DrawFn) -> Change:
    number, day = draw(st.sampled_from("12")), draw(days)
    cited = tuple(draw(st.lists(evidence, max_size=2, unique=True)))
    if draw(st.booleans()):
        return MarkWritten(item=number, day=day, evidence=cited)
    environment = draw(st.sampled_from(("staging", "prod")))
    return MarkExecuted(
        item=number, environment=environment, day=day, evidence=cited, without_artefact=draw(st.booleans())
    )


def said(document: Document) -> dict[str, Any]:
    """Everything that was read, without places."""
    everything: dict[str, Any] = without_places(document.model_dump())
    return everything


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        places = {"span", "text_span", "time_span", "title_span", "body", "diagnostics"}
        kept = {k: without_places(v) for k, v in value.items() if k not in places}
        return {k: v for k, v in kept.items() if not (k == "fields" and isinstance(v, dict))}
    return [without_places(v) for v in value] if isinstance(value, list | tuple) else value


def taken(document: dict[str, Any], number: str) -> dict[str, Any]:
    """An item, taken out of what was read."""
    items = document["action_items"]
    found: dict[str, Any] = items.pop(next(k for k, item in enumerate(items) if item["number"] == number))
    return found


def lines_touched(before: str, edits: Any) -> int:
    source = Source(before)
    return len({source.line(edit.span.start) for edit in edits})


@settings(max_examples=60)
@given(documents(), marks())
def test_a_mark_changes_its_item_and_nothing_else(text: str, change: Any) -> None:
    plan = planned(text, change)
    before, after = said(read(text)), said(plan.document)
    old, new = taken(before, change.item), taken(after, change.item)
    assert after == before
    about = {"written", "executions", "state", "regressed", "claim"}
    assert {k: v for k, v in new.items() if k not in about} == {
        k: v for k, v in old.items() if k not in about
    }
    state = new["written"] if isinstance(change, MarkWritten) else execution(new, change.environment)
    assert state["day"] == change.day
    assert len(state["evidence"]) == len(change.evidence)
    others = [e for e in old["executions"] if e["environment"] != getattr(change, "environment", "")]
    assert all(e in new["executions"] for e in others)


def execution(item: dict[str, Any], environment: str) -> dict[str, Any]:
    found: dict[str, Any] = next(e for e in item["executions"] if e["environment"] == environment)
    return found


@settings(max_examples=60)
@given(documents(), st.sampled_from("12"), st.sampled_from(("owner", "check")), values | words)
def test_a_value_reads_back_or_is_refused(text: str, number: str, field: str, value: str) -> None:
    try:
        plan = planned(text, SetItemField(item=number, field=field, value=value))
    except Refused:
        assert not value.startswith("x")
        return
    before, after = said(read(text)), said(plan.document)
    item = taken(after, number)
    found = item["owner_text" if field == "owner" else "check"]
    assert found.lstrip("@") == " ".join(value.split()).lstrip("@")
    taken(before, number)
    assert after == before


@settings(max_examples=60)
@given(documents(), st.sampled_from(("status", "duration", "author")), values | words)
def test_metadata_reads_back_or_is_refused(text: str, field: str, value: str) -> None:
    try:
        plan = planned(text, SetField(field=field, value=value))
    except Refused:
        assert not value.startswith("x")
        return
    assert " ".join(value.split()) in [f.value for f in plan.document.fields if f.name == field]
    assert said(plan.document)["action_items"] == said(read(text))["action_items"]
    assert lines_touched(text, plan.edits) <= 1


@settings(max_examples=60)
@given(documents(), words, st.sampled_from(("", "sre")), st.sampled_from(("", "2026-06-30")))
def test_an_item_is_added_behind_the_others(text: str, action: str, owner: str, due: str) -> None:
    number = next_number(read(text))
    plan = planned(text, AddItem(item=number, text=action, owner=owner, due=due))
    before, after = said(read(text)), said(plan.document)
    new = after["action_items"].pop()
    assert after == before
    assert (new["number"], new["text"], new["owner_text"]) == (number, " ".join(action.split()), owner)


@settings(max_examples=60)
@given(documents(), words, st.times().map(lambda t: f"{t:%H:%M}"))
def test_an_entry_is_added_to_the_timeline(text: str, event: str, time: str) -> None:
    plan = planned(text, AddTimelineEntry(time=time, text=event))
    before, after = said(read(text)), said(plan.document)
    known = [e["time"] for e in before["timeline"]]
    new = [e for e in after["timeline"] if e["time"] not in known or known.count(e["time"]) == 0]
    assume(time not in known)
    assert [(e["time"], e["text"]) for e in new] == [(time, " ".join(event.split()))]
    assert [e for e in after["timeline"] if e not in new] == before["timeline"]
    assert after["action_items"] == before["action_items"]


@settings(max_examples=60)
@given(documents(), st.text(st.sampled_from(list("ab\n #-|`*>:1.")), max_size=40))
def test_another_summary_stays_in_its_section(text: str, summary: str) -> None:
    try:
        plan = planned(text, ReplaceSection(section="summary", text=summary))
    except Refused:
        return
    assert said(plan.document)["action_items"] == said(read(text))["action_items"]
    assert said(plan.document)["timeline"] == said(read(text))["timeline"]


@settings(max_examples=25)
@given(documents(), st.lists(marks(), min_size=2, max_size=5))
def test_marks_can_follow_each_other_and_be_undone_one_by_one(text: str, changes: list[Any]) -> None:
    plans = []
    now = text
    for change in changes:
        plans.append(planned(now, change))
        now = plans[-1].after.text
    for plan in reversed(plans):
        now = Source(now).apply(digests(plan).backward()).text
    assert now == text
