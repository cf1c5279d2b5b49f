"""From arguments to an exit code: every failure is one sentence on stderr, data alone is on stdout."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from types import TracebackType

import click

from rca.cli.app import app
from rca.cli.session import ReaderIsGone
from rca.errors import RcaError
from rca.output.clean import clean_lines

COMPLETION = "_RCA_COMPLETE"
"""The variable by which a shell asks for candidates, as click names it."""

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

BUG = 70
"""EX_SOFTWARE of sysexits.h: rca itself is at fault."""


def run(args: Sequence[str]) -> int:
    """Run a command; RCA_DEBUG=1 lets every failure show its traceback."""
    if os.environ.get("RCA_DEBUG", "0") in {"", "0"}:
        sys.excepthook = _tell_bug
    _never_fail_on_characters()
    if COMPLETION in os.environ:
        from rca.cli.shells import register

        register()
    try:
        code = app.main(list(args), prog_name="rca", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, ReaderIsGone):
        return _reader_is_gone()
    except click.ClickException as error:
        return _failed(_usage(error), error.exit_code)
    except click.Abort:
        return _failed("interrupted", INTERRUPTED)
    except RcaError as error:
        if sys.excepthook is not _tell_bug:
            raise
        return _failed(str(error), error.exit_code)
    return code if isinstance(code, int) else 0


def _failed(sentence: str, code: int) -> int:
    sys.stderr.write(f"rca: {clean_lines(sentence)}\n")
    return code


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; see {context.command_path} --help" if context else message


def _never_fail_on_characters() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _reader_is_gone() -> int:
    """Leave quietly, as after `| head`; the interpreter must not flush into the closed pipe at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _failed(
        f"{kind.__name__}: {error}; this is a bug of rca, RCA_DEBUG=1 shows where it happened",
        BUG,
    )
    raise SystemExit(BUG)
