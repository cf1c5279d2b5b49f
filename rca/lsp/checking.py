"""Diagnostics as one types: the newest text counts, and what became stale is dropped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from rca.errors import UnreadableFile
from rca.folders import TOO_LARGE
from rca.lsp.diagnostics import CONFIG_NAMES, config_file, diagnose, diagnose_config, diagnose_file
from rca.lsp.site import Site, Sites
from rca.lsp.texts import Text, Texts, on_disk, uri_of
from rca.lsp.working import Worker
from rca.model import Diagnostic
from rca.reading import UNREADABLE
from rca.text import Source

_QUICK = 0.03
"""Seconds; a text that is checked so quickly is checked at every key."""
_LONGEST_PAUSE = 0.6


class Checked(NamedTuple):
    """What was found in a text, and in the configuration that it was read by."""

    text: Text
    found: list[Diagnostic]
    config: tuple[Text, list[Diagnostic]] | None
    """None where there is no configuration, or where the editor has it open."""
    problems: list[str]
    """What could not be asked, as sentences."""


Guard = Callable[[Callable[[Any], Awaitable[Any]]], Callable[[Any], Awaitable[Any]]]
"""Makes a failure of what is done a sentence for the editor."""
Publish = Callable[[Text, Sequence[Diagnostic]], None]
Tell = Callable[[Sequence[str]], None]


class Checker:
    """Checks texts in a thread of its own, and publishes what is true of the text as it is then."""

    def __init__(self, texts: Texts, publish: Publish, tell: Tell, guard: Guard) -> None:
        self._texts = texts
        self._publish = publish
        self._tell = tell
        self._check_guarded = guard(self._check)
        self._worker = Worker("rca-check")
        self._wanted: dict[str, None] = {}
        self._task: asyncio.Task[None] | None = None
        self._seconds: dict[str, float] = {}
        self._newest: dict[str, Checked] = {}
        self._configs: dict[str, list[Diagnostic]] = {}

    def want(self, uri: str) -> None:
        """Have a text checked soon."""
        self._wanted[uri] = None
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._check_all())

    def want_all(self) -> None:
        """Have every open text checked again: what it is held against has changed."""
        for text in self._texts:
            self.want(text.uri)

    def found(self, text: Text) -> list[Diagnostic]:
        """What was found in a text; nothing where it was not checked yet."""
        newest = self._newest.get(text.uri)
        return newest.found if newest and newest.text is text else []

    def forget(self, text: Text) -> None:
        """Take back what was published of a text that was closed."""
        self._newest.pop(text.uri, None)
        self._seconds.pop(text.uri, None)
        self._publish(Text(text.uri, None, ""), [])

    def close(self) -> None:
        """End the thread."""
        if self._task:
            self._task.cancel()
        self._worker.close()

    async def _check_all(self) -> None:
        while self._wanted:
            uri, _ = self._wanted.popitem()
            await asyncio.sleep(self._pause(uri))
            self._wanted.pop(uri, None)
            text = self._texts.get(uri)
            if text is not None:
                await self._check_guarded(text)

    def _pause(self, uri: str) -> float:
        seconds = self._seconds.get(uri, 0.0)
        return 0.0 if seconds <= _QUICK else min(seconds, _LONGEST_PAUSE)

    async def _check(self, text: Text) -> None:
        begun = time.monotonic()
        checked = await self._worker.do(lambda sites: check_text(sites, self._texts, text))
        self._seconds[text.uri] = time.monotonic() - begun
        self._tell(checked.problems)
        if not self._texts.is_current(text):
            return
        self._newest[text.uri] = checked
        self._publish(text, checked.found)
        if checked.config is not None:
            self._publish_config(*checked.config)

    def _publish_config(self, text: Text, found: list[Diagnostic]) -> None:
        """Only where it says something else than before: it is asked for with every key."""
        if self._configs.get(text.uri, []) != found:
            self._configs[text.uri] = found
            self._publish(text, found)


def check_text(sites: Sites, texts: Texts, text: Text) -> Checked:
    """Everything that is wrong with a text, and with the configuration of its site."""
    if text.name in CONFIG_NAMES:
        return Checked(text, diagnose_config(text), None, [])
    if text.is_too_large:
        return Checked(
            text, [_unreadable(text.source, f"{text.name} {TOO_LARGE}, and is not read")], None, []
        )
    view = sites.view(text)
    found = [*_on_disk(texts, text), *diagnose(view)]
    return Checked(text, found, _of_config(view.site, texts), sites.problems())


def _on_disk(texts: Texts, text: Text) -> list[Diagnostic]:
    """Why nobody but the editor can read the file, where that is so."""
    reason = texts.unreadable.get(text.uri)
    return [_unreadable(text.source, reason)] if reason else []


def _unreadable(source: Source, reason: str) -> Diagnostic:
    return Diagnostic(rule=UNREADABLE, level="error", message=reason, span=source.line_span(1))


def _of_config(site: Site, texts: Texts) -> tuple[Text, list[Diagnostic]] | None:
    path = config_file(site)
    if not path or texts.of_file(path) is not None:
        return None
    try:
        text = on_disk(path, texts.encoding)
    except UnreadableFile as error:
        text = Text(uri_of(path), None, "")
        return text, [_unreadable(text.source, error.reason)]
    return text, diagnose_file(site, text.source)
