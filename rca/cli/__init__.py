"""The command `rca`: each command asks the workspace and hands its rows to an output function."""

from __future__ import annotations

_PATIENT = 100_000
"""Objects made before garbage is looked for: starting up makes none, and looking costs a tenth of it.
Frozen objects are not looked through at the end either."""


_END_IN_ORDER = frozenset(("atexit", "threading", "multiprocessing"))
"""Modules by which somebody asked for something to be done at the end, or waits for others there."""

COMPLETION = "_RCA_COMPLETE"
"""The variable by which a shell asks for candidates, as click names it."""

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


def main() -> None:
    """Run the command of this process and exit with its code."""
    import gc
    import sys

    from rca.cli.postponed import postpone

    gc.set_threshold(_PATIENT)
    postpone("inspect")

    try:
        from rca.cli.run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # sooner than `run` could tell
        sys.stderr.write("rca: interrupted\n")
        code = INTERRUPTED
    gc.freeze()
    _end(code)


def _end(code: int) -> None:
    """End this process, at once where nobody waits for its end: taking it apart costs a tenth."""
    import os
    import sys

    if _END_IN_ORDER & sys.modules.keys():
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # of which the interpreter tells
        sys.exit(code)
    os._exit(code)
