"""The language server: texts come in, diagnostics go out, and what fails is a sentence in the log."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Generator, Iterable, Sequence
from functools import partial
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from rca import VERSION
from rca.errors import RcaError
from rca.lsp import wire
from rca.lsp.checking import Checker
from rca.lsp.deeds import Deeds, Save, record, sentence
from rca.lsp.diagnostics import CONFIG_NAMES
from rca.lsp.keeping import Keeper
from rca.lsp.places import Library
from rca.lsp.site import Sites, View
from rca.lsp.texts import Text, Texts, path_of
from rca.lsp.working import Worker
from rca.model import Diagnostic

Answer = TypeVar("Answer")


class Protocol(LanguageServerProtocol):
    """The protocol of pygls, without its own texts: it counts lines as Python does, and editors do not."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """A text is open from now on."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: lsp.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """Something was typed."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: lsp.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """A text is closed."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """What one editor is served with: its texts, and the threads that read them."""

    def __init__(self) -> None:
        super().__init__("rca", VERSION, lsp.TextDocumentSyncKind.Incremental, protocol_cls=Protocol)
        self.texts = Texts()
        self.abilities = wire.Abilities(lsp.ClientCapabilities())
        self.deeds = Deeds()
        self.checker = Checker(self.texts, self.publish, self.tell, partial(guarded, self, "checking"))
        self._asked = Worker("rca-ask")
        self._scribe = Worker("rca-record")
        guard = partial(guarded, self, "rca sync")
        self.keeper = Keeper(self._scribe, self.checker.want_all, self.tell, guard)
        self._told: set[str] = set()

    # What is said.

    def publish(self, text: Text, found: Sequence[Diagnostic]) -> None:
        """Show what is wrong with a text."""
        shown = [wire.diagnostic(text, each) for each in found]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(text.uri, shown, text.version))

    def tell(self, sentences: Iterable[str]) -> None:
        """Show sentences that a person should read, each once."""
        for each in sentences:
            if each not in self._told:
                self._told.add(each)
                self.show(each)

    def show(self, sentence: str, kind: lsp.MessageType = lsp.MessageType.Warning) -> None:
        """Show a sentence."""
        self.window_show_message(lsp.ShowMessageParams(kind, sentence))

    def log(self, sentence: str, kind: lsp.MessageType = lsp.MessageType.Info) -> None:
        """Write a sentence into the editor's log."""
        self.window_log_message(lsp.LogMessageParams(kind, sentence))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Write into the editor's log what failed outside of our features, as a sentence."""
        if source is not FeatureRequestError:
            self.log(bug("the server", error), lsp.MessageType.Error)

    # What is asked.

    async def ask(self, uri: str, question: Callable[[View, Library], Answer]) -> Answer | None:
        """An answer about the newest text at an address; None where no document is open there."""
        text = self.texts.get(uri)
        if text is None or text.name in CONFIG_NAMES or text.is_too_large:
            return None

        def answer(sites: Sites) -> tuple[Answer, list[str]]:
            found = question(sites.view(text), Library(self.texts, sites))
            return found, sites.problems()

        found, problems = await self._asked.do(answer)
        self.tell(problems)
        return found

    async def ask_sites(self, question: Callable[[Sites], Answer]) -> Answer:
        """An answer about whole workspaces."""
        return await self._asked.do(question)

    async def record(self, uri: str, save: Save) -> None:
        """Take what a save brings into the journal; where that cannot be, keep it for the next save."""
        try:
            recorded = await self._scribe.do(lambda sites: record(sites, save))
        except (RcaError, OSError) as error:
            self.show(f"{error}; it is not in the history yet")
            return
        self.deeds.saved(uri, recorded.events)
        for event in recorded.events:
            self.log(sentence(event))
        for note in recorded.notes:
            self.log(note)

    def folders(self) -> list[str]:
        """Folders that the editor has open, and those of its texts."""
        own = [path_of(folder.uri) for folder in self.workspace.folders.values()]
        root = [self.workspace.root_path] if self.workspace.root_path else []
        texts = [os.path.dirname(path) for text in self.texts if (path := path_of(text.uri))]
        return list(dict.fromkeys(filter(None, (*own, *root, *texts))))

    def close(self) -> None:
        """End all threads."""
        self.keeper.close()
        self.checker.close()
        self._asked.close()
        self._scribe.close()


Listen = Callable[[Any], Awaitable[Any]]


def guarded(
    server: Server, what: str, listen: Listen, otherwise: Callable[[Any], Any] = lambda _: None
) -> Listen:
    """A feature whose failure is a sentence, and its answer then `otherwise`: the server lives on."""

    async def answer(params: Any) -> Any:
        try:
            return await listen(params)
        except RcaError as error:
            server.show(str(error))
        except Exception as error:  # noqa: BLE001 - the one place where a bug must not end the server
            server.log(bug(what, error), lsp.MessageType.Error)
        return otherwise(params)

    return answer


def bug(what: str, error: Exception) -> str:
    """A sentence about a failure that nobody thought of; with RCA_DEBUG its traceback goes to stderr."""
    if os.environ.get("RCA_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    lines = " ".join(str(error).split())
    failed = f"{what} failed: {type(error).__name__}: {lines}"
    return f"{failed}; this is a bug of rca, RCA_DEBUG=1 shows where it happened"


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the protocol alone: whatever else prints or reads gets other ones."""
    try:
        own = os.dup(sys.stdin.fileno()), os.dup(sys.stdout.fileno())
    except OSError:  # these are no files, so nobody else can have them
        return sys.stdin.buffer, sys.stdout.buffer
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(own[0], "rb"), os.fdopen(own[1], "wb")
