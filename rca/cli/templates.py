"""`rca templates`: which there are, what stands in one, and whether they can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rca.cli.command import command, with_json
from rca.cli.complete import complete_template
from rca.cli.option import argument, option
from rca.cli.session import emit, find_workspace, say, terminal
from rca.errors import UsageError
from rca.output.words import count

if TYPE_CHECKING:
    from rca.templating import Template, Templates
    from rca.workspace import Workspace


class WhatOfTemplates(UsageError):
    """Words behind `rca templates` that say nothing."""

    def __init__(self) -> None:
        super().__init__("say `rca templates`, `rca templates show NAME` or `rca templates --check [NAME]`")


@command(
    ("rca templates", "their names, and what each is for"),
    ("rca templates show security", "its source, and where it lies"),
    (
        "mkdir -p templates && rca templates show rca > templates/rca.md",
        "one of your own, used instead of it",
    ),
    ("rca templates --check", "each is filled in, read and checked; exit code 1 if one cannot be used"),
)
@argument("words", nargs=-1, metavar="[show NAME]", shell_complete=complete_template)
@option("--check", "prove", is_flag=True, help="Prove that each (or those named) can be used.")
@with_json
def templates(words: tuple[str, ...], prove: bool, as_json: bool) -> int:
    """List the templates of `rca new`, show one, or check them (docs/authoring.md).

    They are Markdown with Jinja2. A team's own lie in templates/ (`templates` in rca.toml names another
    folder) and go before those that come with rca.
    """
    from rca.templating import Templates

    workspace = find_workspace()
    known = Templates(workspace.config)
    if prove:
        return _prove(workspace, known, words, as_json)
    if not words:
        return _list(known, as_json)
    if words[0] != "show" or len(words) != 2:
        raise WhatOfTemplates
    return _show(known.named(words[1]), as_json)


def _list(known: Templates, as_json: bool) -> int:
    from rca.output.data import one_json
    from rca.output.templates import template_lines, template_object

    found = known.all()
    emit(one_json(list(map(template_object, found))) if as_json else template_lines(found, terminal()))
    return 0


def _show(template: Template, as_json: bool) -> int:
    from rca.output.data import one_json
    from rca.output.templates import template_object
    from rca.templating import shown

    if as_json:
        emit(one_json({**template_object(template), "text": template.text()}))
        return 0
    emit(template.text().removesuffix("\n").split("\n") if not terminal().width else _clean(template))
    say(f"{shown(template.path)} ({template.origin})")
    return 0


def _clean(template: Template) -> list[str]:
    """The text as a terminal may see it."""
    from rca.output.clean import clean_lines

    return clean_lines(template.text().removesuffix("\n")).split("\n")


def _prove(workspace: Workspace, known: Templates, names: tuple[str, ...], as_json: bool) -> int:
    from rca.output.data import one_json
    from rca.proving import flaws

    wanted = [known.named(name) for name in names] or known.all()
    found = [each for template in wanted for each in flaws(template, workspace.config, workspace.today)]
    if as_json:
        emit(one_json([each._asdict() for each in found]))
    else:
        emit(terminal().paint(str(each)) for each in found)
    say(f"{count(len(wanted), 'template')}, {count(len(found), 'flaw')}.")
    return 1 if found else 0
