"""What can be done at a place: diagnostics mended or accepted, items marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.changes import Refused
from rca.facts import facts
from rca.lsp.actions import Action, actions_at, chosen
from rca.lsp.diagnostics import diagnose, diagnose_config
from rca.lsp.fixes import config_fixes
from rca.lsp.texts import Text
from rca.ruleids import RULE_IDS
from rca.text import Span
from tests.invented import CERTIFICATE, CONFIG, TODAY
from tests.lsp.views import Opened, alone, opened

NAME = "2026-03-02-gateway-certificate.md"
FIRST = CERTIFICATE.replace("Renew", "Re‸new")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", TODAY)
    monkeypatch.setenv("RCA_ACTOR", "Ada <ada@example.org>")
    monkeypatch.delenv("RCA_ACTOR_KIND", raising=False)


def actions(found: Opened, *only: str) -> list[Action]:
    here = Span(found.offset, found.offset)
    return list(actions_at(found.view, here, diagnose(found.view), only))


def titles(found: Opened, *only: str) -> list[str]:
    return [action.title for action in actions(found, *only)]


def after(found: Opened, title: str) -> str:
    """The text once an action was chosen."""
    action = next(action for action in actions(found) if action.title == title)
    edits = action.edits if action.edits is not None else chosen(found.view, action.choice).edits
    return found.view.text.source.apply(edits).text


def test_only_the_kinds_that_are_asked_for_are_offered() -> None:
    found = alone(FIRST.replace("v1", "2026-01-01"))
    found = found._replace(offset=found.view.text.source.text.index("2026-01-01"))
    assert titles(found, "refactor") == ["Mark item 1 executed on prod"]
    accepted = [f"Accept {rule} here with a comment that says why" for rule in ("AI08", "AI30")]
    assert titles(found, "quickfix") == accepted
    assert titles(found) == titles(found, "quickfix") + titles(found, "refactor")
    assert titles(found, "source.fixAll") == []


def test_a_mark_is_the_edit_that_rca_mark_makes(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, FIRST) as found:
        assert titles(found, "refactor") == ["Mark item 1 executed on prod"]
        text = after(found, "Mark item 1 executed on prod")
    assert text == CERTIFICATE.replace(
        "staging: 2026-03-05; prod: — |", "staging: 2026-03-05; prod: 2026-06-03 |"
    )


def test_a_mark_is_made_in_the_text_that_was_not_saved(tmp_path: Path) -> None:
    unsaved = CERTIFICATE.replace("# RCA", "# Our RCA").replace(
        "| 2 | Alert", "| 2 | Al‸ert and wake somebody"
    )
    with opened(tmp_path, NAME, unsaved) as found:
        assert titles(found, "refactor") == [
            "Mark item 2 executed on staging",
            "Mark item 2 executed on prod",
        ]
        text = after(found, "Mark item 2 executed on staging")
    assert text.startswith("# Our RCA")
    assert "Alert and wake somebody on expiry | platform" in text
    assert text.endswith("| n/a | staging: 2026-06-03 |\n")


def test_an_item_of_a_list_is_marked_in_its_own_form() -> None:
    text = "# RCA\n\n- **Date:** 2026-06-01\n\n## Action items\n\n- [ ] Re‸new it\n- [ ] Page on it\n"
    assert "- [ ] Renew it (written: 2026-06-03)\n- [ ] Page" in after(alone(text), "Mark item 1 written")


def test_what_must_not_be_said_is_refused_with_a_sentence(tmp_path: Path) -> None:
    config = f'{CONFIG}[evidence]\nexecuted = "required"\n'
    with (
        opened(tmp_path, NAME, FIRST, config=config) as found,
        pytest.raises(Refused, match="needs evidence to be executed"),
    ):
        after(found, "Mark item 1 executed on prod")
    conflict = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    with pytest.raises(Refused, match="a merge left both sides here"):
        after(alone(FIRST + conflict), "Mark item 1 executed on prod")


def test_nobody_is_named_for_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RCA_ACTOR")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    with opened(tmp_path, NAME, FIRST) as found, pytest.raises(Refused, match="nobody is named"):
        after(found, "Mark item 1 executed on prod")


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("AI30", "| 2026-05-12-ledger-lag/1 | n/a | — <!-- {} --> |"),
        ("AI22", "prod: — <!-- {} --> |"),
        ("DOC02", "# RCA — Certificate of the gateway expired <!-- {} -->"),
    ],
)
def test_a_diagnostic_is_accepted_where_it_stands(rule: str, place: str) -> None:
    found = alone(CERTIFICATE)
    before = diagnose(found.view)
    start = next(each.span.start for each in before if each.rule == rule)
    changed = after(found._replace(offset=start), f"Accept {rule} here with a comment that says why")
    assert place.format(f"rca: ignore {rule} say why this is right here") in changed
    there = alone(changed).view
    assert {each.rule for each in before} - {each.rule for each in diagnose(there)} == {rule}
    assert facts(there.document) == facts(found.view.document)


def test_every_diagnostic_of_real_documents_can_be_accepted_or_the_offer_says_why_not(corpus: Path) -> None:
    refused = tried = 0
    for path in sorted(corpus.rglob("*.md"))[::40]:
        found = alone(path.read_bytes().decode("utf-8", "replace"), path.as_uri())
        for each in diagnose(found.view)[:4]:
            here = found._replace(offset=each.span.start)
            title = f"Accept {each.rule} here with a comment that says why"
            tried += title in titles(here)
            try:
                if title in titles(here):
                    after(here, title)
            except Refused:
                refused += 1
    assert tried > 8
    assert refused * 10 <= tried


def test_the_sections_that_are_missing_are_added_where_they_belong() -> None:
    found = alone(CERTIFICATE.replace("# RCA", "# ‸RCA"))
    text = after(found, "Add Timeline (all times UTC), Impact and Root cause analysis")
    headings = [line for line in text.split("\n") if line.startswith("## ")]
    assert headings == [
        "## Summary",
        "## Timeline (all times UTC)",
        "## Impact",
        "## Root cause analysis",
        "## Action items",
    ]
    both = after(alone(text.replace("# RCA", "# ‸RCA")), "Add Lessons learned, Detection and Resolution")
    assert not any("no section tells" in each.message for each in diagnose(alone(both).view))


def test_who_writes_is_named_as_the_author() -> None:
    text = after(alone(CERTIFICATE.replace("# RCA", "# ‸RCA")), "Name Ada as the author")
    assert text == CERTIFICATE.replace("gateway\n\n##", "gateway\n- **Author:** Ada\n\n##", 1)


def test_an_item_gets_a_number_of_its_own() -> None:
    text = CERTIFICATE.replace("| 2 | Alert", "| 1‸ | Alert")
    assert after(alone(text), "Give the item the number 2") == CERTIFICATE


def test_a_comment_that_ignores_nothing_is_deleted() -> None:
    text = CERTIFICATE.replace("Nobody", "<!-- rca: ignore AI18 no‸ need -->\nNobody")
    assert after(alone(text), "Delete the comment") == CERTIFICATE


def test_a_comment_that_names_no_rule_gets_one_that_there_is() -> None:
    text = CERTIFICATE.replace("Nobody", "<!-- rca: ignore DOC28 i‸t is ours -->\nNobody")
    title = next(title for title in titles(alone(text)) if title.startswith("Write "))
    wanted = title.split()[1]
    assert wanted in RULE_IDS
    assert f"<!-- rca: ignore {wanted} it is ours -->" in after(alone(text), title)


@pytest.mark.parametrize(
    ("config", "title", "mended"),
    [
        (
            'enviroments = ["prod"]\n',
            "Write environments instead of enviroments",
            'environments = ["prod"]\n',
        ),
        ('[checks]\nignor = ["AI11"]\n', "Write ignore instead of ignor", '[checks]\nignore = ["AI11"]\n'),
        ('[checks]\nignore = ["AI111"]\n', "Write AI11 instead of AI111", '[checks]\nignore = ["AI11"]\n'),
    ],
)
def test_the_key_that_was_meant_is_written_into_the_configuration(
    config: str, title: str, mended: str
) -> None:
    text = Text("file:///w/rca.toml", 1, config)
    fixes = [fix for each in diagnose_config(text) for fix in config_fixes(text, each)]
    assert [fix.title for fix in fixes] == [title]
    assert text.source.apply(fixes[0].edits).text == mended
