"""The program of a check, run as rca.toml says: no shell, a clean environment, a time limit."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from typing import Literal, NamedTuple

from rca.config import Verification
from rca.limited import Limited
from rca.masking import mask

PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT", "PATHEXT")
"""What a check gets of the caller's environment besides what rca.toml names."""

SHOWN = 4096
"""How many characters of the output are kept: the first quarter and the end."""

_REFERENCE = re.compile(r"\$[A-Za-z_]\w*", re.ASCII).fullmatch
_NOT_RUNNABLE = (126, 127)
"""What `env`, `timeout` and shells exit with when they cannot run what they were asked to."""


class Outcome(NamedTuple):
    """What became of one run."""

    status: Literal["holds", "fails", "unknown"]
    """`unknown` where the program could not be started, ran out of time, or says that it cannot tell."""
    exit_code: int | None
    """None where it was stopped or never ran; negative for a signal."""
    output: str
    """What it printed, cut and masked."""
    reason: str
    """Why it is unknown; empty for the others."""
    seconds: float


class _MissingVariableError(Exception):
    """The caller's environment lacks a variable."""


def run_check(
    check: Verification, environment: str, root: str, caller: Mapping[str, str] = os.environ
) -> Outcome:
    """Run a check in one environment, with the root as its working folder.

    Variables of `env.<environment>` are set; a value `$NAME` is the caller's variable NAME and never shown.
    An argument that is the name of one of them behind a `$` is its value. `RCA_ENVIRONMENT` tells the program
    where it is. Exit code 0 means that it holds.
    """
    started = time.monotonic()
    try:
        variables = _variables(check.env.get(environment, {}), caller)
        arguments = _arguments(check, variables)
    except _MissingVariableError as missing:
        return Outcome("unknown", None, "", f"{missing} is not set", 0.0)
    clean = {name: caller[name] for name in PASSED_ON if name in caller}
    limited = Limited(arguments, {**clean, **variables, "RCA_ENVIRONMENT": environment}, root, check.timeout)
    try:
        ended = limited.run()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Outcome("unknown", None, "", f"{check.run[0]} cannot be run: {reason}", 0.0)
    printed = ended.printed.decode("utf-8", "replace")
    output = cut(mask(printed, _secrets(check, environment, variables))) + _left(ended.left)
    return _judge(check, ended.code, output, time.monotonic() - started)


def _variables(named: Mapping[str, str], caller: Mapping[str, str]) -> dict[str, str]:
    """The values of variables, those that are a `$NAME` taken from the caller's environment."""
    return {name: _value(value[1:], caller) if _REFERENCE(value) else value for name, value in named.items()}


def _value(name: str, caller: Mapping[str, str]) -> str:
    if not caller.get(name):
        raise _MissingVariableError(name)
    return caller[name]


def _arguments(check: Verification, variables: Mapping[str, str]) -> list[str]:
    words = {f"${name}" for table in check.env.values() for name in table}
    return [_value(word[1:], variables) if word in words else word for word in check.run]


def _secrets(check: Verification, environment: str, variables: Mapping[str, str]) -> list[str]:
    named = check.env.get(environment, {})
    return [variables[name] for name, value in named.items() if _REFERENCE(value)]


def _left(processes: int) -> str:
    """Who cannot be ended belongs to somebody else, as behind `sudo`."""
    return f"[rca: {processes} of the processes that it started could not be ended]\n" if processes else ""


def cut(text: str) -> str:
    """The beginning and the end of a long text."""
    if len(text) <= SHOWN:
        return text
    head, tail = text[: SHOWN // 4], text[-SHOWN * 3 // 4 :]
    return f"{head}\n[… {len(text) - SHOWN} characters …]\n{tail}"


def _judge(check: Verification, code: int | None, output: str, seconds: float) -> Outcome:
    if code is None:
        reason = f"stopped after {check.timeout:g} s"
    elif code < 0:
        reason = f"ended by signal {-code}"
    elif code in check.cannot_tell or code in _NOT_RUNNABLE:
        reason = f"exit code {code} says that it cannot tell"
    else:
        return Outcome("fails" if code else "holds", code, output, "", seconds)
    return Outcome("unknown", code, output, reason, seconds)
