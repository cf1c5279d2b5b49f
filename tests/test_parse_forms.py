"""Forms of headings, groups, tables and times that documents of other repositories brought up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source

HEAD = "# P\n\n**Date:** 2026-05-01\n\n"


def read(text: str) -> Document:
    return parse(Source(HEAD + text), config=Config())


def names(document: Document) -> list[str]:
    return [section.name for section in document.sections if section.name]


def texts(document: Document) -> list[str]:
    return [item.text for item in document.action_items]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Que funciono bien", "went_well"),
        ("Qué funcionó bien", "went_well"),
        ("Que no funciono", "went_badly"),
        ("Lecons apprises", "lessons"),
        ("Analyse et cause racine", "root_cause"),
        ("Referências e Recursos", "references"),
        ("Supporting information", "references"),
        ("Steps to Resolution:", "resolution"),
        ("Immediate Recovery", "resolution"),
        ("Issue Description", "summary"),
        ("Suggested Remediation", "action_items"),
        ("대응 조치", "resolution"),
    ],
)
def test_headings(heading: str, name: str) -> None:
    assert names(read(f"## {heading}\n\nText.\n")) == [name]


def test_letters_typed_as_two_characters_are_the_same_heading() -> None:
    assert names(read("## Re\u0301sume\u0301\n\nTexte.\n")) == ["summary"]


def test_columns_typed_without_accents() -> None:
    """A table `| Accion | Responsable | Fecha limite |`."""
    document = read(
        "## Acciones correctivas\n\n"
        "| Accion | Responsable | Fecha limite |\n|---|---|---|\n| Rotar la clave | Ana | fin de mes |\n"
    )
    item = document.action_items[0]
    assert (item.text, item.owners, item.due and item.due.text) == ("Rotar la clave", ("Ana",), "fin de mes")


def test_preventive_actions_stand_beside_corrective_ones_but_prevention_beside_others_does_not() -> None:
    lists = "## Corrective Actions\n\n- Pin it\n\n## {}\n\n- Watch it\n"
    assert texts(read(lists.format("Preventive Actions"))) == ["Pin it", "Watch it"]
    assert texts(read(lists.format("Prevention"))) == ["Pin it"]
    assert texts(read("## Next steps\n\n- Pin it\n\n## Preventive Actions\n\n- Watch it\n")) == ["Pin it"]


def test_a_line_that_is_the_name_of_a_section_is_its_heading() -> None:
    """
    Timeline

    - 09:00 it begins

    Action items:

    | Action item | Owner |
    """
    document = read(
        "Timeline\n\n- 09:00 it begins\n\nAction items:\n\n"
        "| Action item | Owner |\n|---|---|\n| Pin it | ops |\n\nSomething else.\n"
    )
    assert names(document) == ["timeline", "action_items"]
    assert [entry.time for entry in document.timeline] == ["09:00"]
    assert texts(document) == ["Pin it"]


@pytest.mark.parametrize("line", ["We did it", "timeline", "Timeline of the day\nwas short", "Next"])
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert names(read(f"{line}\n\n- 09:00 it begins\n")) == []


def test_a_part_of_an_action_section_that_is_named_otherwise_holds_no_items() -> None:
    document = read(
        "## Corrective measures\n\nLessons learned\n\n- It was slow\n\nAction items\n\n- Pin it\n\n"
        "**What went well:**\n\n- It was seen\n"
    )
    assert texts(document) == ["Pin it"]


def test_a_numbered_list_of_names_is_a_list_of_groups() -> None:
    """
    1. Patch governance:
       - Restart hosts within a day
    2. Health checks:
       - Probe each pool
    """
    document = read(
        "## Preventive actions\n\n1. Patch governance:\n   - Restart hosts within a day\n"
        "2. Health checks:\n   - Probe each pool\n   - Page on the first failure\n"
    )
    assert texts(document) == ["Restart hosts within a day", "Probe each pool", "Page on the first failure"]
    assert [item.group for item in document.action_items] == [
        "Patch governance",
        "Health checks",
        "Health checks",
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "1. Update the checklist:\n   - the pump\n2. Add an inspection:\n   - the valve\n",
        "1. Extended `probe.sh`:\n   - the pump\n2. Rewrote `check.sh`:\n   - the valve\n",
        "1. The pump:\n   - its seal\n2. Replace the valve\n",
        "1. The pump:\n   - its seal\n",
    ],
)
def test_numbers_that_promise_something_are_items_with_details(listed: str) -> None:
    document = read(f"## Action items\n\n{listed}")
    assert len(document.action_items) == listed.count(". ")


def test_a_table_that_names_itself_needs_no_heading() -> None:
    """
    | Action item | Type | Owner | Bug |
    | ----------- | ---- | ----- | --- |
    | Pin it      | prevent | ops | n/a DONE |
    """
    table = (
        "| Action item | Type | Owner | Bug |\n|---|---|---|---|\n"
        "| Pin it | prevent | ops | n/a DONE |\n| Watch it | detect | ops | #12 |\n"
    )
    items = read(f"**Trigger**: a release.\n\n{table}\n## Lessons learned\n\n- None.\n").action_items
    assert [(i.text, i.owners, i.state) for i in items] == [
        ("Pin it", ("ops",), "done-unsplit"),
        ("Watch it", ("ops",), "open"),
    ]
    assert texts(read(f"{table}\n## Action items\n\n- The only one\n")) == ["The only one"]
    assert texts(read(f"## Timeline\n\n{table}")) == []


@pytest.mark.parametrize(
    "header", ["Time | Action | Owner", "Action | Owner | Effect", "Item | Owner | Status"]
)
def test_other_tables_with_owners_are_no_action_items(header: str) -> None:
    assert texts(read(f"## Response\n\n| {header} |\n|---|---|---|\n| 09:00 | restarted | ops |\n")) == []


@pytest.mark.parametrize(
    ("line", "text", "state"),
    [
        ("Add alerts. Implemented in `ops/alerts.yml`.", "Add alerts", "done-unsplit"),
        ("Add alerts. Fixed by the second release", "Add alerts", "done-unsplit"),
        ("Add alerts. Done when all is quiet.", "Add alerts. Done when all is quiet.", "open"),
        ("Add alerts as implemented in `a.yml`.", "Add alerts as implemented in a.yml.", "open"),
    ],
)
def test_a_last_sentence_that_says_where_it_was_done(line: str, text: str, state: str) -> None:
    item = read(f"## Action items\n\n- {line}\n- Another\n").action_items[0]
    assert (item.text.rstrip("."), item.state) == (text.rstrip("."), state)


def test_document_control_belongs_to_the_head() -> None:
    """
    ## Document Control
    - Date: 2026-08-13
    - Severity: SEV-2
    """
    text = (
        "# RCA\n\n## Document Control\n- Date: 2026-08-13\n- Severity: SEV-2\n\n## Summary\n\n- Status: bad\n"
    )
    document = parse(Source(text), config=Config())
    assert (document.date, document.severity, document.status) == (date(2026, 8, 13), "SEV-2", None)


@pytest.mark.parametrize(
    ("label", "value"),
    [("Date et heure", "Jeudi 8 octobre 2026, 11h40"), ("Fecha y hora", "2026-10-08 11:40")],
)
def test_labels_of_day_and_time(label: str, value: str) -> None:
    document = parse(
        Source(f"# P\n\n| Champ | Valeur |\n|---|---|\n| {label} | {value} |\n"), config=Config()
    )
    assert document.date == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("line", "time", "at"),
    [
        ("14 h 02 : la migration part", "14 h 02", datetime(2026, 5, 1, 14, 2, tzinfo=UTC)),
        ("14h02 : la migration part", "14h02", datetime(2026, 5, 1, 14, 2, tzinfo=UTC)),
        ("Day -1, 16:00 — la migration part", "Day -1, 16:00", None),
        ("Day 2 — la migration part", "Day 2", None),
        (
            "20:20 GST: la migration part",
            "20:20 GST",
            datetime(2026, 5, 1, 20, 20, tzinfo=timezone(timedelta(hours=4))),
        ),
    ],
)
def test_times_of_entries(line: str, time: str, at: datetime | None) -> None:
    entry = read(f"## Timeline (UTC)\n\n- {line}\n").timeline[0]
    assert (entry.time, entry.at, entry.text) == (time, at, "la migration part")


def test_rows_that_only_tell_a_day_are_no_entries() -> None:
    """
    | Time  | Event     |
    | 4/30  |           |
    | 23:50 | it begins |
    | 5/1   |           |
    """
    rows = "| 4/30 | |\n| 23:50 | it begins |\n| **2026-05-01** | |\n| 00:10 | it ends |\n"
    timeline = read(f"## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n{rows}").timeline
    assert [(entry.time, entry.at and entry.at.day) for entry in timeline] == [("23:50", 30), ("00:10", 1)]


def test_a_remark_in_brackets_behind_a_day_is_no_entry() -> None:
    document = read("## Timeline\n\n**1st May:** (GST is four hours ahead)\n20:20 GST : it begins\n")
    assert [entry.time for entry in document.timeline] == ["20:20 GST"]


def test_questions_of_the_whys_are_no_sections() -> None:
    document = read(
        "## Five whys\n\n**Why did logins fail?**\nA key was old.\n\n**Why was it old?**\nNobody knew.\n"
    )
    assert names(document) == ["root_cause"]
