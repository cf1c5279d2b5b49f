"""`rca check`: what is wrong with documents, as `path:line:col: RULE message` with the place below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rca.cli.command import command
from rca.cli.complete import complete_document
from rca.cli.option import argument, option
from rca.cli.session import emit, emit_blocks, say, terminal
from rca.errors import UsageError

if TYPE_CHECKING:
    from rca.cli.checking import Checking


def _rules(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rule.strip().upper() for value in values for rule in value.split(",") if rule.strip())


class NoSuchForm(UsageError):
    """A format that has no place for what an option prints: counts, or a diff."""

    def __init__(self, option: str, style: str) -> None:
        super().__init__(f"{option} prints text or json, not {style}")


@command(
    ("rca check", "every document of the workspace"),
    ("rca check incidents/*.md", "files, in a workspace or not"),
    ("rca check 'sev:<=2' --ignore AI10,AI11", "the documents that a query finds"),
    ("rca check --strict --format github", "annotations in a GitHub workflow"),
    ("rca check --since origin/main", "only documents that this branch changed"),
    ("rca check - --stdin-filename incidents/1455.md", "a text that is not saved yet, as an editor has it"),
    ("rca check --statistics", "how often each rule found something"),
    ("rca check --fix --diff", "what could be put right without a decision"),
    ("rca check --explain AI11", "what a rule is, and why it is there"),
)
@argument("targets", nargs=-1, metavar="[PATH...|QUERY]", shell_complete=complete_document)
@option(
    "--format",
    "style",
    choices=("text", "json", "github", "sarif", "junit"),
    default="text",
    show_default=True,
)
@option("--json", "style", flag_value="json", help="The same as --format json.")
@option("--select", multiple=True, read=_rules, metavar="RULE", help="Only these rules or their beginnings.")
@option("--ignore", multiple=True, read=_rules, metavar="RULE", help="Not these rules or their beginnings.")
@option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@option("--since", metavar="REV", help="Only documents that are not as they were at a commit of git.")
@option("--statistics", is_flag=True, help="Count by rule instead of showing each place.")
@option(
    "--stdin-filename", "stdin_name", default="", metavar="PATH", help="What a text given as - is called."
)
@option(
    "--fix", is_flag=True, help="Put right what needs no decision: ids, numbers of items, columns, ISO dates."
)
@option("--diff", "as_diff", is_flag=True, help="Show what --fix would do, and change and check nothing.")
@option("--explain", metavar="RULE", help="Say what a rule is and why it is there, and check nothing.")
def check(
    targets: tuple[str, ...],
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    since: str | None,
    statistics: bool,
    stdin_name: str,
    fix: bool,
    as_diff: bool,
    explain: str | None,
) -> int:
    """Check documents: what reading noticed, and what the rules say. Exits with 1 if there is an error.

    Files and folders need no workspace; anything else is a query for documents of the workspace.
    """
    if explain:
        from rca.checks.explain import explanation
        from rca.output.rule import rule_lines

        emit(rule_lines(explanation(explain.strip().upper()), terminal()))
        return 0
    from rca.cli.checking import Asked, Checking, are_paths
    from rca.output.styles import COUNTED, STYLES
    from rca.ruleids import look_up

    look_up((*select, *ignore))
    if as_diff and style not in COUNTED:
        raise NoSuchForm("--diff", style)
    if fix or as_diff:
        from rca.cli.mending import mend

        mend(targets, are_paths(targets), style, is_look=as_diff)
        if as_diff:
            return 0
    styles = COUNTED if statistics else STYLES
    if style not in styles:
        raise NoSuchForm("--statistics", style)
    checking = Checking(Asked(select, ignore, since, stdin_name))
    _print(checking, targets, styles[style])
    say(checking.summary())
    return checking.exit_code(strict)


def _print(checking: Checking, targets: tuple[str, ...], place: str) -> None:
    from rca.output.diagnostics import is_plain
    from rca.output.styles import STYLES, style

    if place == STYLES["text"] and is_plain(terminal()) and checking.has_all_rules:
        emit_blocks(checking.text(targets))
    else:
        emit(style(place)(checking.found(targets), terminal(), checking.documents))
