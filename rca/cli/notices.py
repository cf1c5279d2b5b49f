"""What a library has to say while it makes a file, told on stderr: the file is there, and lacks something."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from rca.cli.session import say


@contextmanager
def notices(kind: type[Warning]) -> Iterator[None]:
    """Tell each warning of a kind as one sentence, once."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", kind)
        yield
    for each in found:
        if not issubclass(each.category, kind):
            warnings.showwarning(each.message, each.category, each.filename, each.lineno)
    for sentence in dict.fromkeys(str(each.message) for each in found if issubclass(each.category, kind)):
        say(sentence)
