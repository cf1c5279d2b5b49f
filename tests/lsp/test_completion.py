"""What is offered where one types: by the column, the label, the heading and the reference that has begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.aliases import default_vocabulary
from rca.lsp.completion import HEADINGS, complete
from tests.invented import CERTIFICATE, CONFIG
from tests.lsp.views import alone, opened

NAME = "2026-03-02-gateway-certificate.md"
NEW = "| 3 | Say so | {} | {} | {} | {} | {} | {} |\n"


def row(column: int, typed: str) -> str:
    """The document of the certificate with a third item, typed in as far as one column."""
    cells = ["", "", "", "", "", ""]
    cells[column] = typed
    return CERTIFICATE + NEW.format(*cells)


def offers(folder: Path, text: str) -> list[str]:
    with opened(folder, NAME, text) as found:
        return [each.text for each in complete(found.view, found.offset)]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", "2026-06-03")


@pytest.mark.parametrize(
    ("column", "typed", "first"),
    [
        (0, "pl‸", ["sre-agent", "platform", "payments"]),
        (1, "‸", ["v1", "immediate", "unscheduled", "2026-06-10"]),
        (2, "#‸", ["#880", "#881", "#912"]),
        (3, "‸", ["1", "2"]),
        (4, "‸", ["2026-06-03", "n/a", "—"]),
        (5, "‸", ["staging: 2026-06-03", "prod: 2026-06-03"]),
        (5, "staging: 2026-06-01; ‸", ["prod: 2026-06-03"]),
    ],
)
def test_a_cell_is_completed_by_what_its_column_means(
    tmp_path: Path, column: int, typed: str, first: list[str]
) -> None:
    assert offers(tmp_path, row(column, typed))[: len(first)] == first


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("platform (after ‸", "item 1"),
        ("platform (after item ‸", "1"),
        ("lag/‸", "2026-05-12-ledger-lag/2"),
        ("2026-0‸", "2026-05-12-ledger-lag"),
        ("acme/pay#‸", "acme/pay#7"),
    ],
)
def test_a_reference_that_has_begun_is_completed_anywhere(tmp_path: Path, typed: str, expected: str) -> None:
    assert expected in offers(tmp_path, row(0, typed))
    assert expected in offers(tmp_path, f"{CERTIFICATE}\nSee {typed}")


def test_an_owner_can_wait_for_an_item(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, row(0, "ledger, platform ‸")) as found:
        offers = {each.text: each for each in complete(found.view, found.offset)}
        offer = offers["platform (after item 1)"]
        assert "| ledger, platform (after item 1) |" in found.edited((offer.span, offer.text))
    assert "platform (after item 3)" not in offers


def test_what_is_half_typed_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, row(0, "ledger, pay‸ (lead)")) as found:
        offer = next(each for each in complete(found.view, found.offset) if each.text == "payments")
        assert "| 3 | Say so | ledger, payments (lead) |" in found.edited((offer.span, offer.text))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- **Severity:** ‸", ["SEV-1", "SEV-2", "SEV-3"]),
        ("- **Services:** gateway, ‸", ["gateway", "ledger", "payments"]),
        ("- **Status:** ‸", ["open", "mitigated", "monitoring", "resolved", "closed"]),
        ("- **Environments:** ‸", ["staging", "prod"]),
        ("Author: ‸", ["platform"]),
        ("| Field | Value |\n|---|---|\n| **Severity** | ‸ |", ["SEV-1", "SEV-2", "SEV-3"]),
        ("---\nseverity: ‸", ["SEV-1", "SEV-2", "SEV-3"]),
        ("- **Incident ID:** ‸", ["2026-03-02-gateway-certificate"]),
    ],
)
def test_a_field_of_the_head_is_completed(tmp_path: Path, line: str, expected: list[str]) -> None:
    found = offers(tmp_path, f"# RCA — Again\n\n{line}\n\n## Summary\n\nWords.\n")
    assert [each for each in found if each in expected] == expected


def test_headings_and_labels_that_are_missing_are_offered(tmp_path: Path) -> None:
    assert offers(tmp_path, f"{CERTIFICATE}\n## ‸") == [
        heading for heading in HEADINGS if heading not in ("Summary", "Action items")
    ]
    labels = offers(tmp_path, "# RCA — Again\n\n- **Date:** 2026-03-02\n- ‸\n\n## Summary\n")
    assert labels[:3] == ["**Incident ID:** ", "**Severity:** ", "**Status:** "]
    assert "**Date:** " not in labels


def test_every_heading_that_is_offered_is_one_that_reading_knows() -> None:
    assert [heading for heading in HEADINGS if not default_vocabulary().heading(heading).is_sure] == []


def test_the_rules_are_offered_in_a_comment_that_ignores_one(tmp_path: Path) -> None:
    assert {"AI11", "DOC02"} <= set(offers(tmp_path, f"{CERTIFICATE}\n<!-- rca: ignore AI‸ -->\n"))


def test_prose_and_the_action_itself_are_left_alone(tmp_path: Path) -> None:
    assert offers(tmp_path, f"{CERTIFICATE}\nNobody renewed it ‸") == []
    assert offers(tmp_path, CERTIFICATE.replace("Alert on expiry", "Alert ‸")) == []


def test_an_item_of_a_list_is_completed_behind_its_label(tmp_path: Path) -> None:
    text = "# RCA\n\n## Action items\n\n- [ ] Renew it — owner: ‸\n"
    assert "payments" in offers(tmp_path, text)


def test_without_a_workspace_the_text_itself_is_what_is_known() -> None:
    found = alone(row(0, "‸"))
    assert [each.text for each in complete(found.view, found.offset)] == ["sre-agent", "platform"]


def test_people_milestones_and_limits_come_from_the_configuration(tmp_path: Path) -> None:
    config = f'{CONFIG}[people]\nada = {{ name = "Ada L." }}\n[sla]\n"SEV-2" = 30\n'
    with opened(tmp_path, NAME, row(0, "‸"), config=config) as found:
        owner = complete(found.view, found.offset)[0]
    assert (owner.text, owner.detail) == ("ada", "Ada L.")
    with opened(tmp_path, NAME, row(1, "‸"), config=config) as found:
        due = {each.text: each.detail for each in complete(found.view, found.offset)}
    assert due["v1"] == "2026-06-08"
    assert due["2026-04-01"] == "30 days from the incident, as [sla] asks"
