"""A template filled in by Jinja2, as a process of its own with limits, which `rca.templating` starts.

Values come out between two marks, so that who reads the text knows what a value is and where it stands.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rca.templating import END, START

SECONDS = 2
"""Of the processor."""
MEMORY = 512 << 20
"""Bytes."""
LONGEST = 1_000_000
"""Characters that a template may make."""


class TooMuch(Exception):
    """A template makes a longer text than any document is."""


def main() -> None:
    """Read what to fill in from standard input, and tell on standard output what came of it."""
    asked = json.load(sys.stdin)
    _limit()
    json.dump(answer(asked["name"], asked["templates"], asked["values"]), sys.stdout)


def _limit() -> None:
    """Let the kernel end what takes too long, and refuse memory to what takes too much."""
    with suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def answer(name: str, templates: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The text, or what is wrong with which line of which template."""
    try:
        return {"text": _text(environment(templates).get_template(name).generate(values))}
    except TemplateSyntaxError as error:
        return _wrong(error.name or name, error.lineno, error.message or "is no Jinja2")
    except MemoryError:
        return _wrong(name, 0, f"needs more than {MEMORY >> 20} MB of memory")
    except Exception as error:  # noqa: BLE001 - a template can raise whatever Python raises
        place = _place(error, templates) or (name, 0)
        return _wrong(*place, _told(error))


def environment(templates: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """Jinja2 without a way to Python's own, where nothing is taken for empty that was not given."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name], name, None) if name in templates else None

    found = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        finalize=marked,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    del found.globals["lipsum"]
    return found


def marked(value: Any) -> str:
    """A value between marks; each of several for itself, with commas between. What has marks keeps them."""
    if isinstance(value, list | tuple):
        return ", ".join(map(marked, value))
    text = "" if value is None else str(value)
    return text if START in text or not text else f"{START}{text}{END}"


def _text(pieces: Iterable[str]) -> str:
    made: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise TooMuch
        made.append(piece)
    return "".join(made)


def _place(error: BaseException, templates: Mapping[str, str]) -> tuple[str, int] | None:
    """The innermost line of a template that an error came from."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(((f.filename, f.lineno or 0) for f in reversed(frames) if f.filename in templates), None)


def _told(error: Exception) -> str:
    if isinstance(error, TooMuch):
        return f"makes more than {LONGEST:,} characters"
    if isinstance(error, RecursionError):
        return "includes or calls itself without an end"
    if isinstance(error, SecurityError):
        return f"reaches for Python's own, which no template may: {error.message}"
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.message}" to take in'
    if isinstance(error, UndefinedError):
        return f"{error.message}"
    return f"{str(error) or type(error).__name__}"


def _wrong(template: str, line: int, reason: str) -> dict[str, Any]:
    return {"template": template, "line": line, "reason": " ".join(reason.split())[:500].rstrip(".")}
