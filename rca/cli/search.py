"""`rca search` and `rca similar`: finding places and earlier incidents by their words."""

from __future__ import annotations

from rca.cli.command import command, with_json
from rca.cli.complete import complete_reference
from rca.cli.option import argument, at_least_one, option
from rca.cli.session import emit, open_workspace, say, terminal


def _text(words: tuple[str, ...]) -> str:
    text = " ".join(words)
    if words and not any(map(str.isalnum, text)):
        raise ValueError(f'there is no word to look for in "{text}"; write letters or digits')
    return text


with_limit = option(
    "-n",
    "--limit",
    read=at_least_one,
    default="20",
    show_default=True,
    metavar="N",
    help="At most N results.",
)


@command(
    ("rca search failover", "documents with the word, best first"),
    ("rca search '\"read replica\" lag'", "a phrase and a word"),
    ("rca search time -n 3 --json", "three hits as data"),
)
@argument("words", nargs=-1, required=True, read=_text)
@with_limit
@with_json
def search(words: str, limit: int, as_json: bool) -> None:
    """Find words in titles, sections and action items; the last word may be a beginning."""
    hits = open_workspace().search(words, limit)
    if as_json:
        from rca.output.data import hits_json

        return emit(hits_json(hits))
    from rca.output.found import hit_lines

    emit(hit_lines(hits, terminal()))
    return None if hits else say(f"Nothing contains {words}.")


@command(
    ("rca similar 1455", "earlier incidents that look like this one"),
    ("rca similar 'replica lag after failover'", "incidents that look like a text"),
    ("rca similar 1455 --all --json", "later ones too, as data"),
)
@argument(
    "reference", nargs=-1, required=True, read=_text, metavar="ID|TEXT", shell_complete=complete_reference
)
@option("--all", "later_too", is_flag=True, help="Later incidents too.")
@with_limit
@with_json
def similar(reference: str, later_too: bool, limit: int, as_json: bool) -> None:
    """Find earlier incidents that look like an incident or a text, with the words they share."""
    rows = open_workspace().similar(reference, limit, later_too=later_too)
    if as_json:
        from rca.output.data import similar_json

        return emit(similar_json(rows))
    from rca.output.alike import similar_lines

    emit(similar_lines(rows, terminal()))
    return None if rows else say("No earlier incident shares telling words.")
