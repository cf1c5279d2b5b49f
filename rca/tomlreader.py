"""Values of a parsed TOML table, checked one by one; what cannot be used is noted with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from rca.config import ConfigDiagnostic
from rca.tomlplaces import Keys, line_of


class TomlReader:
    """Reads values of the kinds that a configuration has, and notes what it could not use."""

    def __init__(self, file: str, text: str, prefix: Keys) -> None:
        self.file = file
        self.text = text
        self.prefix = prefix
        self.notes: list[ConfigDiagnostic] = []

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

    def some_of(self, *words: str) -> Callable[[Any, Keys], tuple[str, ...] | None]:
        """A reader for a list of known words; others are noted, and left out."""

        def read(value: Any, at: Keys) -> tuple[str, ...] | None:
            texts = self.texts(value, at)
            for text in texts or ():
                if text not in words:
                    self.note(at, f'`{".".join(at)}`: "{text}" is none of {", ".join(words)}', "warning")
            return None if texts is None else tuple(text for text in texts if text in words)

        return read

    def one_of(self, *words: str) -> Callable[[Any, Keys], str | None]:
        """A reader for one of a few words."""
        listing = ", ".join(f'"{word}"' for word in words)

        def read(value: Any, at: Keys) -> str | None:
            if value in words:
                return str(value)
            self.wrong(at, f"one of {listing}")
            return None

        return read
