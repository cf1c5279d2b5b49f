"""Each rule on a document that it finds something in, and on one that it passes; comments and profiles.

rca/checks/examples/<rule>.md holds, behind lines with `%%`, a configuration, a document that fails, its
diagnostics and a document that passes. `RENEW=1 pytest tests/test_checks.py` writes the diagnostics as they
are now.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rca.checks
from rca.checks import PROFILES, READING, RULES, SOURCES, CheckContext, UnknownProfile, check
from rca.checks.docs import rules_page
from rca.checks.example import read_example
from rca.checks.rule import Elsewhere
from rca.config import Checks, Config
from rca.configfile import load
from rca.model import Diagnostic
from rca.parse import parse
from rca.text import Source

FOLDER = Path(rca.checks.__file__).parent / "examples"
TODAY = date(2026, 11, 24)
BY_ID = {rule.id: rule for rule in RULES}
RENEW = bool(os.environ.get("RENEW"))


def config_of(text: str, folder: Path) -> Config:
    """The configuration that an rca.toml with this text gives."""
    (folder / "rca.toml").write_text(text, encoding="utf-8")
    config = load(str(folder))
    assert not config.diagnostics
    return config


def shown(diagnostics: list[Diagnostic], source: Source) -> str:
    """One line each: place, level, message, and the words that the place points at."""
    return "".join(
        f"{':'.join(map(str, source.position(each.span[0])))} {each.level}: {each.message}"
        f" [{' '.join(source.slice(each.span).split())}]\n"
        for each in diagnostics
    )


def found(rule: str, text: str, config: Config, elsewhere: tuple[Elsewhere, ...] = ()) -> str:
    source = Source(text)
    context = CheckContext(TODAY, config, elsewhere=elsewhere).about(source)
    return shown(list(BY_ID[rule](parse(source, name="doc.md", config=config), context)), source)


def all_found(text: str, config: Config | None = None) -> str:
    source, config = Source(text), config or Config()
    diagnostics = check(parse(source, name="doc.md", config=config), source, CheckContext(TODAY, config))
    return "".join(f"{source.line(each.span[0])} {each.rule}\n" for each in diagnostics)


@pytest.mark.parametrize("rule", BY_ID)
def test_rule(rule: str, tmp_path: Path) -> None:
    path = FOLDER / f"{rule}.md"
    shown = read_example(path.read_text(encoding="utf-8"))
    config = config_of(shown.config, tmp_path)
    diagnostics = found(rule, shown.fails, config, shown.elsewhere)
    if RENEW and diagnostics != shown.diagnostics:
        before, _, rest = path.read_text(encoding="utf-8").partition("%% diagnostics\n")
        path.write_text(
            f"{before}%% diagnostics\n{diagnostics}%% passes{rest.partition('%% passes')[2]}",
            encoding="utf-8",
        )
    else:
        assert diagnostics == shown.diagnostics
    assert diagnostics
    assert found(rule, shown.passes, config) == ""


def test_every_fixture_has_its_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(BY_ID)


def test_rules_are_sorted_and_explained() -> None:
    assert list(BY_ID) == sorted(BY_ID)
    assert len(BY_ID) == len(RULES)
    for rule in RULES:
        assert rule.title.endswith(".")
        assert len(rule.why) > 80
        assert set(rule.sources) <= set(SOURCES)
        assert rule.sources


def test_what_reading_notices_is_listed() -> None:
    package = Path(__file__).parent.parent / "rca"
    sources = [package / "parse.py", *sorted((package / "parsing").glob("*.py"))]
    ids = {code for path in sources for code in re.findall(r'"(READ\d\d)"', path.read_text(encoding="utf-8"))}
    assert ids == set(READING)


def test_profiles_name_rules_that_exist() -> None:
    assert all(rules <= set(BY_ID) for rules in PROFILES.values())


DOCUMENT = """# RCA — Checkout rejected cards

- **Date:** 2026-11-02
- **Severity:** SEV-2
- **Author:** payments on-call

## Summary

A careless change{comment}.
"""


def test_comment_silences_a_rule_on_its_line() -> None:
    assert "9 DOC14\n" in all_found(DOCUMENT.format(comment=""))
    text = all_found(DOCUMENT.format(comment=" <!-- rca: ignore DOC14 the word is in the log -->"))
    assert "DOC14" not in text
    assert "IGN" not in text


def test_comment_alone_on_its_line_silences_the_block_below() -> None:
    text = DOCUMENT.format(comment=" by two\nstupid scripts\n\nA reckless third one")
    commented = text.replace("A careless", "<!-- rca: ignore DOC14 names of the scripts -->\nA careless")
    assert [line for line in all_found(text).splitlines() if "DOC14" in line] == [
        "9 DOC14",
        "10 DOC14",
        "12 DOC14",
    ]
    assert [line for line in all_found(commented).splitlines() if "DOC14" in line] == ["13 DOC14"]


def test_comment_beside_text_silences_its_line_only() -> None:
    for first in (
        "<!-- rca: ignore DOC14 a quote -->A careless",
        "A careless <!-- rca: ignore DOC14 a quote -->",
    ):
        text = DOCUMENT.format(comment=" by two\nstupid scripts").replace("A careless", first)
        assert [line for line in all_found(text).splitlines() if "DOC14" in line] == ["10 DOC14"]


def test_comment_for_the_whole_file() -> None:
    text = "<!-- rca: ignore-file DOC01 DOC14 a short note -->\n" + DOCUMENT.format(comment="")
    assert all_found(text) == ""


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("<!-- rca: ignore -->", "IGN01"),
        ("<!-- rca: ignore XY99 because -->", "IGN01"),
        ("<!-- rca: ignore DOC14 -->", "IGN02"),
        ("<!-- rca: ignore DOC11 nothing of the kind is here -->", "IGN03"),
    ],
)
def test_comments_are_judged_themselves(comment: str, rule: str) -> None:
    assert f"9 {rule}\n" in all_found(DOCUMENT.format(comment=comment))


def test_comment_in_a_fence_is_an_example() -> None:
    assert "IGN" not in all_found(DOCUMENT.format(comment="\n\n```\n<!-- rca: ignore -->\n```\n"))


def test_configuration_selects() -> None:
    text = DOCUMENT.format(comment="")
    assert "DOC14" in all_found(text, Config(checks=Checks(profile="google")))
    assert "DOC14" not in all_found(text, Config(checks=Checks(profile="pagerduty")))
    assert "DOC14" not in all_found(text, Config(checks=Checks(ignore=("DOC14",))))


def test_a_rule_can_be_added_to_a_profile() -> None:
    text = DOCUMENT.format(comment="")
    checks = Checks(profile="pagerduty", select=("DOC14",))
    assert "DOC14" in all_found(text, Config(checks=checks))
    assert "DOC14" not in all_found(text, Config(checks=checks._replace(ignore=("DOC14",))))


def test_the_configuration_gives_a_rule_its_level(tmp_path: Path) -> None:
    config = config_of('[checks.levels]\nDOC14 = "error"\n', tmp_path)
    source = Source(DOCUMENT.format(comment=""))
    found = check(parse(source, name="doc.md", config=config), source, CheckContext(TODAY, config))
    assert {each.level for each in found if each.rule == "DOC14"} == {"error"}


def test_a_level_of_a_rule_that_is_none_is_noted(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text('[checks.levels]\nDOC99 = "error"\nAI05 = "fatal"\n', encoding="utf-8")
    first, second = load(str(tmp_path)).diagnostics
    assert 'no rule has the id "DOC99"' in second.message or 'no rule has the id "DOC99"' in first.message
    assert "AI05" in first.message + second.message


def test_unknown_profile_is_one_sentence() -> None:
    with pytest.raises(UnknownProfile, match='profile = "gogle" does not exist; there are moderate, google'):
        all_found(DOCUMENT, Config(checks=Checks(profile="gogle")))


def test_quotations_code_and_fences_are_not_peoples_words() -> None:
    quoted = ' of "stupid" and `stupid`\n\n> reckless\n\n```\nsloppy\n```\n\n[x](https://example/stupid) fine'
    assert "DOC14" not in all_found(DOCUMENT.replace("careless", "small").format(comment=quoted))


def test_diagnostics_are_sorted_by_place() -> None:
    source = Source((FOLDER / "AI05.md").read_text(encoding="utf-8"))
    diagnostics = check(parse(source, name="doc.md"), source, CheckContext(TODAY, Config()))
    assert [each.span for each in diagnostics] == sorted(each.span for each in diagnostics)
    assert len({each.rule for each in diagnostics}) > 3


def test_page_of_rules_is_current() -> None:
    page = Path(__file__).parent.parent / "docs" / "rules.md"
    assert page.read_text(encoding="utf-8") == rules_page(), "python -m rca.checks.docs > docs/rules.md"


def test_every_real_document_can_be_checked(corpus: Path) -> None:
    paths = sorted((corpus / "documents").rglob("*.md"))
    assert paths
    for path in paths:
        source = Source.from_bytes(path.read_bytes(), str(path))
        for each in check(parse(source, name=path.name), source, CheckContext(TODAY, Config())):
            assert 0 <= each.span[0] <= each.span[1] <= len(source.text)
            assert each.message


SEEDS = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))]
PIECES = st.sampled_from([line + "\n" for text in SEEDS for line in text.splitlines()])


@given(st.lists(PIECES | st.text(max_size=30), max_size=60))
def test_any_text_can_be_checked(lines: list[str]) -> None:
    source = Source("".join(lines))
    for each in check(parse(source), source, CheckContext(TODAY, Config(environments=("staging", "prod")))):
        assert 0 <= each.span[0] <= each.span[1] <= len(source.text)
        assert each.message


HOSTILE = [
    "`" * 50_000,
    "<!--" * 20_000,
    "<!-- rca: ignore AI04 x -->\n" * 2_000,
    '"' * 50_000,
    "](" * 30_000,
    "```\n" * 20_001,
    "should have " * 9_000,
    "# X\n\n## Impact\n\n" + ". " * 20_000 + "x\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_end(text: str) -> None:
    """With places inside of the text, and without a rule that fails."""
    lines = [line.split() for line in all_found(text).splitlines()]
    assert "RULE01" not in {rule for _, rule in lines}
    assert all(1 <= int(line) <= text.count("\n") + 1 for line, _ in lines)
    assert lines
