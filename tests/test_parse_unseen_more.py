"""Forms that a fourth set of documents brought which nothing had been tuned on."""

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
        ("What we'll change", "action_items"),
        ("Changes we're making", "action_items"),
        ("How we will fix it", "action_items"),
        ("Things we'll improve", "action_items"),
        ("Making sure this doesn't happen again", "action_items"),
        ("To prevent a recurrence", "action_items"),
        ("Ce que nous allons changer", "action_items"),
        ("Was wir künftig anders machen", "action_items"),
        ("Lo que vamos a cambiar", "action_items"),
        ("これから変えること", "action_items"),
        ("4. Plan de Desastre Inmediato (Short-Term Remediation)", "action_items"),
        ("Acciones y Políticas Preventivas", "action_items"),
        ("5. Corrective & Preventative Actions", "action_items"),
        ("What happened (timeline, UTC)", "timeline"),
        ("Events (timeline in CET)", "timeline"),
        ("Detection Gap", "detection"),
        ("Diagnostic", "root_cause"),
        ("Анализ 5 Почему", "root_cause"),
        ("Fix shipped (same incident window)", "resolution"),
        ("Getroffene Maßnahmen", "resolution"),
        ("Resumen Incidente", "summary"),
        ("What we are doing well", ""),
        ("Could it happen again?", ""),
        ("Did this happen again", ""),
        ("1. [Short-Term Remediation]", ""),
    ],
)
def test_what_a_heading_means(heading: str, name: str) -> None:
    assert Vocabulary().heading(heading).name == name


def test_entries_that_line_breaks_part() -> None:
    text = (
        "# X\n\n## Timeline\n\n### 2023-08-25\n\n15:27 - The DNS records are\nchanged.<br> 21:14 - They\n"
        "take effect.<br/>21:20 - A first mail,\nnobody reads it.<br>\n21:27 - A second one.\n"
    )
    assert [(e.time, e.text) for e in read(text).timeline] == [
        ("15:27", "The DNS records are changed."),
        ("21:14", "They take effect."),
        ("21:20", "A first mail, nobody reads it."),
        ("21:27", "A second one."),
    ]


def test_fields_that_line_breaks_part_and_no_title() -> None:
    document = read("Status: final<br> Author: @hixie<br/>\nSeverity: SEV-2\n\n## Summary\n\nDown.\n")
    assert (document.title, document.status, document.severity) == ("", "final", "SEV-2")
    assert document.authors == ("hixie",)


@pytest.mark.parametrize(
    ("line", "classification"),
    [
        ("3. **Visibility**: Show in the UI how fresh data is", None),
        ("**Visibility:** internal", "internal"),
    ],
)
def test_a_measure_below_the_head_is_no_classification(line: str, classification: str | None) -> None:
    text = f"# X\n\n**Date:** 2026-05-01\n\n## Summary\n\nDown.\n\n## Impact\n\nAll.\n\n{line}\n"
    assert read(text).classification == classification


@pytest.mark.parametrize("line", ["Status: final", "状态：已解决"])
def test_a_first_line_that_is_a_field_is_no_title(line: str) -> None:
    assert read(f"{line}\n\n## Summary\n\nDown.\n").title == ""


@pytest.mark.parametrize("day", ["2021-03-25:", "**2021-03-25**", "2021-03-25"])
def test_a_day_above_a_list_without_times_is_an_entry(day: str) -> None:
    text = f"# X\n\n## Timeline\n\n2021-01-20:\n* Reported.\n\n{day}\n* Design sent.\n* Release planned.\n"
    assert [(e.time, e.text) for e in read(text).timeline] == [
        ("2021-01-20", "Reported."),
        ("2021-03-25", "Design sent. Release planned."),
    ]


def test_a_day_above_a_list_with_times_is_none() -> None:
    text = "# X\n\n## Timeline\n\n2021-01-20:\n\n* 10:00 Reported.\n* Looked at.\n* 10:05 Fixed.\n"
    assert [(e.time, e.text) for e in read(text).timeline] == [("10:00", "Reported."), ("10:05", "Fixed.")]


def test_an_author_who_is_an_address_and_nothing_else() -> None:
    text = "# X\n\n**Authors:** jane@example.com, bob@example.com\n\n## Summary\n"
    assert read(text).authors == ("jane@example.com", "bob@example.com")
    assert read(text.replace("jane@", "Jane jane@")).authors == ("Jane",)


@pytest.mark.parametrize(
    ("text", "incident_id"),
    [
        ("# Rapport d'incident\n\n## Incident INC-2026-001 : catalogue indisponible\n", "INC-2026-001"),
        ("# Report\n\n## INC-7: the first\n\n## INC-8: the second\n", None),
        ("# Report\n\n## What became of INC-7 and its items\n", None),
        ("# X\n\n| | |\n|---|---|\n| Date | 2026-10-03 |\n| Incident | `incidents/02-slow/` |\n", None),
        ("# X\n\n**Incident ID:** IR/2026-12\n", "IR/2026-12"),
    ],
)
def test_the_id_in_a_heading_below_the_title_and_no_path(text: str, incident_id: str | None) -> None:
    assert read(text).incident_id == incident_id


def test_measures_that_were_taken_are_done() -> None:
    text = "# X\n\n## Принятые меры\n\n1. Выполнен откат.\n"
    assert [i.state for i in read(text).action_items] == ["done-unsplit"]


def test_owner_day_and_what_came_of_it_between_dashes() -> None:
    text = (
        "# X\n\n## Action items\n\n"
        "- [x] **me** — Lower the interval — 2025-09-23 — landed in commit `a3f291`.\n"
        "- [ ] **SRE** — Route the warnings — 2026-Q3 — open in [the tracker](https://e.org/issues/142).\n"
        "- [x] Document it — 2025-09-28.\n"
        "- **Alerting** — page on it\n"
    )
    items = read(text).action_items
    assert [(i.text, i.owners, i.due.text if i.due else None, i.state) for i in items] == [
        ("Lower the interval", ("me",), None, "done-unsplit"),
        ("Route the warnings", ("SRE",), "2026-Q3", "open"),
        ("Document it", (), None, "done-unsplit"),
        ("Alerting — page on it", (), None, "open"),
    ]


@pytest.mark.parametrize(
    ("line", "text", "state"),
    [
        ("Set up alarms. **(Done during this incident)**", "Set up alarms.", "done-unsplit"),
        ("Set up alarms _(fixed in 2.1)_", "Set up alarms", "done-unsplit"),
        ("Set up alarms **(not only for disks)**", "Set up alarms (not only for disks)", "open"),
        ("Write how to (open in a browser)", "Write how to (open in a browser)", "open"),
    ],
)
def test_brackets_that_say_done_and_how(line: str, text: str, state: str) -> None:
    (item,) = read(f"# X\n\n## Action items\n\n- {line}\n").action_items
    assert (item.text, item.state) == (text, state)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Phase 3b에서 적용됨 (p95 3ms)", "done-unsplit"),
        ("v2.1で対応済み", "done-unsplit"),
        ("3月已修复", "done-unsplit"),
        ("아직 미완료", "open"),
        ("v2.1では未対応", "open"),
        ("Phase 5에서 예정", "open"),
    ],
)
def test_a_state_whose_verb_stands_at_the_end(cell: str, state: str) -> None:
    text = f"# X\n\n## Action items\n\n| Action | Status |\n|---|---|\n| Set a timeout | {cell} |\n"
    assert [i.state for i in read(text).action_items] == [state]


def test_references_with_slashes_between_them() -> None:
    text = "# X\n\n## Action items\n\n- [x] Wire it (gitops #307/#308)\n- [ ] See docs/#12 and 1/#2\n"
    assert [i.issues for i in read(text).action_items] == [("#307", "#308"), ()]


def test_the_day_of_title_file_and_detection_is_the_day() -> None:
    text = (
        "# 2026-09-06 — Offline\n\n**Detected:** 2026-09-06 03:38 UTC\n\n## Timeline\n\n"
        "- 2026-09-05 22:25 the change is authored\n- 2026-09-06 03:38 alert\n"
    )
    assert str(read(text, "2026-09-06-offline.md").date) == "2026-09-06"
    assert str(read(text.replace("2026-09-06 — Off", "Off"), "2026-09-06-offline.md").date) == "2026-09-05"
