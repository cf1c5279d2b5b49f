"""Reading of `rca.toml` and `[tool.rca]`: every value checked, every unknown key named with its line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from rca.config import (
    FILE_NAME,
    PROJECT_FILE,
    Audience,
    Checks,
    Config,
    ConfigError,
    Evidence,
    Level,
    Person,
    Verification,
    has_config,
)
from rca.ruleids import RULE_IDS, nearest
from rca.tomlplaces import Keys
from rca.tomlreader import TomlReader

AUDIENCE_COLUMNS = (
    "number", "action", "owner", "due", "issue", "kind", "priority", "written", "executed", "status",
)  # fmt: skip
"""Columns of action items that readers outside can be shown."""
ALIAS_KINDS = ("sections", "labels", "columns", "states")
_ERROR_PLACE = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$", re.DOTALL)


def load(root: str) -> Config:
    """The configuration of a folder, defaults where it has none; raises ConfigError with file and line."""
    return read_config(root) if has_config(root) else Config(root=root)


def read_config(root: str) -> Config:
    """The configuration of a folder that has one."""
    name = FILE_NAME if os.path.isfile(os.path.join(root, FILE_NAME)) else PROJECT_FILE
    text = _read_text(os.path.join(root, name), name)
    parsed = _parse(text, name)
    if name == FILE_NAME:
        return ConfigReader(name, text, ()).config(root, parsed)
    return ConfigReader(name, text, ("tool", "rca")).config(root, parsed["tool"]["rca"])


def _read_text(path: str, name: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        raise ConfigError(name, "is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(name, f"cannot be read: {error.strerror}") from None


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _ERROR_PLACE.match(str(error))
        if place is None:
            raise ConfigError(f"{name}:{text.count(chr(10)) + 1}", str(error)) from None
        raise ConfigError(f"{name}:{place[2]}:{place[3]}", place[1]) from None
    except RecursionError:
        raise ConfigError(name, "nests too deeply") from None


class ConfigReader(TomlReader):
    """Turns a parsed table into a `Config` and notes what it could not use."""

    def config(self, root: str, table: dict[str, Any]) -> Config:
        """The whole configuration."""
        readers: dict[str, Callable[[Any, Keys], Any]] = {
            "incidents": self.texts,
            "environments": self.names,
            "timezone": self.zone,
            "milestones": lambda value, at: self.mapping(value, at, self.day),
            "severities": lambda value, at: self.mapping(value, at, self.texts),
            "sla": lambda value, at: self.mapping(value, at, self.days),
            "evidence": self.evidence,
            "people": lambda value, at: self.mapping(value, at, self.person),
            "checks": self.checks,
            "aliases": self.aliases,
            "verify": lambda value, at: self.mapping(value, at, self.verification),
            "queries": lambda value, at: self.mapping(value, at, self.saved_query),
            "audience": lambda value, at: self.mapping(value, at, self.audience),
            "templates": self.string,
        }
        values = self.fields(table, (), readers)
        return Config(root=root, file=self.file, **values, diagnostics=tuple(self.notes))

    def evidence(self, value: Any, at: Keys) -> Evidence:
        """`[evidence]`."""
        demand = self.one_of("required", "wanted", "optional")
        return Evidence(**self.fields(value, at, {"executed": demand, "verified_by_other": self.flag}))

    def person(self, value: Any, at: Keys) -> Person:
        """One of `[people]`."""
        kind = self.one_of("human", "agent", "ci")
        texts = dict.fromkeys(("name", "email", "role"), self.string)
        return Person(**self.fields(value, at, {"kind": kind, **texts}))

    def audience(self, value: Any, at: Keys) -> Audience:
        """One of `[audience.NAME]`."""
        from rca.labels import LABELS

        lists = ("sections", "hosts", "words", "allow")
        readers: dict[str, Callable[[Any, Keys], Any]] = dict.fromkeys(lists, self.texts)
        readers |= {"fields": self.some_of(*LABELS), "columns": self.some_of(*AUDIENCE_COLUMNS)}
        return Audience(**self.fields(value, at, {**readers, "role": self.string}))

    def checks(self, value: Any, at: Keys) -> Checks:
        """`[checks]`."""
        readers: dict[str, Callable[[Any, Keys], Any]] = {
            "profile": self.string,
            "ignore": self.rules,
            "select": self.rules,
            "levels": self.levels,
        }
        return Checks(**self.fields(value, at, readers))

    def levels(self, value: Any, at: Keys) -> Mapping[str, Level] | None:
        """`[checks.levels]`: rule to level."""
        levels = self.mapping(value, at, self.one_of("error", "warning", "info"))
        for name in levels or ():
            self.known_rule(name, at)
        return levels

    def rules(self, value: Any, at: Keys) -> tuple[str, ...] | None:
        """Ids of rules; one that no rule has is noted."""
        named = self.texts(value, at)
        for name in named or ():
            self.known_rule(name, at)
        return named

    def known_rule(self, name: str, at: Keys) -> None:
        """Note a name that no rule has."""
        if name not in RULE_IDS:
            self.note(at, f'`{".".join(at)}`: no rule has the id "{name}"; {nearest(name)}', "warning")

    def aliases(self, value: Any, at: Keys) -> dict[str, dict[str, tuple[str, ...]]]:
        """`[aliases.sections]` and the like: canonical name to words."""

        def words(table: Any, keys: Keys) -> Any:
            return self.mapping(table, keys, self.texts)

        return self.fields(value, at, dict.fromkeys(ALIAS_KINDS, words))

    def verification(self, value: Any, at: Keys) -> Verification | None:
        """One of `[verify.NAME]`; without `run` there is nothing to run."""

        def variables(table: Any, keys: Keys) -> Any:
            return self.mapping(table, keys, self.string)

        values = self.fields(
            value,
            at,
            {
                "run": self.command,
                "env": lambda table, keys: self.mapping(table, keys, variables),
                "environments": self.texts,
                "timeout": self.seconds,
                "cannot_tell": self.exit_codes,
            },
        )
        if "run" not in values:
            self.note(at, f'`{".".join(at)}` names nothing to run; write `run = ["program", "argument"]`')
            return None
        return Verification(**values)

    def saved_query(self, value: Any, at: Keys) -> str | None:
        """A query over items; what its words mean is found out when it is asked."""
        from rca.query import QuerySyntaxError, parse_query

        text = self.string(value, at)
        try:
            parse_query(text or "")
        except QuerySyntaxError as error:
            self.note(at, f"`{'.'.join(at)}`: {error}; it is left out")
            return None
        return text
