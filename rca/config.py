"""The configuration of a workspace: typed values with sensible defaults, and where they come from.

`rca.toml` at the root, or `[tool.rca]` in pyproject.toml. Every reading command needs a configuration, so
this module imports little; `rca.configfile` parses the file and is only loaded when there is one.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from datetime import date

from rca.errors import RcaError, UsageError
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any, Literal, TypeAlias

FILE_NAME = "rca.toml"
PROJECT_FILE = "pyproject.toml"
DEFAULT_FOLDER = "incidents"
_TABLE = rb"(?m)^\s*\[tool\.rca[.\]]"

Demand: TypeAlias = "Literal['required', 'wanted', 'optional']"
Level: TypeAlias = "Literal['error', 'warning', 'info']"
ActorKind: TypeAlias = "Literal['human', 'agent', 'ci']"


class ConfigError(RcaError):
    """A configuration file cannot be used at all."""

    exit_code = 3

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class WorkspaceNotFound(UsageError):
    """No workspace holds the folder that a command was started in."""

    def __init__(self, start: str) -> None:
        super().__init__(
            f"{start}: neither here nor above is an {FILE_NAME} or an {DEFAULT_FOLDER}/ folder; "
            "`rca init` makes a workspace, `rca demo` shows one"
        )


class ConfigDiagnostic(NamedTuple):
    """Something in the configuration that is not understood; its default is used instead."""

    path: str
    """The file, relative to the root."""
    line: int
    """From 1."""
    level: Literal["error", "warning"]
    message: str


class Evidence(NamedTuple):
    """What a claim of execution has to bring."""

    executed: Demand = "wanted"
    verified_by_other: bool = True
    """Whether a person may not verify what the same person executed."""


class Person(NamedTuple):
    """Somebody who owns items or acts; the key in `Config.people` is the name used in documents."""

    kind: ActorKind = "human"
    name: str = ""
    email: str = ""
    role: str = ""
    """What is said outside instead of the name; the name itself where that is a role already."""


class Audience(NamedTuple):
    """What a reader from outside may see: `[audience.NAME]`."""

    sections: tuple[str, ...] = (
        "summary", "impact", "timeline", "root_cause", "detection", "resolution", "action_items",
    )  # fmt: skip
    """Canonical names of sections, or headings."""
    fields: tuple[str, ...] = (
        "incident_id", "date", "severity", "status", "started", "detected", "mitigated", "resolved",
        "duration", "services",
    )  # fmt: skip
    """Metadata."""
    columns: tuple[str, ...] = ("number", "action", "owner", "due", "written", "executed")
    """Of action items."""
    role: str = "the team"
    """What an owner is called who has no role."""
    hosts: tuple[str, ...] = ()
    """Patterns of hosts that nobody outside may read of: `*.corp.example`."""
    words: tuple[str, ...] = ()
    """Further words that may not get out, as the name of a project."""
    allow: tuple[str, ...] = ()
    """What may get out though it looks as if it should not: addresses, hosts, networks."""


class Checks(NamedTuple):
    """Which rules of `rca check` apply."""

    profile: str = ""
    """Name of a profile; empty for the moderate one."""
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    """Rules besides those of the profile."""
    levels: Mapping[str, Level] = {}
    """Levels that are other ones here, by rule."""


class Verification(NamedTuple):
    """A check that `rca verify` runs: `[verify.NAME]`."""

    run: tuple[str, ...]
    """Program and arguments; never a shell line."""
    env: Mapping[str, Mapping[str, str]] = {}
    """Per environment: variables to set; a value `$NAME` is taken from the variable NAME of the caller."""
    environments: tuple[str, ...] = ()
    """Where it may run; empty for every environment."""
    timeout: float = 60.0
    """Seconds."""
    cannot_tell: tuple[int, ...] = ()
    """Exit codes that mean it could not find out, such as 2 of psql where no server answers."""


class Config(NamedTuple):
    """Everything that `rca.toml` can say, read; `Config()` is what a workspace without a file has."""

    root: str = "."
    """Absolute path of the workspace."""
    incidents: tuple[str, ...] = (DEFAULT_FOLDER,)
    """Folders to read, relative to the root."""
    environments: tuple[str, ...] = ()
    """In the order of the matrix; empty where there is one, unnamed."""
    timezone: str = "UTC"
    """Zone of times that name none, as an IANA name."""
    milestones: Mapping[str, date] = {}
    severities: Mapping[str, tuple[str, ...]] = {}
    """Level to its other names, gravest first."""
    sla: Mapping[str, int] = {}
    """Severity to days from the incident to an item's due date."""
    evidence: Evidence = Evidence()
    people: Mapping[str, Person] = {}
    checks: Checks = Checks()
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    """Kind (sections, labels, columns, states) to canonical name to a team's own words."""
    verify: Mapping[str, Verification] = {}
    queries: Mapping[str, str] = {}
    """Saved queries over items, by their names."""
    audience: Mapping[str, Audience] = {}
    """Who else reads exports, by name; `public` is there anyway."""
    templates: str = "templates"
    """Folder of the team's own templates, relative to the root."""
    file: str = ""
    """Name of the file it was read from, relative to the root; empty if there is none."""
    diagnostics: tuple[ConfigDiagnostic, ...] = ()

    def reading_key(self) -> str:
        """What influences reading, as one text: with another key, documents read differently."""
        return repr((self.environments, self.timezone, self.milestones, self.severities, self.aliases))


def today() -> date:
    """The current day in UTC, or the one that `RCA_TODAY` fixes; raises ConfigError where that is no date."""
    fixed = os.environ.get("RCA_TODAY")
    if not fixed:
        from datetime import UTC, datetime

        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise ConfigError("RCA_TODAY", f'"{fixed}" is no date; write it as 2026-06-01') from None


def find_root(start: str | None = None) -> str:
    """The workspace of a folder: the nearest with a configuration, else the nearest with `incidents/`.

    Looks upwards and not beyond the root of the git repository; raises WorkspaceNotFound.
    """
    here = os.path.abspath(start or os.getcwd())
    plain = ""
    for folder in _upwards(here):
        if has_config(folder):
            return folder
        if not plain and os.path.isdir(os.path.join(folder, DEFAULT_FOLDER)):
            plain = folder
    if not plain:
        raise WorkspaceNotFound(here)
    return plain


def _upwards(folder: str) -> list[str]:
    folders = [folder]
    while not os.path.exists(os.path.join(folder, ".git")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        folders.append(folder)
    return folders


def has_config(folder: str) -> bool:
    """Whether a folder holds an `rca.toml`, or a pyproject.toml with a `[tool.rca]` table."""
    if os.path.isfile(os.path.join(folder, FILE_NAME)):
        return True
    try:
        with open(os.path.join(folder, PROJECT_FILE), "rb") as file:
            data = file.read()
    except OSError:
        return False
    import re

    return re.search(_TABLE, data) is not None or (b"rca" in data and project_table(data) is not None)


def project_table(data: bytes) -> dict[str, Any] | None:
    """The `[tool.rca]` table of a pyproject.toml; None where it has none or cannot be parsed."""
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8", "replace")).get("tool")
    except tomllib.TOMLDecodeError:
        return None
    table = tool.get("rca") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


_PARTS = (Config, Evidence, Person, Audience, Checks, Verification, ConfigDiagnostic)
_SHAPE = ",".join(str(len(part._fields)) for part in _PARTS)
"""What a frozen configuration consists of: one that another version froze may not be thawed."""


def signature(root: str) -> str:
    """Size, time and inode of the files that can hold a configuration; empty where there is none."""
    parts = [_file_signature(os.path.join(root, name)) for name in (FILE_NAME, PROJECT_FILE)]
    return ";".join([*parts, _SHAPE]) if any(parts) else ""


def _file_signature(path: str) -> str:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return ""
    return f"{status.st_size},{status.st_mtime_ns},{status.st_ino}"


def freeze(config: Config) -> bytes:
    """A configuration as bytes that `thaw` reads without parsing TOML."""
    plain: tuple[Any, ...] = (
        *config[:4],
        {name: day.isoformat() for name, day in config.milestones.items()},
        *config[5:7],
        tuple(config.evidence),
        {name: tuple(person) for name, person in config.people.items()},
        tuple(config.checks),
        config.aliases,
        {name: tuple(table) for name, table in config.verify.items()},
        config.queries,
        {name: tuple(table) for name, table in config.audience.items()},
        config.templates,
        config.file,
        tuple(map(tuple, config.diagnostics)),
    )
    return marshal.dumps(plain)


def thaw(data: bytes) -> Config:
    """The configuration that `freeze` made bytes of."""
    plain = Config._make(marshal.loads(data))  # noqa: S302 - our own file, which git ignores
    return plain._replace(
        milestones={name: date.fromisoformat(str(day)) for name, day in plain.milestones.items()},
        evidence=Evidence._make(plain.evidence),
        people={name: Person._make(person) for name, person in plain.people.items()},
        checks=Checks._make(plain.checks),
        verify={name: Verification._make(table) for name, table in plain.verify.items()},
        audience={name: Audience._make(table) for name, table in plain.audience.items()},
        diagnostics=tuple(ConfigDiagnostic._make(diagnostic) for diagnostic in plain.diagnostics),
    )
