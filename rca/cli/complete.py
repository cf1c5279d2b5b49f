"""What can be typed next: ids, items and words of the query language, from the index as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from rca.config import Config
    from rca.workspace import Workspace

Items = list["CompletionItem[str]"]


def complete_reference(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Ids of incidents; behind a slash, or where nothing else fits, items."""
    if "/" in incomplete:
        return _from_index(lambda w: w.completion.items(incomplete))
    return _from_index(lambda w: w.completion.ids(incomplete))


def complete_query(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Keys of the query language, and behind a key's colon its values."""
    return _from_index(lambda w: w.completion.query(incomplete))


def complete_folder(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, "dir")]


def complete_environment(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Environments of rca.toml."""
    return beginning(_config().environments, incomplete)


def complete_check(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Checks of rca.toml that can be run."""
    return beginning(_config().verify, incomplete)


def complete_field(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Fields of an item or an incident, whichever was named before."""
    from rca.labels import LABELS
    from rca.references import names_item
    from rca.wishes import ITEM_FIELDS

    fields = (*ITEM_FIELDS, "type") if names_item(ctx.params.get("reference") or "") else tuple(LABELS)
    return beginning(fields, incomplete)


def complete_template(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
    """Templates of a new RCA."""
    from rca.templating import Templates

    return beginning(Templates(_config()).names, incomplete)


def complete_document(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Files, or words of a query."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, "file"), *complete_query(ctx, parameter, incomplete)]


def beginning(words: Iterable[str], incomplete: str) -> Items:
    """Those of some words that begin with what was typed."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def _config() -> Config:
    """The configuration; the defaults where there is no workspace, or none that can be read."""
    from rca.cli.settings import settings
    from rca.config import Config, find_root
    from rca.configfile import load
    from rca.errors import RcaError

    try:
        return load(find_root(settings().folder))
    except RcaError:
        return Config()


def _from_index(ask: Callable[[Workspace], Iterable[tuple[str, str]]]) -> Items:
    """Candidates with their meaning; none where there is no workspace or no index yet."""
    from click.shell_completion import CompletionItem

    from rca.cli.settings import settings
    from rca.errors import RcaError
    from rca.output.clean import clean
    from rca.workspace import Workspace

    try:
        workspace = Workspace.find(settings().folder)
        return [CompletionItem(clean(name), help=clean(meaning)) for name, meaning in ask(workspace)]
    except RcaError:
        return []
