"""What the server answers: each request asks one of our features, and dresses what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lsprotocol import types as lsp

from rca.changes import Refused
from rca.config import WorkspaceNotFound, find_root
from rca.lsp import wire
from rca.lsp.actions import Action, Edited, actions_at, chosen
from rca.lsp.completion import complete
from rca.lsp.diagnostics import CONFIG_NAMES
from rca.lsp.fixes import config_fixes
from rca.lsp.hover import hover
from rca.lsp.places import Library
from rca.lsp.rename import NothingToRename, rename, renamed_here
from rca.lsp.server import Server, guarded
from rca.lsp.site import Sites, View
from rca.lsp.symbols import Found, in_workspace, outline
from rca.lsp.texts import Text
from rca.text import Span, TextEdit

_MOST = 1000
"""Completions from which on the editor asks again as one types."""
_TRIGGERS = ["#", "/", "|", ":", "(", " "]
_ACTIONS = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorRewrite]


class Features:
    """The requests of one editor."""

    def __init__(self, server: Server) -> None:
        self.server = server

    @property
    def _table(self) -> tuple[tuple[str, Callable[[Any], Any], Any], ...]:
        return (
            (
                lsp.TEXT_DOCUMENT_COMPLETION,
                self.completion,
                lsp.CompletionOptions(trigger_characters=_TRIGGERS),
            ),
            (lsp.TEXT_DOCUMENT_HOVER, self.hover, None),
            (lsp.TEXT_DOCUMENT_DEFINITION, self.definition, None),
            (lsp.TEXT_DOCUMENT_REFERENCES, self.references, None),
            (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self.symbols, None),
            (lsp.WORKSPACE_SYMBOL, self.workspace_symbols, None),
            (
                lsp.TEXT_DOCUMENT_CODE_ACTION,
                self.actions,
                lsp.CodeActionOptions(code_action_kinds=_ACTIONS, resolve_provider=True),
            ),
            (lsp.CODE_ACTION_RESOLVE, self.resolve, None),
            (lsp.TEXT_DOCUMENT_PREPARE_RENAME, self.prepare_rename, None),
            (lsp.TEXT_DOCUMENT_RENAME, self.rename, lsp.RenameOptions(prepare_provider=True)),
        )

    def register(self) -> None:
        """Have the server answer all of them."""
        for method, answer, options in self._table:
            # An action that fails is given back as it was: the protocol knows no other answer.
            otherwise = _the_same if method == lsp.CODE_ACTION_RESOLVE else _nothing
            what = method.rpartition("/")[2]
            self.server.feature(method, options)(guarded(self.server, what, answer, otherwise))

    # Reading.

    async def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """What can be typed here."""

        def answer(view: View, _: Library) -> lsp.CompletionList:
            found = complete(view, _offset(view, params.position))
            items = [wire.completion(view.text, each, order) for order, each in enumerate(found)]
            return lsp.CompletionList(is_incomplete=len(items) >= _MOST, items=items)

        return await self.server.ask(params.text_document.uri, answer)

    async def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """What is known of this place."""
        markdown = self.server.abilities.reads_markdown

        def answer(view: View, library: Library) -> lsp.Hover | None:
            found = self.server.checker.found(view.text)
            shown = hover(view, library, _offset(view, params.position), found)
            return wire.hover(view.text, shown, markdown=markdown) if shown else None

        return await self.server.ask(params.text_document.uri, answer)

    async def definition(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Where that stands which is named here."""

        def answer(view: View, library: Library) -> lsp.Location | None:
            goal = library.goal(view, _offset(view, params.position))
            return wire.location(goal.spot) if goal else None

        return await self.server.ask(params.text_document.uri, answer)

    async def references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Who else names that which is named here, or stands here."""
        declaration = params.context.include_declaration

        def answer(view: View, library: Library) -> list[lsp.Location]:
            goal = library.goal_around(view, _offset(view, params.position))
            spots = library.references(view, goal, declaration=declaration) if goal else ()
            return [wire.location(spot) for spot in spots]

        return await self.server.ask(params.text_document.uri, answer)

    async def symbols(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        """The outline."""

        def answer(view: View, _: Library) -> list[lsp.DocumentSymbol]:
            return [wire.symbol(view.text, each) for each in outline(view)]

        return await self.server.ask(params.text_document.uri, answer)

    async def workspace_symbols(self, params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        """Incidents and items that some words find."""
        roots = list(dict.fromkeys(filter(None, map(_root, self.server.folders()))))

        def answer(sites: Sites) -> list[Found]:
            return [found for root in roots for found in in_workspace(sites.of_root(root), params.query)]

        return [wire.found(each) for each in await self.server.ask_sites(answer)]

    # Changing.

    async def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        """What can be done here."""
        uri, only = params.text_document.uri, [str(getattr(k, "value", k)) for k in params.context.only or ()]
        text = self.server.texts.get(uri)
        if text is not None and text.name in CONFIG_NAMES:
            return list(self._config_actions(text, wire.span(text, params.range)))

        def answer(view: View, _: Library) -> list[tuple[Text, Action, Edited | None]]:
            found = self.server.checker.found(view.text)
            offered = actions_at(view, wire.span(view.text, params.range), found, only)
            return [(view.text, *each) for each in self._ready(view, offered)]

        return [self._action(*each) for each in await self.server.ask(uri, answer) or ()]

    def _ready(self, view: View, offered: Iterator[Action]) -> Iterator[tuple[Action, Edited | None]]:
        """With their edits where the editor cannot ask for them later; what is refused then is left out."""
        for action in offered:
            if action.edits is not None or self.server.abilities.resolves_actions:
                yield action, None
                continue
            try:
                yield action, chosen(view, action.choice)
            except Refused:
                continue

    def _action(self, text: Text, action: Action, edited: Edited | None) -> lsp.CodeAction:
        edits = action.edits if edited is None else edited.edits
        if edited is not None and edited.plan is not None:
            self.server.deeds.offer(text.uri, edited.plan)
        mended = action.diagnostic
        return lsp.CodeAction(
            title=action.title,
            kind=lsp.CodeActionKind(action.kind),
            diagnostics=[wire.diagnostic(text, mended)] if mended else None,
            is_preferred=True if action.mends else None,
            edit=self._edit(text, edits) if edits is not None else None,
            data={"uri": text.uri, "choice": list(action.choice)} if edits is None else None,
        )

    def _edit(self, text: Text, edits: Sequence[TextEdit]) -> lsp.WorkspaceEdit:
        return self.server.abilities.workspace_edit({text.uri: (text, list(edits))})

    def _config_actions(self, text: Text, span: Span) -> Iterator[lsp.CodeAction]:
        for found in self.server.checker.found(text):
            if found.span.start <= span.end and span.start <= found.span.end:
                for fix in config_fixes(text, found):
                    yield self._action(text, Action(fix.title, "quickfix", found, fix.mends, fix.edits), None)

    async def resolve(self, action: lsp.CodeAction) -> lsp.CodeAction:
        """The edits of the action that was chosen, for the text as it is now."""
        data = action.data if isinstance(action.data, dict) else {}

        def answer(view: View, _: Library) -> tuple[Text, Edited]:
            return view.text, chosen(view, data["choice"])

        try:
            found = await self.server.ask(data["uri"], answer) if data else None
        except Refused as refusal:
            self.server.show(str(refusal))
            return action
        if found is not None:
            text, edited = found
            if edited.plan is not None:
                self.server.deeds.offer(text.uri, edited.plan)
            action.edit = self._edit(text, edited.edits)
        return action

    async def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        """The id that would be renamed; nothing where no incident is named."""

        def answer(view: View, library: Library) -> lsp.PrepareRenamePlaceholder | None:
            try:
                goal, words = renamed_here(view, library, _offset(view, params.position))
            except NothingToRename:
                return None
            return lsp.PrepareRenamePlaceholder(wire.area(view.text, words), goal.view.incident)

        return await self.server.ask(params.text_document.uri, answer)

    async def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """An id renamed everywhere, as one step."""
        abilities, new = self.server.abilities, params.new_name.strip()

        def answer(view: View, library: Library) -> lsp.WorkspaceEdit:
            offset = _offset(view, params.position)
            renaming = rename(view, library, offset, new, can_move=abilities.moves_files)
            return abilities.workspace_edit(wire.renamed(renaming.spots, new), renaming)

        return await self.server.ask(params.text_document.uri, answer)


def _the_same(params: Any) -> Any:
    return params


def _nothing(_: Any) -> None:
    return None


def _offset(view: View, position: lsp.Position) -> int:
    return view.text.positions.offset(wire.place(position))


def _root(folder: str) -> str:
    """The workspace of a folder; empty where there is none."""
    try:
        return find_root(folder)
    except WorkspaceNotFound:
        return ""
