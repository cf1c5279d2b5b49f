"""Rules that a document cannot break alone: two documents, or a document and its history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import rca

HEAD = "# RCA — {title}\n\n- **Incident ID:** {id}\n- **Date:** {day}\n- **Severity:** SEV-2\n\n"
TABLE = "## Action items\n\n| # | Action | Owner | Due |\n|---|---|---|---|\n"
GATEWAY = HEAD.format(title="Gateway", id="2026-08-01-gateway", day="2026-08-01")
CHECKOUT = HEAD.format(title="Checkout", id="2026-11-02-checkout", day="2026-11-02")
FACTOR = "## Contributing factors\n\n- Flags have no scope\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incidents").mkdir()
    return tmp_path


def write(folder: Path, **documents: str) -> None:
    for name, text in documents.items():
        (folder / "incidents" / f"{name}.md").write_text(text, encoding="utf-8")


def said(folder: Path, rule: str) -> list[tuple[str, int, str]]:
    """Path, line and message of what a rule finds in a workspace."""
    found = json.loads(rca(folder, "check", "--select", rule, "--json").out)
    return sorted((each["path"], each["line"], each["message"]) for each in found)


def test_two_documents_with_one_id(folder: Path) -> None:
    write(folder, old=GATEWAY, new=GATEWAY.replace("Gateway", "Another"))
    id_ = "2026-08-01-gateway"
    advice = "give one of them another id"
    assert said(folder, "DOC30") == [
        ("incidents/new.md", 3, f"incidents/old.md has the id {id_}, too; {advice}"),
        ("incidents/old.md", 3, f"incidents/new.md has the id {id_}, too; {advice}"),
    ]


def test_the_same_fix_promised_twice(folder: Path) -> None:
    """The later document is told, once, and only while both are open; short texts say too little."""
    row = "| 1 | Alert when more than 2 % of cards are rejected | ops | 2026-12-01 |\n"
    nearly = "| 1 | Alert when more than 3 % of the cards are rejected | ops | 2026-12-01 |\n"
    short = "| 2 | Rotate logs | ops | 2026-12-01 |\n"
    write(folder, gateway=GATEWAY + TABLE + row + short, checkout=CHECKOUT + TABLE + nearly + short)
    ((path, line, message),) = said(folder, "AI35")
    assert (path, line) == ("incidents/checkout.md", 11)
    assert message.startswith('2026-08-01-gateway/1 promises the same ("Alert when more than 2 %')
    assert rca(folder, "drop", "gateway/1", "--reason", "moved").code == 0
    assert said(folder, "AI35") == []


def test_a_cause_that_came_back_while_its_item_is_open(folder: Path) -> None:
    row = "| 1 | Give every flag a scope | ops | 2026-12-01 |\n"
    write(
        folder, gateway=GATEWAY + FACTOR + TABLE + row, checkout=CHECKOUT + FACTOR.replace("Flags", "flags")
    )
    ((path, _, message),) = said(folder, "DOC23")
    assert path == "incidents/checkout.md"
    assert message.endswith(
        "was a factor of 2026-08-01-gateway already, where 2026-08-01-gateway/1 "
        '("Give every flag a scope") is still open; carry it out'
    )
    assert rca(folder, "mark", "gateway/1", "executed", "--on", "2026-11-20").code == 0
    assert said(folder, "DOC23") == []


def test_items_of_two_documents_that_wait_for_each_other(folder: Path) -> None:
    """Gateway's 1 waits for checkout's 1, and that one for gateway's."""
    table = TABLE.replace("| Due |", "| Due | Depends on |").replace("|---|\n", "|---|---|\n")
    row = "| 1 | Roll it out | ops | 2026-12-01 | {} |\n"
    write(
        folder,
        gateway=GATEWAY + table + row.format("2026-11-02-checkout/1"),
        checkout=CHECKOUT + table + row.format("2026-08-01-gateway/1"),
    )
    found = said(folder, "AI29")
    assert [path for path, _, _ in found] == ["incidents/checkout.md", "incidents/gateway.md"]
    circle = "2026-08-01-gateway/1 → 2026-11-02-checkout/1 → 2026-08-01-gateway/1"
    assert found[1][2].startswith(f"items {circle} wait for each other in a circle")


def test_an_item_that_vanished_while_it_was_open(folder: Path) -> None:
    rows = "| 1 | Give every flag a scope | ops | 2026-12-01 |\n| 2 | Alert on it | ops | 2026-12-01 |\n"
    write(folder, gateway=GATEWAY + TABLE + rows)
    assert rca(folder, "mark", "gateway/1", "written", "--on", "2026-11-20").code == 0
    assert rca(folder, "drop", "gateway/2", "--reason", "needless").code == 0
    assert said(folder, "AI32") == []
    write(folder, gateway=GATEWAY + "## Action items\n\nNone.\n")
    ((path, line, message),) = said(folder, "AI32")
    assert (path, line) == ("incidents/gateway.md", 7)
    assert message.startswith("action item 1, of which the history tells, is gone while it was open")


def test_such_a_diagnostic_is_accepted_by_a_comment(folder: Path) -> None:
    accepted = "<!-- rca: ignore-file DOC30 both tell of one incident, by agreement -->\n\n"
    write(folder, old=GATEWAY, new=GATEWAY + accepted)
    assert [path for path, _, _ in said(folder, "DOC30")] == ["incidents/old.md"]
