"""From arguments to an exit code: every failure is one sentence on stderr, data alone is on stdout."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from types import TracebackType

from rca.cli import COMPLETION, INTERRUPTED
from rca.cli.postponed import without_uuid
from rca.cli.quick import Call, quick
from rca.cli.session import Outdated, ReaderIsGone, check_answer
from rca.cli.settings import Settings, running
from rca.errors import RcaError
from rca.output.clean import clean_lines

_LONGEST = 2000
"""Characters of a sentence."""

BUG = 70
"""EX_SOFTWARE of sysexits.h: rca itself is at fault."""


def run(args: Sequence[str]) -> int:
    """Run a command; RCA_DEBUG=1 lets every failure show its traceback."""
    if os.environ.get("RCA_DEBUG", "0") in {"", "0"}:
        sys.excepthook = _tell_bug
    _prepare_streams()
    try:
        code = _answer(args)
        sys.stdout.flush()
    except (BrokenPipeError, ReaderIsGone):  # as after `| head`
        _discard_output()
        return 0
    except KeyboardInterrupt:
        return _failed("interrupted", INTERRUPTED)
    except (RcaError, OSError) as error:
        if sys.excepthook is not _tell_bug:
            raise
        return _failed(*_told(error))
    return code if isinstance(code, int) else 0


def _answer(args: Sequence[str]) -> object:
    """What the command returns: called right away where the line is plain, else by click."""
    call = None if COMPLETION in os.environ else quick(args)
    if call is None:
        with running(Settings()):
            return _by_click(args)
    try:
        return _called(call, may_answer_again=True)
    except Outdated:
        return _called(call, may_answer_again=False)


def _called(call: Call, *, may_answer_again: bool) -> object:
    with running(call.settings):
        call.settings.may_answer_again = may_answer_again
        try:
            return call.function(**call.values)
        except RcaError:
            check_answer()
            raise


def _by_click(args: Sequence[str]) -> object:
    with without_uuid():
        import click

    from rca.cli.app import app

    if COMPLETION in os.environ:
        from rca.cli.shells import register

        register()
    try:
        return app.main(list(args), prog_name="rca", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(f"{error.format_message()}\n")
        return error.exit_code
    except click.ClickException as error:
        from rca.cli.mistakes import explained

        return _failed(explained(error), error.exit_code)
    except click.Abort:
        return _failed("interrupted", INTERRUPTED)


def _failed(sentence: str, code: int) -> int:
    sys.stderr.write(f"rca: {_shortened(clean_lines(sentence))}\n")
    return code


def _shortened(sentence: str) -> str:
    """A sentence without the middle of a value that is too long to be read: its end says what to do."""
    room = _LONGEST // 2
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:room]} … {sentence[-room:]}"


def _told(error: RcaError | OSError) -> tuple[str, int]:
    if isinstance(error, RcaError):
        return str(error), error.exit_code
    if not error.filename:
        _discard_output()
    return f"{error.filename or 'the output'}: {error.strerror or error}", RcaError.exit_code


def _prepare_streams() -> None:
    """No character of a document can fail to be written, and a stream that is closed takes everything."""
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Let what is still held back go nowhere; the interpreter would flush it at exit, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _failed(
        f"{kind.__name__}: {error}; this is a bug of rca, RCA_DEBUG=1 shows where it happened",
        BUG,
    )
    raise SystemExit(BUG)
