"""Sections: headings, bold lines and labels that act as headings, and what they mean beside one another."""

from __future__ import annotations

import pytest

from rca.config import Config
from rca.parse import parse
from rca.text import Source


def named(text: str, config: Config | None = None) -> list[tuple[str, str]]:
    source = Source(text)
    return [(s.name, s.heading) for s in parse(source, config=config).sections if s.name]


def test_headings_of_all_kinds_and_their_bodies() -> None:
    text = (
        "# RCA: x\n\nSummary\n-------\n\nOne.\n\n## Impact ##\n\nTwo.\n\n### Customer impact\n\n## Timeline\n"
    )
    found = parse(Source(text)).sections
    assert [(s.name, s.level) for s in found] == [
        ("", 1),
        ("summary", 2),
        ("impact", 2),
        ("impact", 3),
        ("timeline", 2),
    ]
    assert text[slice(*found[1].body)].strip() == "One."
    assert text[slice(*found[2].body)].strip() == "Two.\n\n### Customer impact"
    assert text[slice(*found[0].body)].endswith("## Timeline\n")


def test_the_title_is_no_section_unless_every_section_is_a_title() -> None:
    assert named("# Root cause analysis\n\n## Summary\n") == [("summary", "Summary")]
    assert named("# Summary\n\n# Impact\n") == [("summary", "Summary"), ("impact", "Impact")]


def test_a_bold_line_acts_as_a_heading() -> None:
    text = "# X\n\n**Summary**\n\nOne.\n\n**Root cause:**\ntwo\n\n**Held**\n\n- a\n"
    found = [s for s in parse(Source(text)).sections if s.level > 1]
    assert [(s.name, s.level) for s in found] == [("summary", 7), ("root_cause", 7)]
    assert text[slice(*found[0].body)].strip() == "One."


def test_a_bold_label_acts_as_a_heading_where_no_heading_says_the_same() -> None:
    text = "# X\n\n**Summary.** It broke.\n\n- **Impact:** none\n- **Resolution**:\n  - rolled back\n"
    assert named(text) == [("summary", "Summary"), ("impact", "Impact"), ("resolution", "Resolution")]
    assert named(text + "\n## Impact\n\nNone.\n")[1:] == [("resolution", "Resolution"), ("impact", "Impact")]


def test_a_heading_in_a_fence_or_a_quote_is_none() -> None:
    assert named("# X\n\n```\n## Summary\n```\n\n> ## Impact\n") == []


def test_an_ambiguous_heading_gives_way_to_a_sure_one() -> None:
    assert named("# X\n\n## Prevention\n") == [("action_items", "Prevention")]
    assert named("# X\n\n## Prevention\n\n## Action items\n") == [("action_items", "Action items")]


def test_an_ambiguous_heading_keeps_its_meaning_around_a_sure_one() -> None:
    found = named("# X\n\n## Prevention\n\n### Action items\n\n### Process improvements\n")
    assert found == [("action_items", "Prevention"), ("action_items", "Action items")]


def test_sub_headings_of_actions_are_groups() -> None:
    text = (
        "# X\n\n## Action items\n\n### Detection\n\n### Mitigation\n\n### Planned actions\n\n## Detection\n"
    )
    assert named(text) == [("action_items", "Action items"), ("detection", "Detection")]


def test_what_was_done_at_once_is_resolution() -> None:
    assert named("# X\n\n## Resolution\n\n### Immediate actions\n") == [("resolution", "Resolution")]


def test_sub_headings_of_what_went_well_are_no_sections() -> None:
    assert named("# X\n\n## What went well\n\n### Detection\n") == [("went_well", "What went well")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_spans_are_of_the_raw_text(newline: str) -> None:
    text = "\ufeff# X\n\n## Summary\n\nOne.\n".replace("\n", newline)
    section = parse(Source(text)).sections[1]
    assert text[slice(*section.span)] == "## Summary"
    assert text[slice(*section.body)].strip() == "One."


def test_a_teams_own_heading() -> None:
    config = Config(aliases={"sections": {"action_items": ("Hausaufgaben",)}})
    assert named("# X\n\n## Hausaufgaben\n", config) == [("action_items", "Hausaufgaben")]
