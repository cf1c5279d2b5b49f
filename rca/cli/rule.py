"""`rca rule`: what a rule asks for, why, and an example of it."""

from __future__ import annotations

from rca.cli.command import command, with_json
from rca.cli.option import argument
from rca.cli.session import emit, terminal


@command(
    ("rca rule", "every rule, in one line each"),
    ("rca rule AI05", "what it asks for, why, and an example"),
)
@argument("codes", nargs=-1, metavar="[RULE]...")
@with_json
def rule(codes: tuple[str, ...], as_json: bool) -> None:
    """Explain rules of rca check: what they ask for, why, and where they come from.

    rca.toml chooses among them by profile; docs/rules.md has them all.
    """
    from rca.checks.explain import every, explanation
    from rca.output.data import one_json
    from rca.output.rule import overview_lines, rule_lines

    told = [explanation(code.strip().upper()) for code in codes] or list(every())
    if as_json:
        return emit(one_json([each._asdict() for each in told]))
    if not codes:
        return emit(overview_lines(told, terminal()))
    return emit(line for each in told for line in rule_lines(each, terminal()))
