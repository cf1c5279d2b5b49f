"""What `rca new` asks at a terminal, for all that no option said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from rca.cli.day import read_day
from rca.output.clean import clean

if TYPE_CHECKING:
    from rca.workspace import Workspace

Given = dict[str, Any]


def ask_for(workspace: Workspace, given: Given) -> Given:
    """What was given, with answers for the rest; Enter takes what stands in brackets."""
    from rca.templating import DEFAULT, Templates

    config = workspace.config
    names = Templates(config).names
    levels = ", ".join(config.severities) or "SEV-1, SEV-2, …"
    places = ", ".join(config.environments) or "staging, prod"
    questions: dict[str, Callable[[], Any]] = {
        "title": lambda: _ask("What broke, in a few words", read=_title),
        "severity": lambda: _ask(f"Severity ({levels}; can be empty)", ""),
        "day": lambda: _ask("Day it started", str(workspace.today), _day),
        "services": lambda: _ask("Services, with commas between (can be empty)", ""),
        "environments": lambda: _ask(f"Environments ({places}; empty for all)", ""),
        "template": lambda: _ask(
            f"Template ({', '.join(names)})", DEFAULT, lambda text: _template(text, names)
        ),
    }
    return given | {name: ask() for name, ask in questions.items() if not given[name]}


def _ask(question: str, usual: str | None = None, read: Callable[[str], Any] = str) -> Any:
    """An answer; one that cannot be used is asked for again."""
    return click.prompt(clean(question), default=usual, value_proc=read, show_default=bool(usual), err=True)


def _title(text: str) -> str:
    if not text.strip():
        raise click.UsageError("an RCA needs a title")
    return text


def _day(text: str) -> date:
    try:
        return read_day(text.strip())
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _template(text: str, names: tuple[str, ...]) -> str:
    from rca.templating import RENAMED

    name = RENAMED.get(text.strip(), text.strip())
    if name not in names:
        raise click.UsageError(f"no template is called {name}; there are {', '.join(names)}")
    return name
