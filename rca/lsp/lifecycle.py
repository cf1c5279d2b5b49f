"""What the editor tells the server: that texts are opened, typed in, saved and closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types as lsp

from rca.config import WorkspaceNotFound, find_root
from rca.lsp import wire
from rca.lsp.server import Server, guarded
from rca.lsp.texts import Text, path_of

_WATCHED = ("**/*.{md,markdown,mdown,mkd,mdx,qmd,rmd,erb}", "**/{rca,pyproject}.toml", "**/journal/*.jsonl")


class Lifecycle:
    """The notifications of one editor."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def register(self) -> None:
        """Have the server listen to all of them."""
        save = lsp.SaveOptions(include_text=False)
        table: tuple[tuple[str, Callable[[Any], Any], Any], ...] = (
            (lsp.INITIALIZE, self.begin, None),
            (lsp.INITIALIZED, self.begun, None),
            (lsp.SHUTDOWN, self.ending, None),
            (lsp.TEXT_DOCUMENT_DID_OPEN, self.opened, None),
            (lsp.TEXT_DOCUMENT_DID_CHANGE, self.typed, None),
            (lsp.TEXT_DOCUMENT_DID_SAVE, self.saved, save),
            (lsp.TEXT_DOCUMENT_DID_CLOSE, self.closed, None),
            (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, self.changed_on_disk, None),
        )
        for method, listen, options in table:
            # pygls writes the name of the method on what it calls, and a method of ours takes none.
            self.server.feature(method, options)(partial(listen))

    def begin(self, params: lsp.InitializeParams) -> None:
        """Learn what the editor can do, and how it counts."""
        self.server.abilities = wire.Abilities(params.capabilities)
        self.server.texts.encoding = wire.encoding(self.server.workspace.position_encoding)

    def begun(self, _: lsp.InitializedParams) -> None:
        """Ask to be told of files that change, where the editor can."""
        if self.server.abilities.watches_files:
            watchers = [lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            wanted = lsp.Registration("rca-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.server.client_register_capability(lsp.RegistrationParams([wanted]))

    def ending(self, _: None) -> None:
        """The editor is about to leave."""
        self.server.keeper.close()

    def opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """A text is there: check it, and bring the index of its workspace up to date."""
        told = params.text_document
        texts = self.server.texts
        texts.put(Text(told.uri, told.version, told.text, texts.encoding))
        texts.look_at_file(told.uri)
        self.server.checker.want(told.uri)
        self.server.keeper.want(_root_of(told.uri))

    def typed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Something was typed: check it again."""
        told = params.text_document
        before = self.server.texts.get(told.uri)
        if before is None:
            self.server.log(f"{told.uri} changed, but was never opened", lsp.MessageType.Warning)
            return
        text = self.server.texts.put(before.edited(wire.edits(params.content_changes), told.version))
        self.server.deeds.changed(text)
        self.server.checker.want(told.uri)

    async def saved(self, params: lsp.DidSaveTextDocumentParams) -> None:
        """A file was written: what was marked in it goes into the history, and the index follows."""
        uri = params.text_document.uri
        self.server.texts.look_at_file(uri)
        if path := path_of(uri):
            if save := self.server.deeds.saving(uri, path):
                await guarded(self.server, "recording", lambda _: self.server.record(uri, save))(None)
            self.server.checker.want(uri)
            self.server.keeper.want_files(_root_of(uri), [path])

    def closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """A text is gone; its file counts again."""
        text = self.server.texts.get(params.text_document.uri)
        if text is not None:
            self.server.texts.drop(text.uri)
            self.server.deeds.forget(text.uri)
            self.server.checker.forget(text)

    def changed_on_disk(self, params: lsp.DidChangeWatchedFilesParams) -> None:
        """Files changed: the index follows, and then the diagnostics of what is open."""
        files: dict[str, list[str]] = {}
        for change in params.changes:
            files.setdefault(_root_of(change.uri), []).append(path_of(change.uri))
        for root, changed in files.items():
            self.server.keeper.want_files(root, changed)


def _root_of(uri: str) -> str:
    """The workspace that a file belongs to; empty where there is none."""
    path = path_of(uri)
    try:
        return find_root(os.path.dirname(path)) if path else ""
    except WorkspaceNotFound:
        return ""
