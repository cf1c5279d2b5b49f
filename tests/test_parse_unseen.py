"""Forms that the third set of documents brought which nothing had been tuned on."""

from __future__ import annotations

import pytest

from rca.aliases import Vocabulary
from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str, name: str = "x.md") -> Document:
    return parse(Source(text), config=Config(), name=name)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("1. Situation Overview", "summary"),
        ("Коротко", "summary"),
        ("What was impacted", "impact"),
        ("Impact Statement", "impact"),
        ("Initial detection", "detection"),
        ("系统性原因", "root_cause"),
        ("服务端根因", "root_cause"),
        ("Почему это произошло", "root_cause"),
        ("已修正", "resolution"),
        ("How the incident was resolved", "resolution"),
        ("Що спрацювало добре", "went_well"),
        ("Was nicht gut lief", "went_badly"),
        ("What slowed us down", "went_badly"),
        ("Чого ми навчилися", "lessons"),
        ("Possible fixes", "action_items"),
        ("Defensive Hardening Recommendations", "action_items"),
        ("以后怎么防", "action_items"),
        ("✅ 行动清单（按优先级排序）", "action_items"),
        ("External references", "references"),
        ("Why it wasn't caught", ""),
        ("Background", ""),
        ("Leadup", ""),
    ],
)
def test_what_a_heading_means(heading: str, name: str) -> None:
    assert Vocabulary().heading(heading).name == name


@pytest.mark.parametrize(
    ("title", "incident_id"),
    [
        ("Incident WU-245 — Live response", "WU-245"),
        ("memonto.co postmortem (incident #001)", "#001"),
        ("WU-245", "WU-245"),
        ("SHA-256: digests of two builds differ", None),
        ("Incident GPT-4 - answers in another language", None),
        ("The importer loses rows (issue #12)", None),
    ],
)
def test_the_id_that_a_title_states(title: str, incident_id: str | None) -> None:
    assert read(f"# {title}\n").incident_id == incident_id


def test_steps_that_were_taken_are_the_resolution() -> None:
    text = "# X\n\n## Remediation Steps Taken\n\n1. Corrected the port\n"
    document = read(text)
    assert [s.name for s in document.sections] == ["", "resolution"]
    assert document.action_items == ()


def test_corrective_actions_of_which_some_are_to_be_done_are_items() -> None:
    text = "# X\n\n## Corrective actions implemented\n\n- [x] Correct the port\n- [ ] Watch it\n"
    assert [i.text for i in read(text).action_items] == ["Correct the port", "Watch it"]


def test_a_mark_before_the_heading_of_all_items_claims_nothing() -> None:
    text = "# X\n\n## ✅ Action items\n\n- Watch the port\n\n### ✅ Immediate\n\n- Correct it\n"
    assert [(i.text, i.state) for i in read(text).action_items] == [
        ("Watch the port", "open"),
        ("Correct it", "done-unsplit"),
    ]


def test_numbers_that_end_with_a_colon_have_their_details_below() -> None:
    text = (
        "# X\n\n## Preventive Actions\n\n1. Check each host before a release:\n- its state.\n- its agent.\n"
        "\n2. Add guardrails:\n- only known images.\n\n3. Add monitoring:\n- of hosts.\n"
    )
    assert [i.text for i in read(text).action_items] == [
        "Check each host before a release:",
        "Add guardrails:",
        "Add monitoring:",
    ]


def test_owner_and_kind_behind_the_text_of_a_heading() -> None:
    text = (
        "# X\n\n# Action items\n\n### 1) Alert on load `@dma` [detect]\n\nOn every host.\n"
        "\n### 2) Write it `@ann`\n\nHere.\n"
    )
    assert [(i.text, i.owners, i.kind) for i in read(text).action_items] == [
        ("Alert on load", ("dma",), "detect"),
        ("Write it", ("ann",), ""),
    ]


def test_a_state_in_wide_brackets() -> None:
    (item,) = read("# X\n\n## 再発防止策\n\n1. **報告書の作成**（完了）\n").action_items
    assert (item.text, item.state) == ("報告書の作成", "done-unsplit")


def test_the_last_word_of_a_bold_label_is_no_label() -> None:
    (item,) = read("# X\n\n## Follow-up\n\n- **Postmortem Owner**: Ana\n").action_items
    assert (item.text, item.owners) == ("Postmortem Owner: Ana", ())


def test_who_wrote_it_in_the_last_line() -> None:
    assert read("# X\n\n## Summary\n\nIt broke.\n\n---\n\n作成者: Claude\n承認者: —\n").authors == ("Claude",)


def test_a_day_before_which_it_began() -> None:
    text = "# X\n\n## Timeline\n\n- **Pre-2026-05-10** - shipped\n- **2026-05-21** - fixed\n"
    assert [e.time for e in read(text).timeline] == ["Pre-2026-05-10", "2026-05-21"]


def test_rows_without_a_delimiter_row_are_no_table_and_said_so() -> None:
    text = "# X\n\n## Tiltak\n\n| Aksjon | Eier |\n| Varsle | Ola |\n"
    document = read(text)
    assert document.action_items == ()
    (found,) = document.diagnostics
    assert (found.rule, text[found.span.start : found.span.end]) == ("READ07", "| Aksjon | Eier |")
    assert "|---|---|" in found.message


PLAIN = """Apache answers 500
Issue Summary:
Duration: May 15, 2023, 2:00 PM to 3:30 PM (UTC)
Timeline
2:00 PM: users report it
Actions taken: the logs are read
3:30 PM: resolved
Root Cause and Resolution
A file could not be read.
"""


def test_headings_within_one_paragraph() -> None:
    document = read(PLAIN)
    assert [s.name for s in document.sections] == ["summary", "timeline", "root_cause"]
    assert [(e.time, e.text) for e in document.timeline] == [
        ("2:00 PM", "users report it Actions taken: the logs are read"),
        ("3:30 PM", "resolved"),
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- **Watch the port** (done)", "Watch the port"),
        ("- *Watch the port* (#12)", "Watch the port"),
        ("- **Watch** the port (@ann)", "Watch the port"),
        ("- **Watch the port (@ann)**", "Watch the port (@ann)"),
    ],
)
def test_emphasis_before_brackets_is_closed(line: str, text: str) -> None:
    (item,) = read(f"# X\n\n## Action items\n\n{line}\n").action_items
    assert item.text == text


@pytest.mark.parametrize("label", ["Duration of halt", "Duration of the outage", "Duration of the incident"])
def test_how_long_it_lasted(label: str) -> None:
    assert read(f"# X\n\n**{label}:** 40 minutes\n\n## Impact\n\nNone.\n").duration == "40 minutes"


def test_a_bold_line_with_nothing_but_facts_below_is_an_item() -> None:
    text = "# X\n\n## Action items\n\n**1. Alert on the queue**\n- Owner: Ada\n- Due: 2026-06-01\n\n"
    first, second = read(f"{text}**Rehearse:**\n\n- **Owner:** Bob\n- **Status:** done\n").action_items
    assert (first.text, first.number, first.owners, first.state) == (
        "Alert on the queue",
        "1",
        ("Ada",),
        "open",
    )
    assert getattr(first.due, "text", "") == "2026-06-01"
    assert (second.text, second.owners, second.state) == ("Rehearse", ("Bob",), "done-unsplit")


def test_a_bold_line_over_other_bullets_is_a_group() -> None:
    text = "# X\n\n## Action items\n\n**Prevention**\n- Alert on the queue\n  - Owner: Ada\n- Rehearse\n"
    found = read(text).action_items
    assert [(i.text, i.owners) for i in found] == [("Alert on the queue", ("Ada",)), ("Rehearse", ())]


def test_bullets_between_numbers_tell_of_the_number_before_them() -> None:
    lines = "1. Alert\n- Owner: Ada\n- at a thousand\n\n2. Rehearse\n- Due: 2026-06-01\n"
    first, second = read(f"# X\n\n## Action items\n\n{lines}").action_items
    assert (first.text, first.owners, first.due) == ("Alert", ("Ada",), None)
    assert (second.text, second.owners, getattr(second.due, "text", "")) == ("Rehearse", (), "2026-06-01")
