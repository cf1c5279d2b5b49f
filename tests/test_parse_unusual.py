"""Forms that few documents have: tags in front of items, states among issues, pages of a site, short days."""

from __future__ import annotations

from datetime import date

import pytest

from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str, name: str = "") -> Document:
    return parse(Source(text), name=name)


ITEMS = "# X\n\n**Date:** 2026-05-01\n\n## Action items\n\n"


@pytest.mark.parametrize(
    ("line", "text", "state", "due"),
    [
        ("1. **DONE 2026-05-14** — Fix the probe.", "Fix the probe", "done-unsplit", None),
        ("1. **TODO due 2026-05-21** — Add a test.", "Add a test", "open", "2026-05-21"),
        ("- TODO by 21 May 2026: Add a test", "Add a test", "open", "21 May 2026"),
        ("- **Deferred P2** — Drop the field", "Drop the field", "open", None),
        ("- [#12 (Done)](https://example.org/o/r/pull/12): add a VPC", "add a VPC", "done-unsplit", None),
        ("- [Done](https://example.org/o/r/commit/ab12):\n  add a lab", "add a lab", "done-unsplit", None),
        ("- [Terraform](https://example.org/tf): pin it", "Terraform: pin it", "open", None),
        ("- **Update 2026-05-20** — page the team", "Update 2026-05-20 — page the team", "open", None),
    ],
)
def test_tags_in_front(line: str, text: str, state: str, due: str | None) -> None:
    (item,) = read(f"{ITEMS}{line}\n").action_items
    assert (item.text.rstrip("."), item.state) == (text, state)
    assert (item.due.text if item.due else None) == due


def test_a_tag_may_give_the_priority() -> None:
    (item,) = read(f"{ITEMS}- **Deferred P2** — Drop the field\n").action_items
    assert item.priority == "P2"


def test_states_stand_among_the_issues_where_no_column_holds_them() -> None:
    table = (
        "| Action item | Type | Owner | Bug |\n|---|---|---|---|\n"
        "| Add an alert | detect | Ada | n/a **DONE** |\n"
        "| Pin it | prevent | Ada | [o/r#11](https://example.org/o/r/issues/11) **TODO** |\n"
        "| Watch it | detect | Ada | (Jira: OPS-12)**in progress** |\n"
        "| Name it | process | Ada | n/a |\n"
    )
    items = read(f"{ITEMS}{table}").action_items
    assert [item.state for item in items] == ["done-unsplit", "open", "open", "open"]
    assert [item.claim.text if item.claim else None for item in items] == [
        "DONE",
        "TODO",
        "in progress",
        None,
    ]


def test_a_column_of_links_is_not_the_action() -> None:
    table = (
        "| Issue | Control | State |\n|---|---|---|\n"
        "| [OPS-6729](https://example.org/a/very/long/address/OPS-6729) | Alert on staleness | Backlog |\n"
    )
    (item,) = read(f"{ITEMS}{table}").action_items
    assert (item.text, item.issues) == ("Alert on staleness", ("OPS-6729",))


def test_a_remark_behind_an_owner_is_nobody() -> None:
    (item,) = read(f"{ITEMS}- Move the alert. Owner: Media, with SRE review. Priority: high.\n").action_items
    assert (item.owners, item.priority) == (("Media",), "high")


NUMBERED = """# X

## Resulting actions

### 1) Plan the migration

We plan it on Friday.

### 2) TODO Write the runbook

Somebody new might.
"""


def test_numbered_headings_with_prose_are_items() -> None:
    items = read(NUMBERED).action_items
    assert [(i.number, i.text, i.state) for i in items] == [
        ("1", "Plan the migration", "open"),
        ("2", "TODO Write the runbook", "open"),
    ]


def test_numbered_headings_with_lists_are_groups() -> None:
    items = read(NUMBERED + "\n- Ask Ada\n").action_items
    assert [i.text for i in items] == ["Ask Ada"]


SITE = """---
title: Media were slow
date: 2026-05-20
slug: slow-media
---

On May 18th, 2026 the caches were cold.
"""


def test_the_date_of_a_page_is_that_of_its_publication() -> None:
    assert read(SITE).date == date(2026, 5, 18)
    assert read(SITE.replace("slug: slow-media", "author: Ada")).date == date(2026, 5, 20)
    assert read(SITE + "\n## Date\n\n2026-05-17\n").date == date(2026, 5, 17)


DATED = """# Cache outage

## Timeline

All times in CET.

| Time | Event |
|---|---|
| 2026-05-18 13:00 | The deploy began |
| 2026-05-18 13:40 | It was rolled back |
"""


def test_the_timeline_gives_a_date_that_nothing_else_does() -> None:
    assert read(DATED).date == date(2026, 5, 18)
    assert read(DATED, "2026-05-24-cache.md").date == date(2026, 5, 18)
    assert read(DATED, "2026-09-24-cache.md").date == date(2026, 9, 24)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Outage 5-26-21", date(2021, 5, 26)),
        ("Outage 05-26-2021", date(2021, 5, 26)),
        ("Outage 5-6-21", None),
        ("Outage 05-06-2021", None),
        ("Release 1-14-3", None),
    ],
)
def test_american_days(title: str, day: date | None) -> None:
    assert read(f"# {title}\n").date == day


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("- **July 31:** The deploy began", "July 31"),
        ("- **Through June 2026** — spend climbs", "Through June 2026"),
        ("- March 2026: the first sign", "March 2026"),
        ("- May 16th **12:43** `@ada` saw it", "May 16th 12:43"),
        ("- **May 16** 12:43 `@ada` saw it", "May 16 12:43"),
        ("07-27-2023 2:14 pm - the request was approved", "07-27-2023 2:14 pm"),
    ],
)
def test_times(line: str, time: str) -> None:
    (entry,) = read(f"# X\n\n## Timeline\n\n{line}\n").timeline
    assert entry.time == time


def test_a_line_that_only_gives_the_day_is_no_entry() -> None:
    head = "# X\n\n## Timeline (UTC)\n\n2026-05-18 (*all times UTC*)\n\n"
    (entry,) = read(f"{head}| Time | Event |\n|---|---|\n| 09:27 | It began |\n").timeline
    assert str(entry.at) == "2026-05-18 09:27:00+00:00"
    (entry,) = read("# X\n\n## Timeline (UTC)\n\nDay: **2026-05-18**\n* `09:27:10`: It began\n").timeline
    assert str(entry.at) == "2026-05-18 09:27:10+00:00"


def test_people_below_a_heading() -> None:
    assert read("# X\n\n## Authors\n\n* [ada](https://example.org/ada)\n* Bob\n").authors == ("ada", "Bob")
    assert read("# X\n\n## Authors\n*Ada Byron*\n*Ops team*\n").authors == ("Ada Byron", "Ops team")
    text = "# X\n\n## Incident Severity Assessment\n- **SEV-2** (many users)\n- Criteria: users\n"
    assert read(text).severity == "SEV-2"


def test_the_first_heading_may_be_the_only_summary() -> None:
    text = "# Executive summary\n\nIt broke.\n\n## Impact\n\nAll.\n"
    assert [s.name for s in read(text).sections] == ["summary", "impact"]
    assert [s.name for s in read(f"{text}\n## Summary\n\nx\n").sections] == ["", "impact", "summary"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Remediation actions taken", "resolution"),
        ("Instance fix", "resolution"),
        ("Proposed fix", ""),
        ("What was not the root cause", ""),
        ("Technical root causes", "root_cause"),
        ("Lifecycle before the fix", ""),
        ("Monitoring and the fix", "resolution"),
        ("安全影响", "impact"),
        ("问题原因", "root_cause"),
        ("已执行的修复措施", "resolution"),
        ("Lessons and review questions", "lessons"),
        ("Impact details", "impact"),
        ("Triggered by", "root_cause"),
        ("緩和策・復旧", "resolution"),
    ],
)
def test_headings(heading: str, name: str) -> None:
    text = f"# X\n\n## {heading}\n\nx\n\n## Action items\n\n- y\n"
    assert read(text).sections[1].name == name


def test_a_label_that_nothing_follows_is_no_item() -> None:
    lines = "- Changes made:\n- Update the wiki:\n  - the page on caches\n- **Owner**:\n- Pin the image\n"
    assert [i.text for i in read(f"{ITEMS}{lines}").action_items] == ["Update the wiki:", "Pin the image"]


def test_a_placeholder_is_no_incident_id() -> None:
    assert read("# X\n\n**Incident ID:** INC-2026-[XX]\n").incident_id is None
    assert read("# X\n\n**Incident ID:** INC-2026-07\n").incident_id == "INC-2026-07"


ZONES = """# X

## Timeline

| NZST | UTC | Event |
|---|---|---|
| 2026-06-18 09:46 | 2026-06-17 21:46 | The job failed |
| 2026-06-19, 2026-06-20 | — | Reports stayed red |
| 2026-06-22 10:00 | — | Somebody looked |
"""


def test_a_row_may_have_its_time_in_the_column_of_another_zone() -> None:
    entries = read(ZONES).timeline
    assert [entry.time for entry in entries] == [
        "2026-06-17 21:46",
        "2026-06-19, 2026-06-20",
        "2026-06-22 10:00",
    ]
    assert [str(entry.at) for entry in entries] == [
        "2026-06-17 21:46:00+00:00",
        "None",
        "2026-06-22 10:00:00+12:00",
    ]


def test_labelled_times_beside_a_table_are_facts() -> None:
    head = "# X\n\n## Timeline (UTC)\n\n- **End time:** 2026-06-15 (the merge)\n"
    assert len(read(head).timeline) == 1
    (entry,) = read(f"{head}\n| Time | Event |\n|---|---|\n| 2026-06-15 10:00 | It began |\n").timeline
    assert entry.text == "It began"


@pytest.mark.parametrize("value", ["near miss", "Near-miss (no data affected)"])
def test_a_near_miss_is_the_lowest_severity(value: str) -> None:
    document = read(f"# X\n\n**Severity:** {value}\n")
    assert (document.severity or "").lower().replace("-", " ") == "near miss"
    assert document.severity_rank == 5


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("- Retry — due 2026-06-02 — PR #4", (), "2026-06-02"),
        ("- Retry. Owner: Ben, due 2026-06-02", ("Ben",), "2026-06-02"),
        ("- Retry — *Owner: CI team* — *Due: 2026-06-02*", ("CI team",), "2026-06-02"),
        ("- Retry (*owner: Eve*)", ("Eve",), None),
        ("1. **Retry.**\n   Owner: Ben", ("Ben",), None),
    ],
)
def test_facts_behind_an_item(line: str, owners: tuple[str, ...], due: str | None) -> None:
    (item,) = read(f"{ITEMS}{line}\n").action_items
    assert (item.text.rstrip("."), item.owners) == ("Retry", owners)
    assert (item.due.text if item.due else None) == due


def test_a_state_behind_facts_in_italics() -> None:
    (item,) = read(f"{ITEMS}1. **[P0]** Block it — *Owner: CI* — *Due: 2026-05-25* — **DONE**\n").action_items
    assert (item.text, item.priority, item.owners, item.state) == ("Block it", "P0", ("CI",), "done-unsplit")


def test_a_box_between_numbers_is_an_item_and_no_detail() -> None:
    """Bullets between the numbers of a list are details of the number above; a task is none."""
    lines = "1. Block it\n2. Page on it\n- where it is slow\n- [x] Fix it\n3. Test it\n"
    items = read(ITEMS + lines).action_items
    assert [item.text for item in items] == ["Block it", "Page on it", "Fix it", "Test it"]


def test_a_sentence_that_begins_with_a_kind_is_an_item_and_no_group() -> None:
    items = read(f"{ITEMS}- Restore test every month\n  - in staging first\n").action_items
    assert [item.text for item in items] == ["Restore test every month"]
    items = read(f"{ITEMS}- Restore tests\n  - in staging first\n").action_items
    assert [(item.group, item.text) for item in items] == [("Restore tests", "in staging first")]


def test_a_hard_break_ends_a_value_of_a_word_or_two() -> None:
    """`Status: open` with two blanks behind it, and the first sentence on the next line."""
    document = read("# X\n\n**Status:** open  \nIt was bad.\n\n**Impact:** All users  \nof one region.\n")
    assert document.status == "open"
    assert [field.value for field in document.fields] == ["open", "All users of one region."]


@pytest.mark.parametrize(
    ("line", "text", "owners", "due"),
    [
        ("- Raise it (Jane, 2026-05-20)", "Raise it", ("Jane",), "2026-05-20"),
        ("- Raise it (search team)", "Raise it", ("search team",), None),
        ("- Raise it (Thursday, 21 May 2026)", "Raise it (Thursday, 21 May 2026)", (), None),
        ("- Raise it (seen before, 2026-05-20)", "Raise it (seen before, 2026-05-20)", (), None),
        ("1. Heben (Team Identität, bis 30.04.2026)", "Heben", ("Team Identität",), "30.04.2026"),
        ("- Heben, Verantwortlich: Betrieb, Frist: 15.05.2026", "Heben", ("Betrieb",), "15.05.2026"),
        ("- 監視を追加する（担当：鈴木、期限：2026/05/20）", "監視を追加する", ("鈴木",), "2026/05/20"),
        ("- 增加监控（负责人：李四，截止时间：2026-05-20）", "增加监控", ("李四",), "2026-05-20"),
        ("- Validate it (Estimated completion: June 2026)", "Validate it", (), "June 2026"),
    ],
)
def test_who_and_when_in_brackets(line: str, text: str, owners: tuple[str, ...], due: str | None) -> None:
    (item,) = read(f"{ITEMS}{line}\n").action_items
    assert (item.text, item.owners, item.due.text if item.due else None) == (text, owners, due)


def test_a_severity_that_is_a_scoped_label() -> None:
    assert read("# X\n\n**Severity:** severity::2\n").severity == "severity::2"


@pytest.mark.parametrize(
    ("line", "time", "text"),
    [
        ("- 08:15 Uhr: Erste Meldungen", "08:15 Uhr", "Erste Meldungen"),
        ("- 10:30 UTC on 3 April 2026 – Impact began", "10:30 UTC on 3 April 2026", "Impact began"),
    ],
)
def test_what_belongs_to_a_time(line: str, time: str, text: str) -> None:
    (entry,) = read(f"# X\n\n**Date:** 2026-04-03\n\n## Timeline (UTC)\n\n{line}\n").timeline
    assert (entry.time, entry.text) == (time, text)
    assert entry.at is not None
    assert entry.at.date() == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("How are we making incidents like this less likely?", "action_items"),
        ("What are we doing to prevent this from happening again?", "action_items"),
        ("Steps taken to avoid this next time", "action_items"),
        ("What could have prevented it from getting worse", ""),
        ("What caused the outage?", "root_cause"),
        ("Repair items", "action_items"),
        ("How did we respond?", "timeline"),
    ],
)
def test_headings_that_are_questions(heading: str, name: str) -> None:
    document = read(f"# X\n\n## {heading}\n\n- 10:30 UTC it began\n")
    assert [section.name or "" for section in document.sections][1:] == [name]


def test_a_numbered_heading_over_items_with_facts_below_them_is_no_item() -> None:
    lines = (
        "### 5.1 Prevent\n\n1. **Check the schema**\n   - Owner: Dee\n   - Due: 2026-06-01\n"
        "2. **Freeze deploys**\n   - Owner: Platform\n   - Status: Rejected\n\n"
        "### 5.2 Detect\n\n1. **Alert on 5xx**\n   - Owner: Obs\n"
    )
    items = read(ITEMS + lines).action_items
    assert [(item.text, item.owners, item.state) for item in items] == [
        ("Check the schema", ("Dee",), "open"),
        ("Freeze deploys", ("Platform",), "dropped"),
        ("Alert on 5xx", ("Obs",), "open"),
    ]


def test_front_matter_may_hold_its_fields_under_the_incident() -> None:
    """A mapping `incident:` with id, severity, date and status in it, and the author beside it."""
    document = read(
        "---\nincident:\n  id: INC-31\n  severity: sev1\n  date: 2026-04-04\n  status: resolved\n"
        "author: ann\n---\n# Bad deploy\n"
    )
    assert (document.incident_id, document.severity, document.status) == ("INC-31", "sev1", "resolved")
    assert (document.date, document.authors) == (date(2026, 4, 4), ("ann",))


@pytest.mark.parametrize(
    "day", ["5 de mayo de 2026", "5 de maio de 2026", "5 de mayo del 2026", "5 mai 2026"]
)
def test_days_with_of_in_them(day: str) -> None:
    assert read(f"# X\n\n**Date:** {day}\n").date == date(2026, 5, 5)


def test_the_day_of_publication_is_not_that_of_the_incident() -> None:
    text = "# DNS\n\n*Posted by the team on 12 March 2026*\n\nOn March 10, 2026 DNS failed.\n"
    assert read(text).date == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("- Retry it [@bob]", ("bob",), None),
        ("- Retry it - assigned to carol", ("carol",), None),
        ("- [ ] Retry it (@zed/@yan), ETA 2026-05-20", ("zed", "yan"), "2026-05-20"),
        ("- [ ] Retry it — Responsable: Pedro — Fecha límite: 20/05/2026", ("Pedro",), "20/05/2026"),
        ("1. Retry it (담당: 김철수, 기한: 2026-05-20)", ("김철수",), "2026-05-20"),
    ],
)
def test_who_and_when_behind_an_item(line: str, owners: tuple[str, ...], due: str | None) -> None:
    (item,) = read(f"{ITEMS}{line}\n").action_items
    assert (item.text, item.owners, item.due.text if item.due else None) == ("Retry it", owners, due)


def test_fields_in_italics_on_one_line() -> None:
    document = read("# P\n\n_Status: final_ · _Severity: SEV-3_ · _Author: @kay_\n\n_Note: late_\n")
    assert (document.status, document.severity, document.authors) == ("final", "SEV-3", ("kay",))
    assert len(document.fields) == 3


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What happened (timeline)", "timeline"),
        ("Actions we will take", "action_items"),
        ("Actions we will NOT take", ""),
        ("Actions to be taken", "action_items"),
    ],
)
def test_headings_of_several_words(heading: str, name: str) -> None:
    document = read(f"# X\n\n## {heading}\n\n- 10:30 UTC it began\n")
    assert [section.name or "" for section in document.sections][1:] == [name]


def test_a_handle_and_a_day_behind_a_dash() -> None:
    (item,) = read(f"{ITEMS}2. ⏳ Gate deploys — @kay, 2026-06-01\n").action_items
    assert (item.text, item.owners, item.due and item.due.text) == ("Gate deploys", ("kay",), "2026-06-01")
    (item,) = read(f"{ITEMS}- 🔲 Gate deploys\n").action_items
    assert (item.text, item.state, item.claim and item.claim.means) == ("Gate deploys", "open", "open")


def test_factors_may_be_a_list_below_a_heading() -> None:
    """A factor is called by its bold lead, else by its first line."""
    lines = "- **No scope.** A flag was global.\n- Nobody saw its state\n  for a week\n- TBD\n"
    document = read(f"# X\n\n## 4. Contributing factors\n\n{lines}")
    assert document.contributing_factors == ("No scope", "Nobody saw its state")
    assert read(
        f"# X\n\n**Contributing factors:** luck\n\n## Contributing factors\n\n{lines}"
    ).contributing_factors == ("luck",)
