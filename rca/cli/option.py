"""Options whose help is one line, so that click need not load `inspect` to dedent it."""

from __future__ import annotations

from functools import partial
from typing import Any

import click


class Option(click.Option):
    """An option that takes its help as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        told = kwargs.pop("help", None)
        super().__init__(*args, **kwargs)
        self.help = told


option = partial(click.option, cls=Option)
"""Declares an option, as `click.option` does."""
