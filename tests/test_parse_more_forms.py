"""Forms that a later eighty documents of repositories brought which nothing had been tuned on."""

from __future__ import annotations

from datetime import date

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.parsing.levels import severity_level
from rca.text import Source


def read(text: str, name: str = "x.md") -> Document:
    return parse(Source(text), config=Config(), name=name)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Details of Fix", "resolution"),
        ("Contenção executada", "resolution"),
        ("Stratégie de remédiation", "resolution"),
        ("Behebung der Ursache", "resolution"),
        ("対応内容", "resolution"),
        ("サマリ", "summary"),
        ("概要と影響", "summary"),
        ("Linha do tempo comprovada", "timeline"),
        ("Línea de tiempo del incidente", "timeline"),
        ("Análise", "root_cause"),
        ("影响范围评估", "impact"),
        ("Impact & duration", "impact"),
        ("Detection lessons", "lessons"),
        ("Detection gaps", ""),
        ("What I got wrong", "went_badly"),
        ("Raw Artifact Links", "references"),
        ("Ursache und Auslöser", "root_cause"),
        ("Recovery and backups of the reporting database", ""),
    ],
)
def test_headings(heading: str, name: str) -> None:
    text = f"# X\n\n## {heading}\n\nx\n\n## Action items\n\n- y\n"
    assert read(text).sections[1].name == name


@pytest.mark.parametrize(
    "heading",
    ["Prevenção futura", "Prévention et automatisation", "Still recommended (manual steps)", "Próximo paso"],
)
def test_headings_over_action_items(heading: str) -> None:
    (item,) = read(f"# X\n\n## {heading}\n\n- Bound the pool\n").action_items
    assert item.text == "Bound the pool"


def test_of_two_parts_of_a_heading_the_action_items_count() -> None:
    (item,) = read("# X\n\n## Lehren und Maßnahmen\n\n- Bound the pool\n").action_items
    assert item.text == "Bound the pool"


DASHED = """# The key format broke stored projects

**Impact** — Every stored project refused to load.

**Timeline** (UTC, 2026-08-08; the times of people are
approximate)

- 00:59 — the change merges.
- 06:09 — the repair merges.

**What went well** — The upgrade kept every value.

**Action items**

- [x] A change of stored bytes is a change of format
"""


def test_bold_words_with_a_dash_begin_sections() -> None:
    document = read(DASHED)
    assert [s.name for s in document.sections] == ["", "impact", "timeline", "went_well", "action_items"]
    assert [e.time for e in document.timeline] == ["00:59", "06:09"]


def test_lines_right_below_a_bold_line_are_its_timeline() -> None:
    document = read(
        "# X\n\n**Timeline:**\n14:00 the pool fills\n14:05 the pool is bound\n\n**Impact:** none\n"
    )
    assert [(e.time, e.text) for e in document.timeline] == [
        ("14:00", "the pool fills"),
        ("14:05", "the pool is bound"),
    ]


def test_events_whose_order_is_all_that_is_known() -> None:
    table = "| Ordem | Evento |\n|--:|---|\n| 1 | a versão sobe |\n| 2 | o processo para |\n"
    found = read(f"# X\n\n## Linha do tempo\n\n{table}").timeline
    assert [(e.time, e.at, e.text) for e in found] == [
        ("1", None, "a versão sobe"),
        ("2", None, "o processo para"),
    ]


def test_phases_in_front_of_entries() -> None:
    lines = (
        "1. **2026-02-08**: planned\n2. **Phase 4**: written\n3. **Phase 5-6**: told\n4. **Gap**: no tests\n"
    )
    assert [e.time for e in read(f"# X\n\n## Timeline\n\n{lines}").timeline] == [
        "2026-02-08",
        "Phase 4",
        "Phase 5-6",
    ]


def test_a_day_before_a_wide_bracket() -> None:
    table = "| 时间 | 事件 |\n|--|--|\n| M5 | 上线 |\n| 2026-08-02（提交 9e37） | 修复 |\n"
    document = read(f"# X\n\n## Timeline\n\n{table}")
    assert document.date == date(2026, 8, 2)


@pytest.mark.parametrize(
    "text",
    [
        "# X\n\n## 受付情報\n\n- Incident ID: `INC-7`\n- status: 解決済み\n\n## 影響\n\n- Severity: S3\n",
        "# X\n\n## 1. Identificação\n\n- ID: INC-7\n- Estado atual: 解決済み\n- Severidade: S3\n\n## Dados\n",
        "# X\n## Severity: S3 (low) | Status: 解決済み | Date: 2026-06-21\n\n- **Incident ID:** INC-7\n",
    ],
)
def test_heads_below_a_heading(text: str) -> None:
    document = read(text)
    assert (document.incident_id, document.severity, document.status) == ("INC-7", "S3", "解決済み")


def test_severity_in_a_plain_bullet_of_the_impact() -> None:
    text = "# X\n\n## Summary\n\nprose\n\n## Impact\n\n- 影响面：所有目标\n- 严重级别：高（并发写）\n"
    assert read(text).severity == "高"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("P2-一般（构建阻断）", "P2"),
        ("P1-High", "P1"),
        ("SEV-1 / SEV-2", None),
        ("P1 or P2", None),
        ("S3-bucket", None),
    ],
)
def test_severities(text: str, level: str | None) -> None:
    assert severity_level(text) == level


def test_who_signed_in_italics() -> None:
    text = (
        "# X\n\n## Impact\n\nnone\n\n---\n*Postmortem compiled by: the network team*\n*Approved by: the lead*"
    )
    assert read(text).authors == ("the network team",)


def test_a_list_below_status_tells_of_several_things() -> None:
    assert read("# X\n\n## Current status\n\n- API runs\n- Web runs\n").status is None
    assert read("# X\n\n## Current status\n\n- Resolved\n").status == "Resolved"


def test_days_that_stand_in_headings() -> None:
    assert read("# X\n\n## What happened (2026-03-18)\n\ny\n").date == date(2026, 3, 18)
    told = "# Log\n\n## 2026-03-01 — Pods hang\n\n### Timeline\n\n- Feb 28, 06:06 UTC — the server stops\n"
    assert read(told).date == date(2026, 2, 28)


def test_the_duration_may_begin_on_the_day_before() -> None:
    text = "# RCA: A hang, 2026-05-03\n\n## Impact\n\n- **Duration**: 7 h ({} 23:41 to 2026-05-03 06:27)\n"
    assert read(text.format("2026-05-02")).date == date(2026, 5, 2)
    assert read(text.format("2026-03-02")).date == date(2026, 5, 3)


def test_a_day_without_a_clock_is_no_start_in_the_night() -> None:
    text = "# X\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| {} | fixed |\n"
    assert read(text.format("2026-08-10"), "2026-08-09-x.md").date == date(2026, 8, 9)
    assert read(text.format("2026-08-10 00:12"), "2026-08-09-x.md").date == date(2026, 8, 10)


@pytest.mark.parametrize("claim", ["Done.", "Done 2026-03-04.", "Shipped"])
def test_a_last_sentence_that_says_done(claim: str) -> None:
    (item,) = read(f"# X\n\n## Actions\n\n- Alert in two windows. {claim}\n").action_items
    assert (item.text, item.state) == ("Alert in two windows.", "done-unsplit")


def test_an_owner_and_a_day_behind_commas() -> None:
    open_, done = read(
        "# X\n\n## Follow-ups\n\n- [ ] Reap the exit, @ada, 2026-09-06\n- [x] Test it, @ben, 2026-09-07\n"
    ).action_items
    assert (open_.text, open_.owners, open_.due and open_.due.text) == (
        "Reap the exit",
        ("ada",),
        "2026-09-06",
    )
    assert (done.text, done.owners, done.due) == ("Test it", ("ben",), None)


def test_numbers_of_bugs() -> None:
    table = "| Action | Bug |\n|---|---|\n| Plug the leak | Bug 5554825 **TODO** |\n"
    (item,) = read(f"# X\n\n## Action items\n\n{table}").action_items
    assert item.issues == ("Bug 5554825",)


NUMBERED = """# X

## Still recommended

### 3. Use a larger instance

It has twice the memory.

**How to do it:**

1. Stop it
2. Change its type

### 4. Protect it

One click could remove it.
"""


def test_lists_that_prose_leads_to_are_details_of_numbered_headings() -> None:
    assert [i.text for i in read(NUMBERED).action_items] == ["Use a larger instance", "Protect it"]
    led = NUMBERED.replace("**How to do it:**", "It costs more.")
    assert [i.text for i in read(led).action_items] == ["Stop it", "Change its type"]


def test_metrics_of_success_are_no_actions() -> None:
    lines = "**Success metrics:**\n\n- No secret in a repository\n\n**Tasks:**\n\n- Scan every push\n"
    (item,) = read(f"# X\n\n## Follow-up\n\n{lines}").action_items
    assert (item.text, item.group) == ("Scan every push", "Tasks")


def test_a_lettered_heading_says_what_was_done() -> None:
    text = "# X\n\n## Actions\n\n### A. Implemented controls\n\n1. A gate\n\n### B. Proposed\n\n1. A probe\n"
    assert [i.state for i in read(text).action_items] == ["done-unsplit", "open"]


@pytest.mark.parametrize("text", ["措施1", "Acción 2", "Action 3"])
def test_places_of_a_template_are_no_items(text: str) -> None:
    assert read(f"# X\n\n## Action items\n\n- [ ] {text}\n").action_items == ()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What was actually wrong", "root_cause"),
        ("根因证据", "root_cause"),
        ("修复动作", "resolution"),
        ("Safe remediation completed", "resolution"),
        ("8. Correção ou decisão aplicada", "resolution"),
        ("3. Impacto ou risco", "impact"),
        ("6. Falha de detecção", "detection"),
        ("Rollback and safety lessons", "lessons"),
        ("The architectural lesson", "lessons"),
    ],
)
def test_more_headings(heading: str, name: str) -> None:
    assert read(f"# X\n\n## {heading}\n\nx\n\n## Action items\n\n- y\n").sections[1].name == name


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Incident 003: Migrations were skipped", "Incident 003"),
        ("Post-mortem 0001: Messages were lost", "Post-mortem 0001"),
        ("Incident 3 days after the release", None),
        ("Outage 2024: what we know", "Outage 2024"),
    ],
)
def test_counted_titles(title: str, found: str | None) -> None:
    assert read(f"# {title}\n").incident_id == found


LABELLED = """# The chain halted

**Date of incident**: 2022-11-06
**Status**: Resolved
**Impact**: Four hours without blocks.
**Root causes**: Two versions of the compiler.
**Detection**: Two validators saw it.

## Action items

- Pin the compiler

---
**Resolution**: restarted
**Summary**: none
"""


def test_labels_on_lines_above_the_sections_are_sections() -> None:
    document = read(LABELLED)
    names = ["", "impact", "root_cause", "detection", "action_items"]
    assert [s.name for s in document.sections][:5] == names
    assert "summary" not in [s.name for s in document.sections]
    assert (document.status, document.blast_radius) == ("Resolved", "Four hours without blocks.")


def test_several_labels_with_slashes() -> None:
    text = "# X\n\nСтатус / severity / affected release: closed / low / 5a29 over dc7b\nOther: y\n"
    document = read(text)
    assert (document.status, document.severity) == ("closed", "low")


BROKEN = """---
date: 2026-05-26
severity: P2
component: mixed: cron / systemd
title: "Gaps: after a restart"
tags: [reboot, cron]
---
# X
"""


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    document = read(BROKEN)
    assert (document.date, document.severity, document.title) == (
        date(2026, 5, 26),
        "P2",
        "Gaps: after a restart",
    )
    assert [d.rule for d in document.diagnostics] == ["READ06"]
    assert [BROKEN[f.span.start : f.span.end] for f in document.fields if f.name == "severity"] == ["P2"]


def test_choices_of_a_template_with_commas() -> None:
    document = read(
        "# X\n\n| **Status** | New, Ongoing, or Close |\n|--|--|\n| **Severity** | Minor, Major, Critical |\n"
    )
    assert (document.status, document.severity) == (None, None)


BARE = """Postmortem: The database could not be reached
Issue summary
Duration: 2024-06-20 14:00 UTC to 2024-06-20 16:30 UTC

Timeline
14:00: the address is changed
16:30: it is changed back

Root cause:
The address had a typo.

Corrective and preventative measures
1. Check addresses before they are used
"""


def test_lines_alone_are_headings_where_nothing_else_is() -> None:
    document = read(BARE)
    assert document.title == "Postmortem: The database could not be reached"
    assert [s.name for s in document.sections] == ["summary", "timeline", "root_cause", "action_items"]
    assert [e.time for e in document.timeline] == ["14:00", "16:30"]
    assert [i.text for i in document.action_items] == ["Check addresses before they are used"]
    headed = read(f"# X\n\n{BARE}")
    assert [s.name for s in headed.sections] == ["", "action_items"]


def test_a_number_in_front_of_a_title_is_its_id() -> None:
    assert read("# 0004 — The agents ran out of memory\n").incident_id == "0004"
    assert read("# 2024 — The year in outages\n").incident_id is None


def test_what_was_done_at_once_is_the_resolution_beside_a_plan() -> None:
    taken = "# X\n\n## Actions correctives immédiates\n\n- Redéployer\n"
    assert [i.text for i in read(taken).action_items] == ["Redéployer"]
    both = read(f"{taken}\n## Plan d'amélioration\n\n- Tester\n")
    assert [i.text for i in both.action_items] == ["Tester"]
    assert both.sections[1].name == "resolution"


def test_issues_with_their_titles_are_the_actions() -> None:
    rows = "| #41 — alert on what is caught | the third lesson | Open |\n"
    table = f"| Issue | Triggered by | Outcome |\n|---|---|---|\n{rows}"
    (item,) = read(f"# X\n\n## Follow-up issues\n\n{table}").action_items
    assert (item.text, item.issues, item.state) == ("#41 — alert on what is caught", ("#41",), "open")


def test_a_state_behind_a_link() -> None:
    issue = "[#86](https://github.com/o/r/issues/86)"
    rows = f"| Rotate it | {issue} — complete in hotfix |\n| Review it | {issue} |\n"
    items = read(f"# X\n\n## Actions\n\n| Action | Tracking issue |\n|---|---|\n{rows}").action_items
    assert [i.state for i in items] == ["done-unsplit", "open"]


def test_an_owner_in_indonesian_brackets() -> None:
    (item,) = read("# X\n\n## Action items\n\n1. Bekukan paket (Penanggung Jawab: Developer).\n").action_items
    assert (item.text, item.owners) == ("Bekukan paket", ("Developer",))


@pytest.mark.parametrize("line", ["- **Assigned to:** ________", "- [ ] Action - Owner - Due date"])
def test_lines_of_a_form_are_no_items(line: str) -> None:
    assert read(f"# X\n\n## Corrective actions\n\n{line}\n").action_items == ()
