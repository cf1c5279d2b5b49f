"""Reading of `rca.toml` and `[tool.rca]`: every value checked, every unknown key named with its line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from rca.config import (
    FILE_NAME,
    PROJECT_FILE,
    Checks,
    Config,
    ConfigDiagnostic,
    ConfigError,
    Evidence,
    Level,
    Person,
    Verification,
    has_config,
)
from rca.ruleids import RULE_IDS, nearest
from rca.tomlplaces import Keys, line_of

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


class ConfigReader:
    """Turns a parsed table into a `Config` and notes what it could not use."""

    def __init__(self, file: str, text: str, prefix: Keys) -> None:
        self.file = file
        self.text = text
        self.prefix = prefix
        self.notes: list[ConfigDiagnostic] = []

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
        }
        values = self.fields(table, (), readers)
        return Config(root=root, file=self.file, **values, diagnostics=tuple(self.notes))

    def note(self, at: Keys, message: str, level: Literal["error", "warning"] = "error") -> None:
        """Remember a problem at a key."""
        line = line_of(self.text, self.prefix + at)
        self.notes.append(ConfigDiagnostic(self.file, line, level, message))

    def wrong(self, at: Keys, expected: str) -> None:
        """Remember that a value is of the wrong kind; the default counts instead."""
        self.note(at, f"`{'.'.join(at)}` must be {expected}; its default is used")

    def fields(self, table: Any, at: Keys, readers: dict[str, Callable[[Any, Keys], Any]]) -> dict[str, Any]:
        """The known keys of a table, read; unknown ones are noted, as is everything that is no table."""
        if not isinstance(table, dict):
            self.wrong(at, "a table")
            return {}
        values: dict[str, Any] = {}
        for key, value in table.items():
            if key not in readers:
                self.unknown(key, at, tuple(readers))
            elif (read := readers[key](value, (*at, key))) is not None:
                values[key] = read
        return values

    def unknown(self, key: str, at: Keys, known: Keys) -> None:
        """Note a key that nobody knows, with the nearest known one."""
        from difflib import get_close_matches

        near = get_close_matches(key, known, 1, 0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
        self.note((*at, key), f"unknown key `{'.'.join((*at, key))}`; {hint}", "warning")

    def mapping(self, value: Any, at: Keys, read: Callable[[Any, Keys], Any]) -> dict[str, Any] | None:
        """A table of the user's own keys, each value read alike."""
        if not isinstance(value, dict):
            self.wrong(at, "a table")
            return None
        pairs = ((key, read(inner, (*at, key))) for key, inner in value.items())
        return {key: inner for key, inner in pairs if inner is not None}

    def string(self, value: Any, at: Keys) -> str | None:
        """A string."""
        if isinstance(value, str):
            return value
        self.wrong(at, "a string")
        return None

    def texts(self, value: Any, at: Keys) -> tuple[str, ...] | None:
        """A list of strings; a single string counts as a list of one."""
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.wrong(at, "a list of strings")
        return None

    def names(self, value: Any, at: Keys) -> tuple[str, ...] | None:
        """A list of strings that say something, each once."""
        texts = self.texts(value, at)
        if texts and not all(map(str.strip, texts)):
            self.wrong(at, "a list of names")
            return None
        return None if texts is None else tuple(dict.fromkeys(texts))

    def command(self, value: Any, at: Keys) -> tuple[str, ...] | None:
        """A program with its arguments."""
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return tuple(value)
        self.wrong(at, 'a list such as ["program", "argument"]')
        return None

    def zone(self, value: Any, at: Keys) -> str | None:
        """The name of a time zone."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            self.wrong(at, 'the name of a time zone such as "UTC" or "Europe/Oslo"')
            return None

    def day(self, value: Any, at: Keys) -> date | None:
        """A date, or a string that is one."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(at, "a date such as 2026-05-23")
            return None

    def days(self, value: Any, at: Keys) -> int | None:
        """A number of days."""
        if type(value) is int and value >= 0:
            return value
        self.wrong(at, "a number of days")
        return None

    def seconds(self, value: Any, at: Keys) -> float | None:
        """A time limit."""
        if type(value) in (int, float) and value > 0:
            return float(value)
        self.wrong(at, "a number of seconds")
        return None

    def exit_codes(self, value: Any, at: Keys) -> tuple[int, ...] | None:
        """Exit codes of a program."""
        codes = value if isinstance(value, list) else [value]
        if all(type(code) is int and 0 < code < 256 for code in codes):
            return tuple(codes)
        self.wrong(at, "a list of exit codes such as [2]")
        return None

    def flag(self, value: Any, at: Keys) -> bool | None:
        """True or false."""
        if isinstance(value, bool):
            return value
        self.wrong(at, "true or false")
        return None

    def one_of(self, *words: str) -> Callable[[Any, Keys], str | None]:
        """A reader for one of a few words."""
        listing = ", ".join(f'"{word}"' for word in words)

        def read(value: Any, at: Keys) -> str | None:
            if value in words:
                return str(value)
            self.wrong(at, f"one of {listing}")
            return None

        return read

    def evidence(self, value: Any, at: Keys) -> Evidence:
        """`[evidence]`."""
        demand = self.one_of("required", "wanted", "optional")
        return Evidence(**self.fields(value, at, {"executed": demand, "verified_by_other": self.flag}))

    def person(self, value: Any, at: Keys) -> Person:
        """One of `[people]`."""
        kind = self.one_of("human", "agent", "ci")
        return Person(**self.fields(value, at, {"kind": kind, "name": self.string, "email": self.string}))

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
