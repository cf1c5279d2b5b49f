"""`rca doctor`: whether everything that rca stands on is sound, and what to do where it is not."""

from __future__ import annotations

from rca.cli.command import command, with_json
from rca.cli.session import emit, say, terminal
from rca.cli.settings import settings
from rca.output.words import count


@command(
    ("rca doctor", "examine environment, configuration, index and documents"),
    ("rca doctor --json", "the same as data"),
)
@with_json
def doctor(as_json: bool) -> int:
    """Examine Python, SQLite, git, configuration, index and documents. Exits with 1 on a failure."""
    from rca.doctor import examine
    from rca.output.health import health_lines, terminal_finding

    findings = [terminal_finding(terminal()), *examine(settings().folder)]
    if as_json:
        from rca.output.data import one_json

        emit(one_json([finding._asdict() for finding in findings]))
    else:
        emit(health_lines(findings, terminal()))
    failed = sum(finding.level == "fail" for finding in findings)
    warned = sum(finding.level == "warn" for finding in findings)
    say(f"{count(failed, 'failure')}, {count(warned, 'warning')}.")
    return 1 if failed else 0
