"""The command `rca`: each command asks the workspace and hands its rows to an output function."""

from __future__ import annotations


def main() -> None:
    """Run the command of this process and exit with its code."""
    import sys

    from rca.cli.run import run

    sys.exit(run(sys.argv[1:]))
