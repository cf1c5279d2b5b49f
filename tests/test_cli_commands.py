"""What single commands promise beside their looks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rca.configfile import load
from tests.command import INCIDENT, own_workspace, process, rca


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return own_workspace(tmp_path)


def test_common_options_stand_before_or_behind(workspace: Path) -> None:
    before = rca(workspace.parent, "-C", str(workspace), "list")
    behind = rca(workspace.parent, "list", "-C", str(workspace))
    assert before.out == behind.out
    assert "role-split-1455" in before.out
    assert "\x1b[" in rca(workspace, "list", "--color", "always").out
    assert "\x1b[" not in rca(workspace, "--color", "always", "list", "--no-color").out


def test_no_sync_reads_the_index_as_it_is(workspace: Path) -> None:
    rca(workspace, "sync")
    (workspace / "incidents" / f"{INCIDENT}.md").unlink()
    assert json.loads(rca(workspace, "list", "--json", "--no-sync").out)[0]["id"] == INCIDENT
    assert json.loads(rca(workspace, "list", "--json").out) == []


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["due"], 1),
        (["due", "--exit-zero"], 0),
        (["due", "--json"], 1),
        (["due", "owner:nobody-here"], 0),
        (["due", "--exit-zero", "owner:operator"], 0),
    ],
)
def test_due_tells_cron_by_its_exit_code(args: list[str], code: int, workspace: Path) -> None:
    assert rca(workspace, *args).code == code


def test_where_nothing_is_late_due_counts_what_never_can_be(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    text = "# Lag\n\n## Action items\n\n- [ ] Alert\n- [ ] Rehearse\n"
    (tmp_path / "incidents" / "lag.md").write_text(text)
    told = "Nothing overdue, nothing due within 7 days; 2 items without a due date: rca actions is:undated\n"
    assert rca(tmp_path, "due").err == told
    assert rca(tmp_path, "due", "Alert").err.count("1 item without a due date") == 1


def test_status_leads_to_mistakes_of_the_configuration(workspace: Path) -> None:
    (workspace / "rca.toml").write_text('incidenst = ["docs"]\n')
    assert "\nNext:\n  rca doctor  " in rca(workspace, "status").out
    assert "  1 mistake in the configuration\n" in rca(workspace, "status").out


def test_folders_that_are_not_there_are_told_where_there_is_no_incident(workspace: Path) -> None:
    (workspace / "rca.toml").write_text('incidents = ["nowhere"]\n')
    assert "\n  rca doctor            1 file cannot be read\n" in rca(workspace, "status").out
    told = "`incidents` in rca.toml says where others lie"
    assert told in rca(workspace, "export", "csv").err


def test_due_looks_as_far_ahead_as_it_is_told(workspace: Path) -> None:
    day = {"RCA_TODAY": "2026-05-16"}
    seen = [
        json.loads(rca(workspace, "due", "--json", "--within", w, env=day).out) for w in ("2d", "3", "1w")
    ]
    assert [[item["number"] for item in found["due_soon"]] for found in seen] == [
        [],
        ["1", "2"],
        ["1", "2", "3", "5"],
    ]
    assert [item["number"] for item in seen[0]["overdue"]] == ["4"]


def test_a_minus_negates_a_key(workspace: Path) -> None:
    numbers = [
        item["number"] for item in json.loads(rca(workspace, "actions", "-owner:operator", "--json").out)
    ]
    assert numbers == ["2", "3"]


def test_ascii_marks(workspace: Path) -> None:
    out = rca(workspace, "actions", env={"RCA_ASCII": "1"}).out
    assert "p part-executed" in out
    assert "~" in out
    assert "◑" not in out


def test_raw_is_the_file_byte_for_byte(workspace: Path) -> None:
    path = workspace / "incidents" / f"{INCIDENT}.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    result = process(workspace, "rca show 1455 --raw > raw.md")
    assert result.returncode == 0
    assert (workspace / "raw.md").read_bytes() == path.read_bytes()


def test_parse_keeps_the_order_and_goes_on_behind_a_bad_file(workspace: Path) -> None:
    (workspace / "bad.md").write_bytes(b"# ok\n\xff\n")
    good = f"incidents/{INCIDENT}.md"
    result = rca(workspace, "parse", "--json", good, "bad.md", "incidents", good)
    assert [json.loads(line)["path"] for line in result.out.splitlines()] == [good, good]
    assert result.code == 4
    assert result.err.splitlines() == [
        "rca: bad.md:2: byte 0xff is not UTF-8; save the file as UTF-8",
        "rca: incidents: this is a folder; name the files in it",
    ]


def test_parse_reads_standard_input(tmp_path: Path) -> None:
    result = rca(tmp_path, "parse", "--json", "-", stdin="# 決済\n\n- **Severity:** SEV-3\n".encode())
    assert json.loads(result.out)["severity"] == "SEV-3"


def test_files_are_read_with_the_configuration_of_their_workspace(workspace: Path) -> None:
    result = rca(workspace.parent, "parse", "--json", str(workspace / "incidents" / f"{INCIDENT}.md"))
    assert "staging" in json.loads(result.out)["environments"]


def test_sync_names_what_it_left_out(workspace: Path) -> None:
    (workspace / "incidents" / "bad.md").write_bytes(b"\xff")
    (workspace / "incidents" / "README.md").write_text("# Incidents\n")
    result = rca(workspace, "sync")
    assert result.out.startswith("1 added, 1 unreadable, 1 skipped in ")
    assert result.err.splitlines() == [
        "incidents/bad.md: line 1: byte 0xff is not UTF-8; save the file as UTF-8",
        "1 file without an incident skipped: see rca doctor.",
    ]
    assert "see rca doctor" not in rca(workspace, "sync").err
    stats = json.loads(rca(workspace, "sync", "--json").out)
    assert (stats["unchanged"], stats["unreadable"], stats["skipped"]) == (1, 1, 1)
    assert [file["path"] for file in stats["unreadable_files"]] == ["incidents/bad.md"]
    assert [file["path"] for file in stats["skipped_files"]] == ["incidents/README.md"]


def test_check_tells_unreadable_documents_of_the_workspace(workspace: Path) -> None:
    (workspace / "incidents" / "bad.md").write_bytes(b"\xff")
    result = rca(workspace, "check", "--select", "IGN03")
    assert result.code == 4
    assert "bad.md" in result.err


@pytest.mark.parametrize("target", ["incidents/nothing", "nothing.md"])
def test_check_tells_a_path_that_is_not_there(target: str, workspace: Path) -> None:
    result = rca(workspace, "check", target)
    assert (result.code, result.out) == (4, "")
    assert f"{target}: there is no such file" in result.err


def test_check_of_a_query(workspace: Path) -> None:
    assert json.loads(rca(workspace, "check", "--json", "id:nobody").out) == []
    assert json.loads(rca(workspace, "check", "--json", "sev:2", "id:1455").out)


@pytest.mark.parametrize("style", ["text", "json", "junit"])
@pytest.mark.parametrize("words", [("typo",), ("1456",), ("typo", "sev:2")])
def test_check_of_a_word_that_means_nothing(style: str, words: tuple[str, ...], workspace: Path) -> None:
    result = rca(workspace, "check", "--format", style, *words)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"rca: nothing matches {' '.join(words)}; rca list shows what there is\n"


def test_check_of_a_query_that_finds_nothing_says_so(workspace: Path) -> None:
    result = rca(workspace, "check", "sev:1")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("No incident matches sev:1.\n")


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_check_tells_a_rule_that_is_none(option: str, workspace: Path) -> None:
    result = rca(workspace, "check", option, "doc17a")
    assert (result.code, result.out) == (2, "")
    assert result.err == "rca: no rule has the id DOC17A; did you mean DOC17?\n"


def test_check_selects_and_ignores_by_beginning(workspace: Path) -> None:
    def rules(*options: str) -> set[str]:
        return {found["rule"] for found in json.loads(rca(workspace, "check", "--json", *options).out)}

    everything = rules()
    some = {rule for rule in everything if rule.startswith("AI")}
    assert some
    assert some < everything
    assert rules("--select", "ai") == some
    assert rules("--ignore", "AI") == everything - some


def test_the_editor_opens_on_a_terminal_only(workspace: Path) -> None:
    editor = workspace / "editor"
    editor.write_text('#!/bin/sh\nfor file; do :; done\necho edited >> "$file"\n')
    editor.chmod(0o755)
    call = ["new", "What broke", "--date", "2026-11-23", "--no-ask"]
    path = workspace / "incidents" / "2026-11-23-what-broke.md"
    rca(workspace, *call, env={"EDITOR": str(editor)})
    assert "edited" not in path.read_text()
    path.unlink()
    rca(workspace, *call, env={"VISUAL": str(editor)}, tty=True)
    assert path.read_text().endswith("edited\n")
    rca(workspace, *call, "--no-edit", env={"VISUAL": str(editor)}, tty=True)
    assert "edited" not in path.with_stem("2026-11-23-what-broke-2").read_text()


def test_init_writes_once_and_never_over_anything(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.png binary")
    assert rca(tmp_path, "init", "--git").out.split() == ["rca.toml", ".gitattributes"]
    assert (tmp_path / ".gitattributes").read_text().splitlines()[0] == "*.png binary"
    (tmp_path / "rca.toml").write_text('environments = ["mine"]\n')
    assert rca(tmp_path, "init", "--git").out == ""
    assert (tmp_path / "rca.toml").read_text() == 'environments = ["mine"]\n'


def test_the_configuration_that_init_writes_has_no_mistake_even_uncommented(tmp_path: Path) -> None:
    rca(tmp_path, "init")
    text = (tmp_path / "rca.toml").read_text()
    assert rca(tmp_path, "list").code == 0
    lines = [re.sub(r"^# (?=[\[\w\"-]+( = |\.|\]))", "", line) for line in text.splitlines()]
    assert sum(line.startswith("#") for line in lines) < sum(
        line.startswith("#") for line in text.splitlines()
    )
    (tmp_path / "rca.toml").write_text("\n".join(lines))
    config = load(str(tmp_path))
    assert config.diagnostics == ()
    assert config.environments == ("staging", "prod")
    assert config.sla["SEV-1"] == 14


def test_a_sample_is_never_written_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    result = rca(tmp_path, "demo", "mine")
    assert (result.code, result.out) == (2, "")
    assert "not empty" in result.err
    assert json.loads(rca(tmp_path, "demo", "fresh", "--json").out)["documents"] == 12


def test_check_tells_mistakes_of_the_configuration(workspace: Path) -> None:
    (workspace / "rca.toml").write_text('\nenviroments = ["prod"]\ntimezone = "Mars/Olympus"\n')
    result = rca(workspace, "check", "--select", "CONF")
    assert result.code == 1
    assert result.out.splitlines()[:3] == [
        "rca.toml:2:1: CONF01 unknown key `enviroments`; did you mean `environments`?",
        '    enviroments = ["prod"]',
        "    ^^^^^^^^^^^^^^^^^^^^^^",
    ]
    assert "1 error and 1 warning" in result.err
    assert "CONF01" not in rca(workspace, "check", "incidents").out
