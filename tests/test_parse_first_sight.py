"""Forms that documents of repositories brought which nothing had been tuned on."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str, name: str = "x.md") -> Document:
    return parse(Source(text), config=Config(), name=name)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What broke", "summary"),
        ("Mitigation applied", "resolution"),
        ("What didn't", "went_badly"),
        ("What allowed this to happen?", "root_cause"),
        ("Causas raiz (três, empilhadas)", "root_cause"),
        ("Fator contribuinte", "root_cause"),
        ("Lições", "lessons"),
        ("PM takeaway", "lessons"),
        ("Lo que falló", "went_badly"),
        ("Acciones tomadas (fix inmediato)", "resolution"),
        ("임팩트", "impact"),
        ("関連 ADR / Issue", "references"),
        ("Why zero impact?", ""),
        ("What was broken", "summary"),
        ("Ce qui s’est bien passé", "went_well"),
        ("Description de l'incident", "summary"),
        ("5 Pourquoi", "root_cause"),
        ("Was schief gelaufen ist", "went_badly"),
        ("Hva lærte vi?", "lessons"),
        ("Akar Masalah pada SISTEM (bukan pada orang)", "root_cause"),
        ("Dampak (waktu terbuang)", "impact"),
        ("Kök neden analizi", "root_cause"),
        ("修復(兩部分)", "resolution"),
        ("經驗教訓", "lessons"),
        ("[#](https://x.example/a.html#impact)Impact <a href='#impact' id='impact'></a>", "impact"),
        ("What could be done better", "went_badly"),
        ("Recovery verification", ""),
        ("Follow-up timeline (times in BST)", "timeline"),
        ("Fix durável (`083b87c`)", "resolution"),
        ("Origem (contexto de código)", "root_cause"),
        ("¿Qué sucedió?", "summary"),
        ("Mitigation & Recovery", "resolution"),
        ("一次対応 (2026-05-15 14:30 JST)", "resolution"),
        ("Fontes oficiais consultadas", "references"),
        ("source: https://example.com/automated-root-cause-analysis", ""),
    ],
)
def test_headings(heading: str, name: str) -> None:
    text = f"# X\n\n## {heading}\n\nx\n\n## Action items\n\n- y\n"
    assert read(text).sections[1].name == name


def test_a_fix_list_holds_the_items_where_nothing_else_does() -> None:
    (item,) = read("# X\n\n## Fix list (by leverage)\n\n1. Cap the queue\n").action_items
    assert item.text == "Cap the queue"


def test_corrective_and_preventive_halves_in_other_languages() -> None:
    text = "# X\n\n## Ações corretivas (feitas)\n\n- [x] a\n\n## Ações preventivas (pendentes)\n\n- [ ] b\n"
    assert [i.text for i in read(text).action_items] == ["a", "b"]


def test_actions_taken_are_the_resolution_beside_those_that_are_promised() -> None:
    taken = "# X\n\n## Actions taken\n\n- Restarted the pool\n"
    assert [i.text for i in read(taken).action_items] == ["Restarted the pool"]
    both = read(f"{taken}\n## Action items\n\n- Bound the pool\n")
    assert [i.text for i in both.action_items] == ["Bound the pool"]
    assert both.sections[1].name == "resolution"


def test_a_fix_inside_the_resolution_is_a_part_of_it() -> None:
    document = read("# X\n\n## Resolution\n\n### Immediate fix\n\nx\n\n### Long-term fix\n\ny\n")
    assert [s.name for s in document.sections] == ["", "resolution", "", ""]


def test_a_labelled_bullet_is_no_section_where_a_bold_line_is() -> None:
    text = "# X\n\n**Root cause:**\n\n- **Root cause:** a full pool\n\n**Action items:**\n\n- Bound it\n"
    assert [s.name for s in read(text).sections] == ["", "root_cause", "action_items"]


DOTTED = """# Refunds twice

**Date** · 2026-03-30
**Severity** · High · caught before anyone saw it
**Author** · the payments lead
**Status** · Resolved
"""


@pytest.mark.parametrize("dash", ["·", "—", "–"])
def test_labels_with_dots_and_dashes(dash: str) -> None:
    document = read(DOTTED.replace("** ·", f"** {dash}"))
    assert document.date == date(2026, 3, 30)
    assert (document.severity, document.status) == ("High", "Resolved")
    assert document.authors == ("the payments lead",)


def test_a_bold_lead_with_a_dash_is_no_field() -> None:
    assert read("# X\n\n**Alpha** — the first\n**Beta** — the second\n").fields == ()


@pytest.mark.parametrize("bar", ["|", "·"])
def test_several_plain_fields_on_a_line(bar: str) -> None:
    document = read(f"# X\n\nStatus: Open {bar} Severity: P1 {bar} Note: see below\nDate: 2026-05-01\n")
    assert (document.status, document.severity, document.date) == ("Open", "P1", date(2026, 5, 1))


def test_the_text_tells_the_status_before_the_front_matter_does() -> None:
    front = "---\nstatus: active\n---\n\n# X\n\n"
    assert read(f"{front}**Status:** Resolved\n").status == "Resolved"
    assert read(front).status == "active"


def test_the_duration_may_give_the_day() -> None:
    text = "# X\n\n**Summary:**\n\n- **Duration:** 2 hours (10:00 - 12:00 WAT, August 15, 2024)\n"
    assert read(text).date == date(2024, 8, 15)
    assert read("# X\n\n**Duration:** 2 hours, as on May 3\n").date is None


def test_what_was_detected_may_have_started_before() -> None:
    text = "# X\n\n- **Detected:** 2026-08-11 07:20\n\n## Timeline\n\n- 08-10 12:30 the hook was written\n"
    assert read(text).date == date(2026, 8, 10)
    assert read(text.replace("Detected", "Date")).date == date(2026, 8, 11)


WEEKDAYS = """# A card was charged

## Timeline (UTC)

| Day | Date (2022) | Time (UTC) | Event |
|---|---|---|---|
| Fri | Jan 28 | 02:34 | The charge was seen |
| Tue | Feb 01 | 19:12 | The bank answered |
"""


def test_a_file_may_be_named_by_the_local_day_of_a_night() -> None:
    document = read(WEEKDAYS, "2022-01-27-card.md")
    assert document.date == date(2022, 1, 28)
    assert [e.at and e.at.day for e in document.timeline] == [28, 1]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Incident: PM2-managed worker lost its route", None),
        ("PM2 lost its route", None),
        ("PM03: the retry", "PM03"),
        ("PM2021-002 flux was bumped", "PM2021-002"),
        ("INC-2026-001-slow-media", "INC-2026-001-slow-media"),
    ],
)
def test_ids_of_titles(title: str, found: str | None) -> None:
    assert read(f"# {title}\n").incident_id == found


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("- antes de las 18:40 — no arranca", "antes de las 18:40"),
        ("- entre 18:40 y 18:45 — otro intento", "entre 18:40"),
        ("- Before 09:12 — the cache was cold", "Before 09:12"),
        ("- shortly after 10:02: users complain", "shortly after 10:02"),
        ("- vers 14:05 : le service revient", "vers 14:05"),
    ],
)
def test_words_before_times(line: str, time: str) -> None:
    (entry,) = read(f"# X\n\n## Timeline\n\n{line}\n").timeline
    assert entry.time == time


def test_a_word_without_a_time_is_no_entry() -> None:
    assert read("# X\n\n## Timeline\n\n- After 3 retries it gave up\n- By then it was late\n").timeline == ()


def test_the_column_of_hours_in_portuguese() -> None:
    table = "| Horário | Evento |\n|--|--|\n| 01/07 ~19:17 | o deploy |\n| 01/07 | o conserto |\n"
    found = read(f"# X\n\n## Linha do tempo\n\n{table}").timeline
    assert [e.text for e in found] == ["o deploy", "o conserto"]


def test_indented_lines_below_a_day() -> None:
    lines = "\t7:32 PM - it stalled\n\n\t7:42 PM - it ran\n\n02-28-2024 - the fix\n"
    for day in ("01-31-2024", "01-10-2024"):
        found = read(f"# X\n\n## Timeline\n\n{day}\n\n{lines}").timeline
        assert [e.time for e in found] == ["7:32 PM", "7:42 PM", "02-28-2024"]


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("Toutes les heures sont en heure de Paris.", 7),
        ("Heures : heure de Paris", 7),
        ("All times are Pacific time.", 16),
        ("Todos os horários em BRT.", 12),
        ("시각은 KST다.", 0),
        ("Время сервера UTC+5.", 4),
    ],
)
def test_zones_told_in_words(told: str, hour: int) -> None:
    (entry,) = read(f"# X\n\n**Date:** 2026-05-01\n\n## Timeline\n\n{told}\n\n- 09:00 it begins\n").timeline
    assert entry.at is not None
    assert entry.at.astimezone(UTC).hour == hour


def test_a_box_that_leads_to_a_fence_is_an_item() -> None:
    lines = "- [ ] Configure the alert:\n```yaml\nalert: PodCrashLooping\n```\n- Later:\n"
    found = read(f"# X\n\n## Action items\n\n{lines}").action_items
    assert [i.text for i in found] == ["Configure the alert:"]


@pytest.mark.parametrize(
    "line",
    [
        "1. **Fix the probe.** Owner: the gate team (the import path). Acceptance check: it exits with 0.",
        "1. **Fix the probe.** Owner: the gate team — rebase onto master or close with a note.",
    ],
)
def test_an_owner_ends_where_the_next_sentence_begins(line: str) -> None:
    (item,) = read(f"# X\n\n## Action items\n\n{line}\n").action_items
    assert item.owners == ("the gate team",)


@pytest.mark.parametrize(
    "heading",
    [
        "Plan d’amélioration pour éviter la récurrence",
        "Accionables",
        "What would prevent this",
        "Aksjonspunkter",
    ],
)
def test_headings_over_action_items(heading: str) -> None:
    (item,) = read(f"# X\n\n## {heading}\n\n- Bound the pool\n").action_items
    assert item.text == "Bound the pool"


def test_tables_in_indonesian() -> None:
    document = read(
        "# X\n\n## Kronologi\n\n| Waktu | Kejadian |\n|---|---|\n| 21.55 WIB | a |\n| Selama proses | b |\n\n"
        "## Tindakan Perbaikan\n\n| No. | Tindakan Perbaikan | Penanggung Jawab |\n|---|---|---|\n"
        "| 1 | c | Dev |\n"
    )
    assert [entry.text for entry in document.timeline] == ["a", "b"]
    assert [(item.text, item.owners) for item in document.action_items] == [("c", ("Dev",))]


def test_a_colon_without_a_space_behind_a_chinese_label() -> None:
    document = read("# X\n\n日期:2026-08-19\n狀態:已解決\n")
    assert (document.date, document.status) == (date(2026, 8, 19), "已解決")


def test_fields_below_a_subtitle() -> None:
    document = read(
        "# Postmortem\n## An outage\n\n**Version:** 1\n**Incident ID:** INC-7\n**Severity:** High\n"
    )
    assert (document.incident_id, document.severity) == ("INC-7", "High")
    assert read("# X\n## Background\n\nNote: y\n").fields == ()


def test_a_heading_that_holds_a_field() -> None:
    document = read("# A title\n\n## Date: August 15, 2020\n## Severity: SEV-2\n")
    assert (document.date, document.severity) == (date(2020, 8, 15), "SEV-2")


def test_a_bold_label_above_its_value() -> None:
    document = read("# X\n\n**Av:**\n\n@kari\n\n**Status:**\n\nLøst\n\n**Dato:**\n\n24.05.2022\n")
    assert (document.authors, document.status, document.date) == (("kari",), "Løst", date(2022, 5, 24))


def test_the_day_that_all_headings_agree_on() -> None:
    text = "# Analyses\n\n## 2026-05-10 — Raw JSON\n\nx\n\n## 2026-05-10 — Guest links\n\ny\n"
    assert read(text).date == date(2026, 5, 10)
    assert read(text.replace("05-10 — G", "05-11 — G")).date is None


def test_steps_of_a_timeline() -> None:
    text = "# X\n\n## Timeline\n\n- T0: calm\n- T1: load\n- H+05 – alert\n- T2 instances were gone\n"
    assert [entry.time for entry in read(text).timeline] == ["T0", "T1", "H+05"]


def test_a_timed_heading_is_no_section() -> None:
    document = read("# X\n\n## Timeline\n\n### 14:35 UTC - Root cause identified\n\nx\n")
    assert [s.name for s in document.sections] == ["", "timeline", ""]


def test_a_numbered_heading_above_a_priority_is_an_item() -> None:
    text = "# X\n\n## Accionables\n\n### A1. Usar una cola\n**Prioridad:** Alta\n1. una\n2. otra\n"
    (item,) = read(text).action_items
    assert (item.text, item.priority) == ("Usar una cola", "Alta")
    grouped = "# X\n\n## Action items\n\n### 1. Immediate actions\n**Priority:** High\n\n- a\n- b\n"
    assert [i.text for i in read(grouped).action_items] == ["a", "b"]


@pytest.mark.parametrize(
    "line",
    [
        r"\[due:: 2026-06-01] \[size:: S] \[owner:: Ana] Cap the queue",
        "Cap the queue [owner:: Ana] [due:: 2026-06-01]",
    ],
)
def test_fields_with_two_colons(line: str) -> None:
    (item,) = read(f"# X\n\n## Action items\n\n- [ ] {line}\n").action_items
    assert (item.text, item.owners, item.due and item.due.text) == ("Cap the queue", ("Ana",), "2026-06-01")


def test_a_bold_group_takes_the_state_of_the_heading_around_it() -> None:
    text = (
        "# X\n\n## Corrective actions implemented\n\n### 2. Backups (pending)\n\n**Urgent**:\n\n1. Store it\n"
    )
    (item,) = read(text).action_items
    assert item.state == "open"


def test_fixes_as_numbered_headings_with_marks() -> None:
    text = "# X\n\n## Corrective actions\n\n### ✔ Fix 1: Allow DNS\n\na\n\n### ✔ Fix 2: Raise limits\n\nb\n"
    assert [(i.text, i.state) for i in read(text).action_items] == [
        ("Allow DNS", "done-unsplit"),
        ("Raise limits", "done-unsplit"),
    ]


def test_long_term_preventive_actions_complete_corrective_ones() -> None:
    text = "# X\n\n## Corrective actions\n\n- a\n\n## Long-term preventive actions\n\n- b\n"
    assert [i.text for i in read(text).action_items] == ["a", "b"]


def test_states_of_systems_are_no_status() -> None:
    assert read("# X\n\n## Status\n\n- **Production:** online\n- **Staging:** online\n").status is None


def test_an_empty_step_of_a_template_is_no_entry() -> None:
    assert [e.time for e in read("# X\n\n## Timeline\n\n- T0: calm\n- T1:\n").timeline] == ["T0"]


def test_a_first_heading_above_fields_is_the_title() -> None:
    text = "# Root Cause Analysis\n\n**Summary**: x\n**Severity**: High\n\n# Summary\n\ny\n"
    document = read(text)
    assert (document.title, document.severity) == ("Root Cause Analysis", "High")
    assert [s.name for s in document.sections if s.level == 1] == ["", "summary"]


def test_the_first_line_is_the_title_where_no_heading_is_one() -> None:
    document = read("Outage of the shop\n\n## Timeline\n\n- 10:05 a\n")
    assert document.title == "Outage of the shop"
    assert read("A sentence about it.\n\n## Timeline\n\n- 10:05 a\n").title == ""


def test_plain_labels_in_the_summary() -> None:
    document = read("# X\n\n## Summary\n\n- Duration: From April 5, 2024 to April 6, 2024\n- Severity: P1\n")
    assert (document.date, document.severity) == (date(2024, 4, 5), "P1")


@pytest.mark.parametrize("time", ["TODO", "(none)", "TBD", "n/a"])
def test_a_row_whose_time_is_to_be_filled_in_is_no_entry(time: str) -> None:
    text = f"# X\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| 10:05 | a |\n| {time} | b |\n"
    assert [entry.text for entry in read(text).timeline] == ["a"]


def test_a_lower_heading_is_the_title_where_none_is_higher() -> None:
    assert read("## Outage of the shop\n\n### Timeline\n\n- 10:05 a\n").title == "Outage of the shop"
    assert read("## Summary\n\nx\n").title == ""


def test_who_wrote_it_stands_at_the_end() -> None:
    text = "# X\n\n## Action items\n\n- a\n\n---\n\n**Report prepared by**: Ana\n**Date:** 2026-01-01\n"
    document = read(text)
    assert (document.authors, [item.text for item in document.action_items]) == (("Ana",), ["a"])


def test_the_day_of_detection_with_another_label() -> None:
    text = "# X\n\n| Field | Value |\n|---|---|\n| Severity | P1 |\n"
    assert read(f"{text}| Date / time detected | 2026-10-02 20:50 |\n").date == date(2026, 10, 2)
