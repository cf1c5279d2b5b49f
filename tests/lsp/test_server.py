"""The server as an editor meets it: over its streams, with a client that counts in UTF-16 or in UTF-8."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.command import FIXED, ROOT, THEIRS, rca
from tests.invented import CERTIFICATE, DOCUMENTS, TODAY, write

NAME = "2026-03-02-gateway-certificate.md"
WITHIN = 20.0
ENV = {
    **{k: v for k, v in os.environ.items() if not k.startswith("RCA_") and k not in THEIRS},
    **FIXED,
    "RCA_TODAY": TODAY,
    "RCA_ACTOR": "Ada <ada@example.org>",
    "PYTHONPATH": str(ROOT),
}
ABILITIES = lsp.ClientCapabilities(
    general=lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf16]),
    workspace=lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[lsp.ResourceOperationKind.Rename]
        ),
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=lsp.TextDocumentClientCapabilities(
        hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        code_action=lsp.CodeActionClientCapabilities(
            code_action_literal_support=lsp.ClientCodeActionLiteralOptions(
                lsp.ClientCodeActionKindOptions(["quickfix", "refactor.rewrite"])
            ),
            is_preferred_support=True,
        ),
    ),
)
"""An editor that takes whole edits, as some do: actions come with theirs at once."""


async def until(holds: Callable[[], bool], seconds: float = WITHIN) -> None:
    """Wait until something holds; what the server says meanwhile is kept by the client."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - the client tells nobody
            await asyncio.sleep(0.01)


class Editor:
    """One text open at the server."""

    def __init__(self, client: LanguageClient, path: Path, text: str) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.path = path
        self.version = 0
        self.text = text
        self.named = lsp.TextDocumentIdentifier(self.uri)

    def open(self) -> None:
        told = lsp.TextDocumentItem(self.uri, "markdown", self.version, self.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(told))

    def change(self, area: lsp.Range | None, text: str) -> None:
        self.version += 1
        edit = (
            lsp.TextDocumentContentChangePartial(area, text)
            if area
            else lsp.TextDocumentContentChangeWholeDocument(text)
        )
        told = lsp.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(told, [edit]))

    def place(self, words: str) -> lsp.Position:
        """Behind some words, in units of UTF-16."""
        before = self.text[: self.text.index(words) + len(words)]
        line = before.rpartition("\n")[2]
        return lsp.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    @property
    def rules(self) -> set[str]:
        """The rules of the diagnostics that the editor shows."""
        return {str(each.code) for each in self.client.diagnostics.get(self.uri, ())}

    async def until(self, *there: str, gone: str = "") -> set[str]:
        """The rules of the diagnostics, once some are among them and one is not."""
        await until(lambda: self.rules.issuperset(there) and gone not in self.rules)
        return self.rules

    def close(self) -> None:
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(self.named))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("served"), DOCUMENTS)
    assert rca(folder, "sync").code == 0
    return folder


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=ClientServerConfig(server_command=[sys.executable, "-m", "rca", "lsp"], server_env=ENV),
    scope="module",
)
async def client(lsp_client: LanguageClient, folder: Path) -> AsyncGenerator[None]:
    root = folder.as_uri()
    params = lsp.InitializeParams(
        ABILITIES, root_uri=root, workspace_folders=[lsp.WorkspaceFolder(root, "rcas")]
    )

    @lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(wanted: lsp.RegistrationParams) -> None:
        assert [each.method for each in wanted.registrations] == [lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES]

    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


served = pytest.mark.asyncio(loop_scope="module")


async def opened(client: LanguageClient, folder: Path, text: str = CERTIFICATE, name: str = NAME) -> Editor:
    editor = Editor(client, folder / "incidents" / name, text)
    editor.open()
    return editor


@served
async def test_diagnostics_follow_what_is_typed(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder, CERTIFICATE.replace("Nobody", "😀 Nobody"))
    nobody = await editor.until("DOC02", "AI11")
    line = lsp.Position(6, 0)
    editor.change(lsp.Range(line, line), "- **Author:** platform\n")
    assert nobody - await editor.until("AI11", gone="DOC02") == {"DOC02"}
    editor.change(None, CERTIFICATE)
    assert await editor.until("AI11", "DOC02") == nobody
    editor.close()


@served
async def test_only_the_newest_of_many_edits_has_to_be_right(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder)
    for number in range(30):
        editor.change(None, f"{CERTIFICATE}\n{'x' * number}\n")
    editor.change(None, CERTIFICATE.replace("- **Status", "- **Author:** ops\n- **Status"))
    rules = await editor.until("AI11", gone="DOC02")
    assert "DOC02" not in rules
    assert "AI11" in rules
    editor.close()


@served
async def test_an_answer_stands_at_the_place_that_the_editor_counts(
    client: LanguageClient, folder: Path
) -> None:
    text = CERTIFICATE.replace("| 2 | Alert", "| 2 | 😀😀 Alert").replace("ledger-lag/1", "ledger-lag/1")
    editor = await opened(client, folder, text)
    editor.text = text
    definition = await client.text_document_definition_async(
        lsp.DefinitionParams(editor.named, editor.place("ledger-lag/1"))
    )
    assert isinstance(definition, lsp.Location)
    assert definition.uri.endswith("/2026-05-12-ledger-lag.md")
    assert definition.range.start == lsp.Position(17, 6)
    over = await client.text_document_hover_async(lsp.HoverParams(editor.named, editor.place("😀 Alert")))
    assert over is not None
    assert over.range is not None
    assert over.range.start == lsp.Position(17, 6)
    assert over.range.end == lsp.Position(17, 6 + 5 + len("Alert on expiry"))
    editor.close()


@served
async def test_a_completion_replaces_what_was_typed(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder, CERTIFICATE.replace("| platform |", "| plat |"))
    found = await client.text_document_completion_async(
        lsp.CompletionParams(editor.named, editor.place("expiry | plat"))
    )
    assert isinstance(found, lsp.CompletionList)
    item = next(item for item in found.items if item.label == "platform")
    assert isinstance(item.text_edit, lsp.TextEdit)
    end = editor.place("expiry | plat")
    assert item.text_edit.range == lsp.Range(lsp.Position(end.line, end.character - 4), end)
    editor.close()


@served
async def test_a_mark_comes_with_its_edit_and_is_recorded_when_it_is_saved(
    client: LanguageClient, folder: Path
) -> None:
    editor = await opened(client, folder)
    place = editor.place("Renew")
    context = lsp.CodeActionContext([], only=[lsp.CodeActionKind.Refactor])
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(editor.named, lsp.Range(place, place), context)
    )
    assert actions is not None
    (action,) = actions
    assert isinstance(action, lsp.CodeAction)
    assert action.title == "Mark item 1 executed on prod"
    assert action.edit is not None
    assert action.edit.document_changes is not None
    (change,) = action.edit.document_changes
    assert isinstance(change, lsp.TextDocumentEdit)
    assert change.text_document.version == editor.version
    (edit,) = change.edits
    assert isinstance(edit, lsp.TextEdit)
    editor.change(edit.range, edit.new_text)
    editor.path.write_text(CERTIFICATE.replace("prod: — |", f"prod: {TODAY} |", 1))
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(editor.named))
    await until(lambda: any("certificate/1 executed on prod" in each.message for each in client.log_messages))
    assert (folder / "incidents" / "journal" / "2026-03-02-gateway-certificate.jsonl").exists()
    editor.path.write_text(CERTIFICATE)
    editor.close()


@served
async def test_a_renaming_is_one_step_with_the_file(client: LanguageClient, folder: Path) -> None:
    name = "2026-05-12-ledger-lag.md"
    editor = await opened(client, folder, DOCUMENTS[name], name)
    place = editor.place("**Incident ID:** 2026")
    prepared = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(editor.named, place))
    assert isinstance(prepared, lsp.PrepareRenamePlaceholder)
    assert prepared.placeholder == "2026-05-12-ledger-lag"
    renamed = await client.text_document_rename_async(
        lsp.RenameParams(editor.named, place, "2026-05-12-slow")
    )
    assert renamed is not None
    assert renamed.document_changes is not None
    kinds = [type(change).__name__ for change in renamed.document_changes]
    assert kinds == ["TextDocumentEdit", "TextDocumentEdit", "RenameFile"]
    assert (folder / "incidents" / name).read_text() == DOCUMENTS[name]
    editor.close()


@served
async def test_outline_references_and_symbols(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder)
    outline = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(editor.named))
    assert outline is not None
    top = outline[0]
    assert isinstance(top, lsp.DocumentSymbol)
    assert [child.name for child in top.children or ()] == ["Summary", "Action items"]
    found = await client.text_document_references_async(
        lsp.ReferenceParams(lsp.ReferenceContext(True), editor.named, editor.place("ledger-lag/1"))
    )
    assert found is not None
    assert len(found) == 3
    symbols = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("ledger"))
    assert symbols is not None
    assert symbols[0].name == "2026-05-12-ledger-lag"
    editor.close()


@served
async def test_a_file_that_changes_under_the_editor_is_followed(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder, CERTIFICATE.replace("ledger-lag/1", "ledger-lag/7"))
    unknown = await editor.until("AI11", "AI29")
    lag = folder / "incidents" / "2026-05-12-ledger-lag.md"
    lag.write_text(DOCUMENTS[lag.name].replace("| 4 |", "| 7 |"))
    event = lsp.FileEvent(lag.as_uri(), lsp.FileChangeType.Changed)
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    assert unknown - await editor.until("AI11", gone="AI29") == {"AI29"}
    editor.close()


@served
async def test_a_failure_is_a_sentence_and_the_server_lives_on(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder)
    before = len(client.log_messages)
    strange = lsp.CodeAction("strange", data={"uri": editor.uri, "choice": ["nonsense"]})
    assert (await client.code_action_resolve_async(strange)).edit is None
    await until(lambda: len(client.log_messages) > before)
    message = client.log_messages[before].message
    assert message.startswith("resolve failed: ")
    assert message.endswith("this is a bug of rca, RCA_DEBUG=1 shows where it happened")
    assert "\n" not in message
    over = await client.text_document_hover_async(lsp.HoverParams(editor.named, editor.place("Renew")))
    assert over is not None
    editor.close()


@served
async def test_the_configuration_is_checked_and_mended_as_it_is_typed(
    client: LanguageClient, folder: Path
) -> None:
    config = Editor(client, folder / "rca.toml", 'enviroments = ["prod"]\n\ntemplats = "forms"\n')
    config.open()
    await config.until("CONF01")
    start = lsp.Position(0, 3)
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(config.named, lsp.Range(start, start), lsp.CodeActionContext([]))
    )
    assert actions is not None
    (action,) = actions
    assert isinstance(action, lsp.CodeAction)
    assert (action.title, action.is_preferred) == ("Write environments instead of enviroments", True)
    assert action.edit is not None
    for line, there in ((1, []), (2, ["Write templates instead of templats"])):
        start = lsp.Position(line, 0)
        actions = await client.text_document_code_action_async(
            lsp.CodeActionParams(config.named, lsp.Range(start, start), lsp.CodeActionContext([]))
        )
        assert [action.title for action in actions or []] == there
    config.close()


@served
async def test_a_broken_configuration_is_told_at_its_own_place(client: LanguageClient, folder: Path) -> None:
    kept = (folder / "rca.toml").read_text()
    (folder / "rca.toml").write_text('environments = ["staging", "prod"]\n[milestones\n')
    editor = await opened(client, folder)
    await editor.until("DOC02")
    place = (folder / "rca.toml").as_uri()
    await until(lambda: bool(client.diagnostics.get(place)))
    (problem,) = client.diagnostics[place]
    assert (problem.severity, problem.range.start.line) == (lsp.DiagnosticSeverity.Error, 1)
    (folder / "rca.toml").write_text(kept)
    editor.change(None, CERTIFICATE + "x\n")
    await until(lambda: not client.diagnostics[place])
    editor.close()


@served
async def test_a_text_that_is_no_file_yet_is_served_too(client: LanguageClient, folder: Path) -> None:
    editor = await opened(client, folder)
    editor.close()
    editor.uri, editor.named = "untitled:Untitled-1", lsp.TextDocumentIdentifier("untitled:Untitled-1")
    editor.open()
    await editor.until("DOC02")
    over = await client.text_document_hover_async(lsp.HoverParams(editor.named, editor.place("Renew")))
    assert over is not None
    editor.close()


@served
async def test_five_megabytes_are_served(client: LanguageClient, folder: Path) -> None:
    row = "| {0} | Do the thing number {0} with care | platform | 2026-07-01 | #{0} | — | — | — |\n"
    prose = "Nobody renewed the certificate, and browsers refused the gateway for a while.\n\n" * 59_000
    text = CERTIFICATE + "".join(map(row.format, range(3, 1500))) + "\n## Notes\n\n" + prose
    assert len(text) > 4_700_000
    editor = await opened(client, folder, text, "2026-05-30-large.md")
    end = lsp.Position(text.count("\n"), 0)
    editor.change(lsp.Range(end, end), "x")
    other = await opened(client, folder)
    over = await client.text_document_hover_async(lsp.HoverParams(other.named, other.place("Renew")))
    assert over is not None
    await until(lambda: bool(client.diagnostics.get(editor.uri)), 120)
    editor.close()
    other.close()


def test_only_the_protocol_is_on_stdout_and_the_end_of_stdin_is_the_end(folder: Path) -> None:
    params: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
    done = subprocess.run(
        [sys.executable, "-m", "rca", "lsp", "--stdio"],
        cwd=folder,
        env=ENV,
        input=f"Content-Length: {len(body)}\r\n\r\n{body}".encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Content-Length: ")
    assert done.stdout.count(b"Content-Length: ") == 1
