"""Configuration: found upwards, read with every mistake named, kept by the index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rca.config import (
    Checks,
    Config,
    ConfigError,
    Evidence,
    Person,
    Verification,
    WorkspaceNotFound,
    find_root,
    freeze,
    signature,
    thaw,
    today,
)
from rca.configfile import load
from rca.tomlplaces import line_of
from rca.workspace import Workspace

WHOLE = """\
incidents = ["incidents", "../payments/docs/postmortems"]
environments = ["staging", "prod"]
timezone = "Europe/Oslo"
[milestones]
v1 = 2026-05-23
[severities]
"SEV-1" = ["P1", "critical"]
[sla]
"SEV-2" = 30
[evidence]
executed = "required"
verified_by_other = false
[people]
sre-agent = { kind = "agent" }
[checks]
profile = "google"
ignore = ["AI11"]
select = ["AI18"]
[checks.levels]
AI05 = "error"
[aliases.sections]
action_items = ["予防策", "Tiltak"]
[verify.audit-privileges]
run = ["psql", "--no-psqlrc", "-f", "checks/audit_privileges.sql"]
env.staging.DATABASE_URL = "$STAGING_DATABASE_URL"
timeout = 5
cannot_tell = [2]
"""


def write(folder: Path, text: str, name: str = "rca.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return load(str(folder))


def test_every_key_is_read(tmp_path: Path) -> None:
    config = write(tmp_path, WHOLE)
    assert config == Config(
        root=str(tmp_path),
        incidents=("incidents", "../payments/docs/postmortems"),
        environments=("staging", "prod"),
        timezone="Europe/Oslo",
        milestones={"v1": date(2026, 5, 23)},
        severities={"SEV-1": ("P1", "critical")},
        sla={"SEV-2": 30},
        evidence=Evidence("required", verified_by_other=False),
        people={"sre-agent": Person("agent")},
        checks=Checks("google", ("AI11",), ("AI18",), {"AI05": "error"}),
        aliases={"sections": {"action_items": ("予防策", "Tiltak")}},
        verify={
            "audit-privileges": Verification(
                ("psql", "--no-psqlrc", "-f", "checks/audit_privileges.sql"),
                {"staging": {"DATABASE_URL": "$STAGING_DATABASE_URL"}},
                (),
                5.0,
                (2,),
            )
        },
        file="rca.toml",
    )


def test_what_the_index_keeps_is_the_same_configuration(tmp_path: Path) -> None:
    config = write(tmp_path, WHOLE + '\n[chekcs]\nprofile = ""\n')
    assert config.diagnostics
    assert thaw(freeze(config)) == config


def test_a_project_file_may_hold_it(tmp_path: Path) -> None:
    config = write(tmp_path, '[project]\nname = "x"\n[tool.rca]\ntimezone = "Mars"\n', "pyproject.toml")
    assert config.file == "pyproject.toml"
    assert [(d.line, d.message) for d in config.diagnostics] == [
        (4, '`timezone` must be the name of a time zone such as "UTC" or "Europe/Oslo"; its default is used')
    ]


def test_a_rule_that_is_none_is_told_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text('[checks]\nignore = [\n  "TL05",\n  "ai11",\n  "wombat",\n]\n')
    config = load(str(tmp_path))
    assert config.checks.ignore == ("TL05", "ai11", "wombat")
    assert [(d.line, d.level, d.message) for d in config.diagnostics] == [
        (2, "warning", '`checks.ignore`: no rule has the id "ai11"; did you mean AI11?'),
        (2, "warning", '`checks.ignore`: no rule has the id "wombat"; docs/rules.md lists those there are'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            'timezone = "UTC"\nenviroments = []\n',
            2,
            "unknown key `enviroments`; did you mean `environments`?",
        ),
        ('[evidence]\nexecutd = "x"\n', 2, "unknown key `evidence.executd`; did you mean `executed`?"),
        (
            "[evidence]\nexecuted = 'yes'\n",
            2,
            '`evidence.executed` must be one of "required", "wanted", "optional"; its default is used',
        ),
        ("\nincidents = 3\n", 2, "`incidents` must be a list of strings; its default is used"),
        ("[sla]\nSEV-1 = 'soon'\n", 2, "`sla.SEV-1` must be a number of days; its default is used"),
        (
            '[milestones]\nv1 = "later"\n',
            2,
            "`milestones.v1` must be a date such as 2026-05-23; its default is used",
        ),
        ("milestones = 1\n", 1, "`milestones` must be a table; its default is used"),
        (
            "[verify.x]\ntimeout = 1\n",
            1,
            '`verify.x` names nothing to run; write `run = ["program", "argument"]`',
        ),
        (
            '[verify.x]\nrun = "psql -f x"\n',
            2,
            '`verify.x.run` must be a list such as ["program", "argument"]; its default is used',
        ),
        ('[people]\nme = { knd = "human" }\n', 2, "unknown key `people.me.knd`; did you mean `kind`?"),
        (
            "[aliases]\nwords = {}\n",
            2,
            "unknown key `aliases.words`; known are sections, labels, columns, states",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_default_counts(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    config = write(tmp_path, text)
    first = config.diagnostics[0]
    assert (first.path, first.line, first.message) == ("rca.toml", line, message)
    assert config._replace(diagnostics=(), file="") in (
        Config(root=str(tmp_path)),
        Config(root=str(tmp_path), people={"me": Person()}),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a = 1\nb\n", "rca.toml:2:2: Expected '=' after a key in a key/value pair"),
        ("a = [1,\n", "rca.toml:2: Invalid value (at end of document)"),
    ],
)
def test_a_broken_file_is_one_sentence_with_a_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        write(tmp_path, text)
    assert str(caught.value) == sentence
    assert caught.value.exit_code == 3


def test_a_file_that_is_not_utf8_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_bytes(b'timezone = "\xff"\n')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(str(tmp_path))


def test_the_nearest_configuration_above_is_the_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    deep = tmp_path / "docs" / "incidents" / "2026"
    deep.mkdir(parents=True)
    assert find_root(str(deep)) == str(tmp_path / "docs")
    (tmp_path / "rca.toml").write_text('incidents = ["docs/incidents"]\n')
    assert find_root(str(deep)) == str(tmp_path)


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").touch()
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    with pytest.raises(WorkspaceNotFound, match="rca init"):
        find_root(str(repository))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[tool.rca]\n", True),
        ("[tool.rca.milestones]\nv1 = 2026-05-23\n", True),
        ('[tool]\nrca = { timezone = "UTC" }\n', True),
        ('[project]\nname = "rca-ledger"\n', False),
        ("[tool.rca", True),
        ("rca = [", False),
    ],
)
def test_a_project_file_counts_only_with_its_table(tmp_path: Path, text: str, found: bool) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(text)
    if found and text != "[tool.rca":
        assert find_root(str(tmp_path)) == str(tmp_path)
    elif found:
        with pytest.raises(WorkspaceNotFound):
            find_root(str(tmp_path))
    else:
        with pytest.raises(WorkspaceNotFound):
            find_root(str(tmp_path))


def test_a_touched_file_has_another_signature(tmp_path: Path) -> None:
    before = signature(str(tmp_path))
    (tmp_path / "rca.toml").write_text("")
    assert signature(str(tmp_path)) != before


def test_only_what_influences_reading_is_in_its_key() -> None:
    plain = Config()
    assert plain._replace(checks=Checks("google"), sla={"SEV-1": 3}).reading_key() == plain.reading_key()
    assert plain._replace(environments=("prod",)).reading_key() != plain.reading_key()
    assert plain._replace(milestones={"v1": date(2026, 5, 23)}).reading_key() != plain.reading_key()


def test_lines_of_nested_keys() -> None:
    text = 'a = 1\n[b]\n# c = 2\nc.d = 3\n["e".f]\ng = { h = 1 }\n'
    keys = [("a",), ("b",), ("b", "c"), ("b", "c", "d"), ("e", "f", "g", "h")]
    assert [line_of(text, key) for key in keys] == [1, 2, 4, 4, 6]


def test_today_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", "2026-06-01")
    assert today() == date(2026, 6, 1)
    monkeypatch.setenv("RCA_TODAY", "tomorrow")
    with pytest.raises(ConfigError, match="RCA_TODAY"):
        today()


def test_zero_is_no_exit_code_that_cannot_tell(tmp_path: Path) -> None:
    config = write(tmp_path, '[verify.x]\nrun = ["true"]\ncannot_tell = 0\n')
    assert config.verify["x"].cannot_tell == ()
    assert (config.diagnostics[0].line, config.diagnostics[0].message) == (
        3,
        "`verify.x.cannot_tell` must be a list of exit codes such as [2]; its default is used",
    )


def test_environments_have_names_each_once(tmp_path: Path) -> None:
    config = write(tmp_path, 'environments = ["staging", " "]\n')
    assert config.environments == ()
    assert config.diagnostics[0].message == "`environments` must be a list of names; its default is used"
    assert write(tmp_path, 'environments = ["a", "b", "a"]\n').environments == ("a", "b")


def test_nesting_without_end_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^rca\.toml: nests too deeply"):
        write(tmp_path, f"a = {'[' * 5000}")


def test_saved_queries_are_read_and_one_that_is_wrong_is_left_out(tmp_path: Path) -> None:
    text = '[queries]\n"my team" = "owner:platform is:pending"\nwrong = "ownr:me"\nnumber = 3\n'
    (tmp_path / "rca.toml").write_text(text)
    config = load(str(tmp_path))
    assert config.queries == {"my team": "owner:platform is:pending"}
    assert [(note.line, note.message) for note in config.diagnostics] == [
        (
            3,
            (
                "`queries.wrong`: query, column 1: unknown key `ownr:`; did you mean `owner:`?;"
                " to look for the text, put it in quotes; it is left out"
            ),
        ),
        (4, "`queries.number` must be a string; its default is used"),
    ]


def test_a_configuration_that_another_version_kept_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rca.toml").write_text("")
    now = signature(str(tmp_path))
    monkeypatch.setattr("rca.config._SHAPE", "another")
    assert signature(str(tmp_path)) != now


def test_a_configuration_that_changes_during_a_sync_is_read_by_the_next_one(tmp_path: Path) -> None:
    """It is read, then written anew while documents are read: what is kept is not taken for the new one."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "a.md").write_text("# RCA — A\n", encoding="utf-8")
    write(tmp_path, 'environments = ["staging"]\n')

    def edit(_: int, __: int) -> None:
        write(tmp_path, 'environments = ["staging", "prod"]\n')

    with Workspace(str(tmp_path)) as workspace:
        workspace.sync(edit)
        assert workspace.config.environments == ("staging",)
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
        assert workspace.config.environments == ("staging", "prod")
