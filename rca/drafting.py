"""A new RCA in a workspace: filled in from a template, with the author that git names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rca.atomic import replace_file
from rca.changes import SetField, wish
from rca.edit import plan
from rca.git import settings
from rca.new import new_document
from rca.parse import parse
from rca.text import Source

if TYPE_CHECKING:
    from rca.workspace import Workspace


class Draft(NamedTuple):
    """What is known of an incident when one begins to write about it."""

    title: str
    template: str = "canonical"
    day: date | None = None
    """None for today."""
    severity: str = ""
    services: str = ""
    author: str = ""
    """Empty for the one that git names."""


def begin(workspace: Workspace, draft: Draft) -> Path:
    """Write the document and return its path; raises UnknownTemplate, EmptyTitle, DocumentNotWritten."""
    config = workspace.config
    path = new_document(
        draft.title,
        template=draft.template,
        day=draft.day or workspace.today,
        severity=draft.severity,
        author=draft.author or settings(Path(workspace.root)).get("user.name", ""),
        folder=Path(workspace.root, config.incidents[0]),
    )
    if draft.services:
        source = Source.from_bytes(path.read_bytes(), str(path))
        change = wish(SetField, field="services", value=draft.services)
        made = plan(source, parse(source, name=path.name, config=config), change, config, name=path.name)
        replace_file(path, made.after.to_bytes(), source.sha256)
    return path
