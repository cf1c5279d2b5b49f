"""`rca parse`: what is read out of files, without workspace or index."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from rca.cli.command import command, with_json
from rca.cli.option import argument
from rca.cli.session import emit, say, terminal
from rca.errors import UnreadableFile


@command(
    ("rca parse incidents/*.md", "a summary of what is read"),
    ("rca parse --json incidents/*.md", "everything that is read, one JSON object a line"),
    ("cat incidents/*1455.md | rca parse --json -", "the same from standard input"),
)
@argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@with_json
def parse(files: tuple[str, ...], as_json: bool) -> int:
    """Print what is read out of files: a summary of each, or one JSON object a line, in their order."""
    code = 0
    for path in files:
        try:
            emit(_read(path, as_json))
        except UnreadableFile as error:
            say(f"rca: {error}")
            code = error.exit_code
    return code


def _read(path: str, as_json: bool) -> Iterable[str]:
    from rca.cli.files import config_for, read_source
    from rca.parse import parse as read

    source = read_source(path)
    document = read(source, name=os.path.basename(path), config=config_for(path))
    if as_json:
        from rca.jsonform import document_json
        from rca.output.data import one_json

        return one_json(document_json(source, document, path))
    from rca.output.summary import summary_lines

    return summary_lines(path, source, document, terminal())
