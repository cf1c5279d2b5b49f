"""A new RCA in a workspace: a template with all that is known in it, read back before it is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rca.blocks import scan
from rca.changes import Refused, ReplaceSection
from rca.config import Config
from rca.draft import MORE_FIELDS, BadDraft, Draft
from rca.edit import plan, verify
from rca.editing.canonical import HEADINGS
from rca.editing.guidance import spent
from rca.editing.sections import Sections, find_section
from rca.editing.swallowing import check_closed, check_headings
from rca.editing.values import full, light, parted
from rca.git import settings
from rca.journal import journal_file
from rca.model import Document
from rca.new import EmptyTitle, IdTaken, NoId, create, id_for, make_folder, numbered, slug
from rca.parse import parse
from rca.templating import BrokenTemplate, Templates, shown
from rca.templating_values import filled
from rca.text import Source, Span, TextEdit
from rca.wishes import Make, Makers

if TYPE_CHECKING:
    from rca.workspace import Workspace

Step = Callable[["Page"], "Page"]


class Page(NamedTuple):
    """A text and what it reads as."""

    source: Source
    document: Document


def begin(workspace: Workspace, draft: Draft) -> Path:
    """Write the document and return its path; no document, history or file is ever written over.

    Raises UnknownTemplate, BrokenTemplate, EmptyTitle, IdTaken, BadDraft and DocumentNotWritten.
    """
    config = workspace.config
    folder = Path(config.root, config.incidents[0])
    author = settings(Path(config.root)).get("user.name", "")
    drafter = Drafter(config, workspace.today, author)
    day = draft.day or workspace.today
    if draft.id and draft.id != slug(draft.id):
        raise NoId(draft.id, slug(draft.id))
    taken = set(workspace.ids())
    make_folder(folder)
    for name in numbered(draft.id or id_for(day, draft.title, draft.issue)):
        is_free = name not in taken and not journal_file(folder, name).exists()
        if is_free and create(folder / f"{name}.md", drafter.page(draft, name).source.text):
            return folder / f"{name}.md"
        if draft.id:
            there = workspace.resolve_incident(name).path if name in taken else folder / f"{name}.md"
            raise IdTaken(name, there)
    raise AssertionError("names never end")


class Drafter(NamedTuple):
    """Makes the text of a new document."""

    config: Config
    today: date
    author: str = ""
    """Where the draft names none."""

    def page(self, draft: Draft, name: str) -> Page:
        """The document that a draft becomes under an id; raises BadDraft with every mistake."""
        if not draft.title.strip():
            raise EmptyTitle
        begun = page = self._filled(draft, name)
        mistakes: list[str] = []
        for place, step in self._steps(draft, name, page):
            try:
                page = step(page)
            except Refused as error:
                mistakes.append(f"{place}: {_without_end(error).removeprefix(f'{place}: ')}")
        mistakes += _differing(draft, page)
        if mistakes:
            raise BadDraft(mistakes)
        return self._without_guidance(draft, begun.source.text, page, name)

    def _without_guidance(self, draft: Draft, template: str, page: Page, name: str) -> Page:
        """Without the template's comments beside what the draft fills in; the same reads out of it."""
        fields = [field for field in MORE_FIELDS if _given(draft, field)]
        sections = [section for section in ("timeline", "action_items") if getattr(draft, section)]
        edits = spent(page.source, page.document, fields, sections, template)
        after = self._read(page.source.apply(edits).text, name)
        return after if _told(after) == _told(page) else page

    def _filled(self, draft: Draft, name: str) -> Page:
        """The template with the values in it, each escaped as much as it takes to read it back."""
        templates = Templates(self.config)
        marked = templates.fill(draft.template, self._values(draft, name))
        pages = (self._read(filled(marked, escape), name) for escape in (light, parted, full))
        best = min(pages, key=lambda page: (not _is_titled(draft, page), len(list(_lacking(draft, page)))))
        if not _is_titled(draft, best):
            place = shown(templates.named(draft.template).path)
            raise BrokenTemplate(place, 0, "its first heading does not say the title: `# RCA — {{ title }}`")
        return best

    def _values(self, draft: Draft, name: str) -> dict[str, str | tuple[str, ...]]:
        authors = draft.authors or ((self.author,) if self.author else ())
        lists = {"services": draft.services, "environments": draft.environments, "tags": draft.tags}
        day = (draft.day or self.today).isoformat()
        said = {
            "title": draft.title,
            "severity": draft.severity,
            "status": draft.status,
            "issue": draft.issue,
        }
        return {**said, **lists, "author": authors, "date": day, "id": name, "today": self.today.isoformat()}

    def _read(self, text: str, name: str) -> Page:
        source = Source(text)
        return Page(source, parse(source, name=f"{name}.md", config=self.config))

    def _steps(self, draft: Draft, name: str, page: Page) -> Iterator[tuple[str, Step]]:
        """What the template did not say, each with its place in the draft."""
        makers = Makers(self.config, Path(self.config.root, self.config.incidents[0]), self.today)
        for field in (*_lacking(draft, page), *MORE_FIELDS):
            if value := _given(draft, field):
                yield (
                    field,
                    self._changed(makers.set_incident(field.replace("authors", "author"), value), name),
                )
        for section, text in draft.sections.items():
            yield f"sections.{section}", partial(self._with_section, section, text, name)
        for at, entry in enumerate(draft.timeline):
            yield f"timeline[{at}]", self._changed(makers.entry(entry.time, entry.text), name)
        for at, item in enumerate(draft.action_items):
            values = item.model_dump(exclude={"text", "kind"}) | {"item_kind": item.kind}
            yield f"action_items[{at}]", self._changed(makers.add(item.text, **values), name)

    def _changed(self, make: Make, name: str) -> Step:
        def change(page: Page) -> Page:
            wish = make(page.source, page.document)
            made = plan(page.source, page.document, wish, self.config, name=f"{name}.md")
            return Page(made.after, made.document)

        return change

    def _with_section(self, name: str, text: str, file: str, page: Page) -> Page:
        """A text in the place of the guidance below a heading; the sections inside of it stay."""
        check_closed(text)
        try:
            return self._with_text(name, text, file, page)
        except Refused:
            check_headings(text)
            raise

    def _with_text(self, name: str, text: str, file: str, page: Page) -> Page:
        sections = Sections(page.source, scan(page.source), page.document)
        found = find_section(page.document, name)
        if found is None:
            edit = sections.add(name, HEADINGS[name], text)
            after = self._read(page.source.apply([edit]).text, file)
            added = find_section(after.document, name)
            if added is None or sections.lines(text) not in after.source.slice(added.body):
                check_headings(text)
            return after
        inside = (s.span.start for s in page.document.sections if s.span.start >= found.body.start)
        own = sections.inner(Span(found.body.start, min([*inside, found.body.end])))
        if own.start == own.end:
            edit = sections.replace(name, text)[0]
        else:
            edit = TextEdit(own, sections.lines(text))
        after = self._read(page.source.apply([edit]).text, file)
        verify(page.document, after.document, ReplaceSection(section=name, text=text))
        return after


def _told(page: Page) -> list[str]:
    """What is read out of a text that comments have no part in."""
    fields = [f"{field.name}: {field.value}" for field in page.document.fields]
    entries = [f"{entry.time} {entry.text}" for entry in page.document.timeline]
    return [*fields, *entries, *(f"{item.number} {item.text}" for item in page.document.action_items)]


def _given(draft: Draft, field: str) -> str:
    """What a draft says of a field, as one line of metadata."""
    value = getattr(draft, field)
    return value if isinstance(value, str) else ", ".join(value)


def _is_titled(draft: Draft, page: Page) -> bool:
    return draft.title in page.document.title


def _lacking(draft: Draft, page: Page) -> Iterator[str]:
    """Fields that a text made of the template does not say yet."""
    said = {(field.name, field.value) for field in page.document.fields}
    for field in ("severity", "status", "services", "environments", "authors"):
        value = _given(draft, field)
        if value and (field.replace("authors", "author"), value) not in said:
            yield field


def _differing(draft: Draft, page: Page) -> Iterator[str]:
    """What was given and reads as something else, such as a name that holds a comma."""
    for field in ("services", "environments", "authors", "tags", "participants", "reviewers"):
        given, read = getattr(draft, field), getattr(page.document, field)
        if given and given != read:
            yield f"{field}: would read back as {', '.join(map(repr, read)) or 'nothing'}"


def _without_end(error: Refused) -> str:
    """A refusal without its remark about a document, which is not there yet."""
    return re.sub(r"[;,] nothing was changed$", "", str(error))
