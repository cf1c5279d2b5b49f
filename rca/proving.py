"""Whether a template can be used: it is filled in with little and with much, read, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rca.checks import CheckContext, check
from rca.config import Checks, Config
from rca.draft import BadDraft, draft_of
from rca.drafting import Drafter, Page
from rca.errors import UnreadableFile
from rca.model import Diagnostic
from rca.templating import BrokenTemplate, Template, shown

_LITTLE: dict[str, object] = {"title": "Checkout fails"}
_MUCH: dict[str, object] = {
    "title": "Checkout | fails <!-- for *some*, {{ title }} ##",
    "severity": "SEV-2",
    "services": ("checkout", "cards & more"),
    "environments": ("staging", "prod"),
    "authors": ("payments on-call",),
    "issue": "#1455",
}
_EMPTY = "DOC01"
"""The rule that finds sections that nobody has filled in yet."""


class Flaw(NamedTuple):
    """What is wrong with a template."""

    path: str
    line: int
    """0 where it is about no line."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


def flaws(template: Template, config: Config, today: date) -> list[Flaw]:
    """Everything that is wrong with a template; empty where it makes documents without errors."""
    return list(
        dict.fromkeys(each for said in (_LITTLE, _MUCH) for each in _found(template, said, config, today))
    )


def _found(template: Template, said: dict[str, object], config: Config, today: date) -> Iterator[Flaw]:
    path = shown(template.path)
    draft = draft_of(**said, template=template.name, day=today)
    try:
        page = Drafter(config, today, "author").page(draft, f"{today}-checkout-fails")
    except BrokenTemplate as error:
        yield Flaw(error.path, error.line, error.reason)
    except UnreadableFile as error:
        yield Flaw(error.path, 0, error.reason)
    except BadDraft as error:
        yield Flaw(path, 0, f"does not carry what is known: {error}")
    else:
        for diagnostic in _errors(page, config, today):
            yield Flaw(
                path,
                0,
                f"a document of it has an error from the start: {diagnostic.rule} {diagnostic.message}",
            )


def _errors(page: Page, config: Config, today: date) -> Iterator[Diagnostic]:
    """Errors by the levels that rules have of themselves, but for what is not filled in yet."""
    plain = config._replace(checks=Checks())
    headings = {section.span for section in page.document.sections}
    for each in check(page.document, page.source, CheckContext(today, plain)):
        if each.level == "error" and not (each.rule == _EMPTY and each.span in headings):
            yield each
