"""What can be typed next: ids, items and words of the query language, from the index as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rca.workspace import Workspace

Items = list["CompletionItem[str]"]


def complete_reference(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Ids of incidents; behind a slash, or where nothing else fits, items."""
    if "/" in incomplete:
        return _from_index(ctx, lambda w: w.complete_items(incomplete))
    return _from_index(ctx, lambda w: w.complete_ids(incomplete))


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Keys of the query language, and behind a key's colon its values."""
    return _from_index(ctx, lambda w: w.complete_query(incomplete))


def complete_document(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Files, or words of a query."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, "file"), *complete_query(ctx, parameter, incomplete)]


def _from_index(ctx: click.Context, ask: Callable[[Workspace], Iterable[tuple[str, str]]]) -> Items:
    """Candidates with their meaning; none where there is no workspace or no index yet."""
    from click.shell_completion import CompletionItem

    from rca.cli.settings import Settings
    from rca.errors import RcaError
    from rca.output.clean import clean
    from rca.workspace import Workspace

    try:
        workspace = Workspace.find(ctx.ensure_object(Settings).folder)
        return [CompletionItem(clean(name), help=clean(meaning)) for name, meaning in ask(workspace)]
    except RcaError:
        return []
