"""Our plain values as the types of the protocol, and its types as ours: nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lsprotocol import types as lsp

from rca.checks import RULES, SOURCES
from rca.lsp.completion import Completion
from rca.lsp.hover import Hover
from rca.lsp.places import Spot
from rca.lsp.positions import Encoding, Extent, Place
from rca.lsp.rename import Renaming
from rca.lsp.symbols import Found, Symbol
from rca.lsp.texts import Edit, Text, uri_of
from rca.model import Diagnostic
from rca.text import Span, TextEdit

_LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_SORTS = {
    "person": lsp.CompletionItemKind.Variable,
    "item": lsp.CompletionItemKind.Reference,
    "incident": lsp.CompletionItemKind.File,
    "issue": lsp.CompletionItemKind.Reference,
    "day": lsp.CompletionItemKind.Constant,
    "word": lsp.CompletionItemKind.EnumMember,
    "heading": lsp.CompletionItemKind.Module,
    "field": lsp.CompletionItemKind.Property,
    "rule": lsp.CompletionItemKind.Constant,
}
_SYMBOLS = {
    "section": lsp.SymbolKind.String,
    "item": lsp.SymbolKind.Event,
    "incident": lsp.SymbolKind.File,
}
SOURCE = "rca"
"""Who says what is wrong."""
_IDLE = "IGN03"
_ADDRESSES = {rule.id: SOURCES[rule.sources[0]][1] for rule in RULES if rule.sources}


def encoding(chosen: Any) -> Encoding:
    """How the editor counts; UTF-16 where it does not say."""
    name = str(getattr(chosen, "value", chosen))
    return "utf-8" if name == "utf-8" else "utf-32" if name == "utf-32" else "utf-16"


def place(position: lsp.Position) -> Place:
    """A place of the editor."""
    return Place(position.line, position.character)


def span(text: Text, area: lsp.Range) -> Span:
    """A range of the editor in a text."""
    return text.positions.span(Extent(place(area.start), place(area.end)))


def edits(changes: Iterable[lsp.TextDocumentContentChangeEvent]) -> list[Edit]:
    """What the editor says that was typed."""
    return [_edit(change) for change in changes]


def _edit(change: lsp.TextDocumentContentChangeEvent) -> Edit:
    if isinstance(change, lsp.TextDocumentContentChangePartial):
        return Edit(Extent(place(change.range.start), place(change.range.end)), change.text)
    return Edit(None, change.text)


def area(text: Text, where: Span) -> lsp.Range:
    """A span of a text as a range."""
    start, end = text.positions.extent(where)
    return lsp.Range(lsp.Position(*start), lsp.Position(*end))


def diagnostic(text: Text, found: Diagnostic) -> lsp.Diagnostic:
    """A diagnostic with its rule, and the address where that comes from."""
    address = _ADDRESSES.get(found.rule)
    return lsp.Diagnostic(
        range=area(text, found.span),
        severity=_LEVELS[found.level],
        code=found.rule,
        code_description=lsp.CodeDescription(href=address) if address else None,
        source=SOURCE,
        message=found.message,
        tags=[lsp.DiagnosticTag.Unnecessary] if found.rule == _IDLE else None,
    )


def completion(text: Text, offered: Completion, order: int) -> lsp.CompletionItem:
    """A completion that replaces what was typed, and keeps our order."""
    return lsp.CompletionItem(
        label=offered.text.strip() or offered.text,
        detail=offered.detail or None,
        kind=_SORTS[offered.sort],
        filter_text=offered.text,
        sort_text=f"{order:05}",
        text_edit=lsp.TextEdit(area(text, offered.span), offered.text),
    )


def hover(text: Text, shown: Hover, *, markdown: bool) -> lsp.Hover:
    """What is shown over a place; an editor that draws no Markdown gets its text."""
    kind = lsp.MarkupKind.Markdown if markdown else lsp.MarkupKind.PlainText
    value = shown.markdown if markdown else shown.plain
    return lsp.Hover(contents=lsp.MarkupContent(kind, value), range=area(text, shown.span))


def location(spot: Spot) -> lsp.Location:
    """A place in a text."""
    return lsp.Location(uri=spot.text.uri, range=area(spot.text, spot.span))


def symbol(text: Text, each: Symbol) -> lsp.DocumentSymbol:
    """A part of the outline, with what stands in it."""
    return lsp.DocumentSymbol(
        name=each.name,
        detail=each.detail or None,
        kind=_SYMBOLS[each.kind],
        range=area(text, each.span),
        selection_range=area(text, each.name_span),
        children=[symbol(text, child) for child in each.children],
    )


def found(each: Found) -> lsp.WorkspaceSymbol:
    """An incident or an item of the workspace."""
    start = lsp.Position(each.line - 1, 0)
    return lsp.WorkspaceSymbol(
        location=lsp.Location(uri=uri_of(each.file), range=lsp.Range(start, start)),
        name=each.name,
        kind=_SYMBOLS[each.kind],
        container_name=each.container or None,
    )


class Abilities:
    """What an editor can do with what it is given."""

    def __init__(self, told: lsp.ClientCapabilities) -> None:
        self._told: Any = told

    def _has(self, *path: str) -> Any:
        value = self._told
        for name in path:
            value = getattr(value, name, None)
        return value

    @property
    def moves_files(self) -> bool:
        """Whether a file can get another name with an edit."""
        return lsp.ResourceOperationKind.Rename in self._resource_operations

    @property
    def versions_edits(self) -> bool:
        """Whether an edit can name the version that it is made for, as those on files have to."""
        return bool(self._has("workspace", "workspace_edit", "document_changes") or self._resource_operations)

    @property
    def _resource_operations(self) -> Sequence[Any]:
        return self._has("workspace", "workspace_edit", "resource_operations") or ()

    @property
    def resolves_actions(self) -> bool:
        """Whether the edits of an action may come when it is chosen."""
        names = self._has("text_document", "code_action", "resolve_support", "properties") or ()
        return "edit" in names and bool(self._has("text_document", "code_action", "data_support"))

    @property
    def reads_markdown(self) -> bool:
        """Whether it draws Markdown."""
        formats = self._has("text_document", "hover", "content_format") or ()
        return lsp.MarkupKind.Markdown in formats

    @property
    def watches_files(self) -> bool:
        """Whether it tells of files that change."""
        return bool(self._has("workspace", "did_change_watched_files", "dynamic_registration"))

    def workspace_edit(
        self, changes: Mapping[str, tuple[Text, list[TextEdit]]], renamed: Renaming | None = None
    ) -> lsp.WorkspaceEdit:
        """Edits of several texts, and a file that gets another name, as one step."""
        if not self.versions_edits:
            return lsp.WorkspaceEdit(changes={uri: _text_edits(*change) for uri, change in changes.items()})
        documents: list[Any] = [_document_edit(*change) for change in changes.values()]
        if renamed is not None and renamed.move is not None:
            documents.append(lsp.RenameFile(old_uri=renamed.move.uri, new_uri=uri_of(renamed.move.new)))
        return lsp.WorkspaceEdit(document_changes=documents)


def _document_edit(text: Text, made: list[TextEdit]) -> lsp.TextDocumentEdit:
    named = lsp.OptionalVersionedTextDocumentIdentifier(uri=text.uri, version=text.version)
    return lsp.TextDocumentEdit(text_document=named, edits=list(_text_edits(text, made)))


def _text_edits(text: Text, made: Iterable[TextEdit]) -> list[lsp.TextEdit]:
    return [lsp.TextEdit(area(text, where), words) for where, words in made]


def renamed(spots: Iterable[Spot], new: str) -> dict[str, tuple[Text, list[TextEdit]]]:
    """The edits of a renaming, by text."""
    changes: dict[str, tuple[Text, list[TextEdit]]] = {}
    for text, where in spots:
        changes.setdefault(text.uri, (text, []))[1].append(TextEdit(where, new))
    return changes
