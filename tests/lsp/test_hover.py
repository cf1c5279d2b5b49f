"""What stands over an item, an incident, a diagnostic: its state, its history, a rule's reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.lsp.diagnostics import diagnose
from rca.lsp.hover import Hover, escaped, hover
from rca.text import Span
from tests.changed import ADA
from tests.command import rca
from tests.invented import CERTIFICATE, DOCUMENTS, TODAY, write
from tests.lsp.views import Opened, alone, opened

NAME = "2026-03-02-gateway-certificate.md"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", TODAY)


def shown(found: Opened) -> str:
    over = hover(found.view, found.library, found.offset, diagnose(found.view))
    assert over is not None
    return over.markdown


def test_over_an_item_stands_its_state_as_the_text_has_it_now(tmp_path: Path) -> None:
    text = CERTIFICATE.replace("Renew", "Re‸new").replace("prod: — |", "prod: 2026-06-02 |", 1)
    with opened(tmp_path, NAME, text) as found:
        assert "\n".join(
            line for line in shown(found).split("\n") if "gateway-cert" in line or "- " in line
        ) == (
            "**2026-03-02-gateway-certificate/1** ● executed\n"
            "- written: ● done 2026-03-04\n"
            "- staging: ● done 2026-03-05\n"
            "- prod: ● done 2026-06-02\n"
            "- owner: sre-agent\n"
            "- due: v1 (2026-06-08)\n"
            "- issue: #880"
        )


def test_over_an_item_stands_who_said_what_of_it(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    env = {**ADA, "RCA_TODAY": TODAY}
    done = rca(tmp_path, "mark", "certificate/1", "executed", "--env", "prod", "--evidence", "#9", env=env)
    assert done.code == 0
    marked = (tmp_path / "incidents" / NAME).read_text()
    with opened(tmp_path, NAME) as found:
        (tmp_path / "incidents" / NAME).write_text(marked)
        text = shown(found._replace(offset=marked.index("Renew")))
    assert "Ada: executed on prod 2026-06-03, evidence #9" in text


def test_over_a_name_stands_what_it_names_and_what_it_waits_for(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, CERTIFICATE.replace("ledger-lag/1", "ledger-lag/1‸")) as found:
        text = shown(found)
    assert text.startswith("**2026-05-12-ledger-lag/1** ◔ paper-only, 2 d late\n\nPage on replication lag")
    assert "- needed by 2026-05-12-ledger-lag/2 ○ Move retries behind a circuit breaker" in text


def test_over_an_id_stands_the_incident(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, CERTIFICATE.replace("Nobody", "2026-05-12-ledger-lag‸: nobody")) as found:
        assert shown(found).startswith(
            "**2026-05-12-ledger-lag** RCA — Ledger replica lagged three hours\n\n"
            "2026-05-12 · SEV-1 · resolved\n\n4 items: 3 open, 1 overdue, 1 only on paper"
        )


def test_over_a_diagnostic_stands_why_the_rule_is_there() -> None:
    text = shown(alone(CERTIFICATE.replace("# RCA", "# ‸RCA")))
    assert "**DOC02** " in text
    assert "Source: [" in text
    assert "To accept one case: `<!-- rca: ignore DOC02 why this is right here -->`" in text


def test_over_prose_stands_nothing() -> None:
    found = alone(CERTIFICATE.replace("browsers", "brow‸sers"))
    assert hover(found.view, found.library, found.offset, ()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[click](command:evil) <b>", "\\[click\\](command:evil) \\<b\\>"),
        ("a *b* `c` \x1b[31m", "a \\*b\\* \\`c\\` ␛\\[31m"),
        ("&lt;script&gt;", "&amp;lt;script&amp;gt;"),
    ],
)
def test_a_document_s_text_shows_its_characters_and_does_nothing(text: str, expected: str) -> None:
    assert escaped(text) == expected


@given(st.text(st.sampled_from("ab *_`[]<>|~&\\#-("), max_size=30))
def test_an_editor_that_draws_no_markdown_gets_the_same_words(text: str) -> None:
    assert Hover(escaped(text), Span(0, 0)).plain.split() == text.split()
