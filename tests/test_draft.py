"""`rca new --from-json`: what is given stands in the document and reads back; every mistake is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.config import Config
from rca.draft import BadDraft, read_draft
from rca.drafting import Drafter, Page
from rca.editing.values import light
from rca.inline import plain
from tests.command import rca
from tests.test_new import DAY

FULL: dict[str, Any] = {
    "title": "Audit role | split",
    "date": "2026-05-15",
    "severity": "SEV-2",
    "issue": 1455,
    "services": ["raptor"],
    "authors": ["sre-agent", "ana"],
    "duration": "2 h",
    "detected": "2026-05-15 14:02 UTC",
    "classification": "gated",
    "sections": {"summary": "Two words.\n\n- a\n- b", "lucky": "Nobody looked."},
    "timeline": [
        {"time": "14:02", "text": "Alert | fires"},
        {"time": "13:00", "text": "Deploy <!-- of what -->"},
    ],
    "action_items": [
        {"text": "Split | the role", "owner": "ana", "due": "2026-06-01", "issue": "12", "type": "prevent"},
        {"text": "Alert <!-- on it"},
    ],
}


def page(said: dict[str, Any]) -> Page:
    draft = read_draft(json.dumps(said).encode(), "draft.json")
    return Drafter(Config(root="/none"), DAY).page(draft, "2026-05-15-x")


def test_guidance_beside_what_is_filled_in_is_gone_and_the_rest_stays() -> None:
    """Comments of the template go; a person's own words, and guidance of what is still empty, stay."""
    text = page({**FULL, "duration": "2 h <!-- at most -->"}).source.text
    assert "- **Duration:** 2 h \\<!-- at most -->\n- **Blast radius:** <!-- who and what" in text
    assert "## Timeline (all times UTC)\n\n| Time | Event |\n" in text
    assert "## Action items\n\n| # | Action |" in text
    assert "Deploy \\<!-- of what -->" in text
    assert "## Impact\n\n<!-- Numbers" in text
    assert "- **Blast radius:** none\n" in page({**FULL, "blast_radius": "none"}).source.text
    assert "## Timeline (all times UTC)\n\n<!-- Facts" in page({"title": "Queue stood"}).source.text


def mistakes(said: object) -> str:
    with pytest.raises(BadDraft) as caught:
        read_draft(said if isinstance(said, bytes) else json.dumps(said).encode(), "draft.json")
    return str(caught.value)


def test_what_is_given_reads_back() -> None:
    source, document = page(FULL)
    assert document.title == "RCA — Audit role | split (#1455)"
    assert (document.authors, document.services) == (("sre-agent", "ana"), ("raptor",))
    assert (document.duration, document.classification) == ("2 h", "gated")
    assert document.detected is not None
    assert document.detected.text == "2026-05-15 14:02 UTC"
    assert "- **Duration:** 2 h\n" in source.text
    texts = {s.name: source.slice(s.body).strip() for s in document.sections}
    assert texts["summary"] == "Two words.\n\n- a\n- b"
    assert texts["lucky"] == "Nobody looked."
    assert [(e.time, e.text) for e in document.timeline] == [
        ("13:00", "Deploy <!-- of what -->"),
        ("14:02", "Alert | fires"),
    ]
    split, alert = document.action_items
    assert (split.text, split.owners, split.issues, split.kind) == (
        "Split | the role",
        ("ana",),
        ("#12",),
        "prevent",
    )
    assert split.due is not None
    assert split.due.text == "2026-06-01"
    assert alert.text == "Alert <!-- on it"


def test_the_schema_says_what_is_read(tmp_path: Path) -> None:
    printed = rca(tmp_path, "new", "--schema")
    schema = json.loads(printed.out)
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    assert check.is_valid(FULL)
    assert check.is_valid({"title": "x"})
    wrong: list[dict[str, Any]] = [{}, {"title": ""}, {"title": "x", "tilte": "y"}, {"title": "x", "date": 3}]
    wrong.append({"title": "x", "sections": {"sumary": "y"}})
    for said in wrong:
        assert not check.is_valid(said)
        mistakes(said)


def test_a_section_of_which_the_template_has_parts_keeps_them() -> None:
    text = page({"title": "x", "template": "security", "sections": {"impact": "None."}}).source.text
    assert "## Impact\n\nNone.\n\n### Data and accounts concerned\n" in text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"x", "draft.json: line 1, column 1: is no JSON: Expecting value"),
        (b"\xff", "draft.json: is not UTF-8"),
        (b"[]", 'draft.json: is no object; write {"title": "What broke", …}'),
        (b'{"title": "x", "title": "y"}', 'draft.json: the key "title" stands there twice'),
        (b'{"title": NaN}', "draft.json: NaN is no JSON"),
        (b"[" * 100_000, "draft.json: nests too deeply"),
        ({}, "draft.json: title: is missing"),
        ({"title": " "}, "draft.json: title: is empty"),
        ({"title": "\u200b \u2060"}, "draft.json: title: is empty"),
        (
            b'{"title": "\\ud800"}',
            "draft.json: invalid JSON: unexpected end of hex escape at line 1 column 18",
        ),
        (
            {"title": "x", "issue": 10**12},
            "draft.json: issue: is no number of an issue; it has 12 digits at most",
        ),
        (
            {"title": "x", "action_items": [{"text": "a", "issue": f"o/r#{10**12}"}]},
            "draft.json: action_items[0].issue: is no number of an issue; it has 12 digits at most",
        ),
        ({"title": "x", "id": "a" * 121}, "draft.json: id: is too long; an id has 120 characters at most"),
        ({"title": "x", "id": "水" * 70}, "draft.json: id: is too long; an id has 120 characters at most"),
        (
            {"title": "x", "sections": {"sumary": "y"}},
            "draft.json: sections.sumary: is not known; did you mean summary?",
        ),
        (
            {
                "title": 3,
                "sevrity": "SEV-2",
                "date": "2026-13-01",
                "services": ["a\u202eb"],
                "timeline": [{"time": "14:02"}],
                "action_items": [{"text": "a", "onwer": "b"}, {"text": ""}],
            },
            (
                "draft.json: title: should be a valid string; date: should be a valid date in the format "
                "YYYY-MM-DD, month value is outside expected range of 1-12; services[0]: the text holds "
                "U+202E (right-to-left override), which hides or reorders text; leave it out; "
                "timeline[0].text: is missing; action_items[0].onwer: is not known; did you mean owner?; "
                "action_items[1].text: is empty; sevrity: is not known; did you mean severity?"
            ),
        ),
    ],
)
def test_every_mistake_is_named(said: object, told: str) -> None:
    assert mistakes(said) == told


def test_what_would_read_as_something_else_is_named() -> None:
    with pytest.raises(BadDraft) as caught:
        page(
            {
                "title": "x",
                "services": ["a, b"],
                "detected": "noon-ish",
                "sections": {"summary": "# Another title\n", "impact": "<!-- without an end"},
                "timeline": [{"time": "later", "text": "x"}],
                "action_items": [{"text": "a", "due": "05/06/2026"}],
            }
        )
    assert str(caught.value) == (
        'detected: "noon-ish" is no time; write it as 2026-06-01 14:02 UTC, or "" for none; '
        'sections.summary: line 1 of the text is the heading "Another title"; write it in bold; '
        "sections.impact: line 1 of the text opens a comment that nothing closes; end it with -->; "
        'timeline[0]: "later" is no time; write it as 14:02, 14:02 UTC, 2026-05-15 14:02 or T+15m; '
        'action_items[0]: the due date "05/06/2026" is no date; write 2026-06-01, a milestone of rca.toml, '
        'or "unscheduled"; '
        "services: would read back as 'a', 'b'"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a\n\n````sql\nb\n```",
            "line 3 of the text opens a code block that nothing closes; end it with the same marks",
        ),
        (
            "- a\n  ~~~\n  b",
            "line 2 of the text opens a code block that nothing closes; end it with the same marks",
        ),
        ("a\n<!-- b", "line 2 of the text opens a comment that nothing closes; end it with -->"),
        (
            "a\n\nb\n---\nc",
            'line 4 of the text underlines "b", which makes it a heading; put a blank line above it',
        ),
        (
            "a\nb\n===",
            'line 3 of the text underlines "a b", which makes it a heading; put a blank line above it',
        ),
        ("a\n\n## b ##", 'line 3 of the text is the heading "b"; write it in bold'),
    ],
)
@pytest.mark.parametrize("name", ["summary", "lessons"])
def test_structure_in_the_text_of_a_section_is_named_with_its_line(text: str, told: str, name: str) -> None:
    with pytest.raises(BadDraft) as caught:
        page({"title": "x", "sections": {name: text}})
    assert str(caught.value) == f"sections.{name}: {told}"


def test_what_is_closed_in_the_text_of_a_section_is_taken() -> None:
    text = "```\n# a\n```\n\n- b\n  ~~~\n  c\n  ~~~\n\n<!-- d\n-->\n\ne\n\n---\n\nf"
    assert text in page({"title": "x", "sections": {"summary": text}}).source.text


def test_a_long_number_in_the_address_of_an_issue_is_fine() -> None:
    address = "https://tasks.example/0/1201234567890123"
    assert read_draft(json.dumps({"title": "x", "issue": address}).encode(), "x").issue == address


WORDS = st.text(alphabet="ab |<>!-*_`#\\[]()~\"'&;\n", min_size=1, max_size=14)


def shown(markdown: str) -> str:
    """What Markdown of one line reads as."""
    return plain(light(" ".join(markdown.split())))


@settings(max_examples=20)
@given(text=WORDS, event=WORDS, prose=WORDS)
def test_no_value_becomes_structure(text: str, event: str, prose: str) -> None:
    said = {
        "title": "x",
        "sections": {"impact": prose},
        "timeline": [{"time": "14:02", "text": f"x{event}"}],
        "action_items": [{"text": f"x{text}"}],
    }
    try:
        _, document = page(said)
    except BadDraft:
        return
    assert len(document.timeline) == len(document.action_items) == 1
    assert document.timeline[0].text == shown(f"x{event}")
    assert document.action_items[0].text == shown(f"x{text}")
    assert [s.name for s in document.sections if s.level == 2][-2:] == ["action_items", "references"]


def test_a_script_writes_an_rca(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text("")
    result = rca(tmp_path, "new", "--from-json", "-", "--json", stdin=json.dumps(FULL).encode())
    assert json.loads(result.out) == {
        "id": "2026-05-15-audit-role-split-1455",
        "path": "incidents/2026-05-15-audit-role-split-1455.md",
    }
    assert rca(tmp_path, "check").code == 0
    twice = rca(tmp_path, "new", "more", "--from-json", "-", stdin=b"{}")
    assert twice.code == 2
    assert twice.err == "rca: --from-json takes everything from JSON; write the title there\n"
    assert rca(tmp_path, "new", "--from-json", "none.json").code == 4
