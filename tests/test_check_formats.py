"""`rca check` for machines: SARIF, JUnit, counts, and only what changed in git."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from tests.command import ROOT, Result, rca

LATE = """\
# RCA — Queue stood still

- **Date:** 2026-04-02
- **Severity:** SEV-1

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|---|---|---|---|---|---|
| 1 | Page on depth & <b>age</b> | ops | 2026-05-30 | #1 | — | — |
| 2 | Cap the retries at 3 | everyone | 2026-05-30 | #2 | — | — |
"""
GOOD = """\
# Note

Nothing that a rule could look at.
"""
RULES = ("--select", "AI05,AI30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files, one with two late items, one of which has no owner in particular."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "késő 1.md").write_text(LATE)
    (tmp_path / "incidents" / "note.md").write_text(GOOD)
    return tmp_path


def check(folder: Path, *args: str) -> Result:
    return rca(folder, "check", "incidents", *RULES, *args)


def sarif(folder: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(check(folder, "--format", "sarif").out)
    return log


def test_sarif_has_a_rule_and_a_result_for_each_diagnostic(folder: Path) -> None:
    log = sarif(folder)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["AI05", "AI30"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("AI30", "warning"),
        ("AI05", "warning"),
        ("AI30", "warning"),
    ]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
"""The official schema of SARIF 2.1.0, as its own tools ship it (under the MIT licence)."""


def test_sarif_is_what_its_schema_asks_for(folder: Path) -> None:
    """With every rule, so that diagnostics of all levels and of empty places are among the results."""
    validator = Draft4Validator(SCHEMA, format_checker=FormatChecker())
    for targets in (("incidents",), ("incidents/note.md", *RULES)):
        log = json.loads(rca(folder, "check", *targets, "--format", "sarif").out)
        assert [error.message for error in validator.iter_errors(log)] == []
    (run,) = json.loads(rca(folder, "check", "incidents", "--format", "sarif").out)["runs"]
    assert {result["level"] for result in run["results"]} == {"note", "warning"}
    run["results"][0]["level"] = "info"
    assert [error.message for error in validator.iter_errors(log | {"runs": [run]})] != []


def test_sarif_points_at_the_words_with_a_relative_address(folder: Path) -> None:
    place = sarif(folder)["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "incidents/k%C3%A9s%C5%91%201.md"}
    region = place["region"]
    line = LATE.splitlines()[region["startLine"] - 1]
    assert region["startLine"] == region["endLine"] == 11
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "everyone"


def test_a_sarif_result_is_known_again_when_lines_are_put_in_above_it(folder: Path) -> None:
    def fingerprints() -> list[str]:
        return [r["partialFingerprints"]["ruleAndLines/v1"] for r in sarif(folder)["runs"][0]["results"]]

    before = fingerprints()
    path = folder / "incidents" / "késő 1.md"
    path.write_text(LATE.replace("## Action", "One more line.\n\n## Action"))
    assert fingerprints() == before
    assert len(set(before)) == 3


def test_sarif_without_a_diagnostic_is_a_run_without_results(folder: Path) -> None:
    log = json.loads(rca(folder, "check", "incidents/note.md", *RULES, "--format", "sarif").out)
    assert log["runs"][0]["results"] == []


def test_junit_has_a_suite_for_each_document(folder: Path) -> None:
    result = check(folder, "--format", "junit")
    root = ET.fromstring(result.out)
    assert (root.attrib["tests"], root.attrib["failures"]) == ("4", "3")
    late, note = root.findall("testsuite")
    assert [case.attrib["name"].split(":")[0] for case in late] == ["AI30 10", "AI05 11", "AI30 11"]
    assert all(case.find("failure") is not None for case in late)
    assert [case.attrib["name"] for case in note] == ["nothing to note"]


def test_junit_holds_only_what_xml_can(folder: Path) -> None:
    path = folder / "incidents" / "odd.md"
    path.write_text(
        LATE.replace("everyone", "every\x01one & \ufffe <all>").replace("2026-05-30", "someday\x0b")
    )
    root = ET.fromstring(rca(folder, "check", "incidents/odd.md", "--format", "junit").out)
    assert root.find("testsuite") is not None


def test_a_remark_fails_no_case(folder: Path) -> None:
    out = rca(folder, "check", "incidents/késő 1.md", "--select", "AI11", "--format", "junit").out
    root = ET.fromstring(out)
    assert root.attrib["failures"] == "0"
    assert root.find("testsuite/testcase/system-out") is not None


def test_statistics_count_by_rule(folder: Path) -> None:
    lines = check(folder, "--statistics").out.splitlines()
    assert [line.split()[:4] for line in lines[1:]] == [
        ["2", "1", "warning", "AI30"],
        ["1", "1", "warning", "AI05"],
    ]
    assert json.loads(check(folder, "--statistics", "--json").out)[0] == {
        "rule": "AI30", "level": "warning", "times": 2, "documents": 1,
    }  # fmt: skip


def test_statistics_have_no_place_in_sarif(folder: Path) -> None:
    result = check(folder, "--statistics", "--format", "sarif")
    assert (result.code, result.out) == (2, "")
    assert "--statistics prints text or json, not sarif" in result.err


def git(folder: Path, *args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def documents(result: Result) -> set[str]:
    return {each["path"] for each in json.loads(result.out)}


def test_since_a_commit_only_what_changed_is_checked(folder: Path) -> None:
    """On a branch one document was changed and one is new; main went on meanwhile with a third."""
    for name in ("a", "b"):
        (folder / "incidents" / f"{name}.md").write_text(LATE)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "all")
    git(folder, "switch", "-qc", "work")
    (folder / "incidents" / "a.md").write_text(LATE + "\nMore.\n")
    git(folder, "commit", "-qam", "a")
    git(folder, "switch", "-q", "main")
    (folder / "incidents" / "b.md").write_text(LATE + "\nMore.\n")
    git(folder, "commit", "-qam", "b")
    git(folder, "switch", "-q", "work")
    (folder / "incidents" / "new one.md").write_text(LATE)
    found = check(folder, "--since", "main", "--json")
    assert documents(found) == {"incidents/a.md", "incidents/new one.md"}
    assert "in 2 documents" in found.err
    workspace = rca(folder, "check", "--since", "main", "--json", *RULES)
    assert documents(workspace) == documents(found)


def test_since_a_commit_that_is_none_says_so(folder: Path) -> None:
    git(folder, "init", "-q")
    result = check(folder, "--since", "--output=x")
    assert result.code == 2
    git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    assert "git knows no commit nope here" in check(folder, "--since", "nope").err


def test_since_where_there_is_no_git(folder: Path) -> None:
    result = check(folder, "--since", "HEAD")
    assert result.code
    assert "Traceback" not in result.err


def test_a_text_on_standard_input_is_checked_under_the_name_it_will_have(folder: Path) -> None:
    """With the configuration of the place where it belongs."""
    (folder / "rca.toml").write_text('[checks.levels]\nAI05 = "error"\n')
    named = rca(
        folder, "check", "-", "--stdin-filename", "incidents/new.md", *RULES, "--json", stdin=LATE.encode()
    )
    assert named.code == 1
    assert [(each["path"], each["rule"], each["level"]) for each in json.loads(named.out)] == [
        ("incidents/new.md", "AI30", "warning"),
        ("incidents/new.md", "AI05", "error"),
        ("incidents/new.md", "AI30", "warning"),
    ]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", 0), (b"\x00\x01" * 500, 4), (b"\xff\xfeR\x00", 4), (b'{"a": [1, 2]}', 0)]
)
def test_standard_input_that_is_no_markdown(folder: Path, data: bytes, code: int) -> None:
    result = rca(folder, "check", "-", "--select", "AI", stdin=data)
    assert result.code == code
    assert ("<stdin>" in result.err) == (code == 4)
