"""Changes proposed to an editor, which makes them in its own text; the journal gets them when it saves.

Nothing here writes a document. What was proposed and does not stand in the saved file has not happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rca.changing import Changing
from rca.commit import Committer, digests, refuse_conflict
from rca.edit import Plan, plan
from rca.events import Event
from rca.facts import facts, is_state, same
from rca.folders import name_of
from rca.intent import Step
from rca.journal import journal_file
from rca.model import Document
from rca.opening import open_document
from rca.outcomes import Recorded
from rca.parse import parse
from rca.reversal import reversal
from rca.sealing import Draft, append, append_events
from rca.text import BOM, Source, Span, TextEdit
from rca.wishes import Make


def propose(changing: Changing, path: str, source: Source, document: Document, make: Make) -> Plan:
    """A change as edits of a text that an editor has open; raises Refused, as the change would."""
    committer = changing.committer
    refuse_conflict(source, path)
    change = make(source, document)
    place = Path(committer.config.root, path)
    committer.permit(change, journal_file(place.parent, _incident(path, document)))
    return plan(source, document, change, committer.config, name=place.name)


def take_in(changing: Changing, path: str, plans: Iterable[Plan]) -> Recorded:
    """Take changes into the journal that stand in a file, now that an editor has saved it.

    Raises Refused, as the changes themselves would; UnreadableFile, JournalError.
    """
    committer = changing.committer
    source, document, _ = open_document(committer.config, path)
    incident = _incident(path, document)
    made = [_as_in_file(each, source) for each in plans if stands(each, document)]
    if not made:
        return Recorded([], [])
    changing.has_own_history(path, incident)
    with committer.locked() as notes:
        events = _append(committer, path, incident, made)
        notes.extend(changing.take_in([(path, incident, events)]))
    return Recorded(list(events), notes)


def _append(committer: Committer, path: str, incident: str, made: Sequence[Plan]) -> tuple[Event, ...]:
    place = Path(committer.config.root, path)
    journal = journal_file(place.parent, incident)
    before = made[0].before
    drafts = committer.first(
        journal, incident, before, parse(before, name=place.name, config=committer.config)
    )
    for each in made:
        committer.permit(each.change, journal)
        drafts.append(Draft(committer.by, incident, each.change, digests(each)))
    return append(journal, drafts, committer.sign)


def stands(made: Plan, document: Document) -> bool:
    """Whether a document says what a change was to make it say."""
    said = facts(document)
    states = [fact for fact in made.facts if is_state(fact.name)]
    return all(same(fact.after, said.get((fact.item, fact.name))) for fact in states or made.facts)


def _as_in_file(made: Plan, file: Source) -> Plan:
    """A plan on the text that the file has: an editor keeps a byte order mark to itself."""
    if not file.text.startswith(BOM) or made.before.text.startswith(BOM):
        return made
    edits = tuple(TextEdit(Span(start + 1, end + 1), text) for (start, end), text in made.edits)
    return made._replace(
        before=Source(BOM + made.before.text), after=Source(BOM + made.after.text), edits=edits
    )


def take_back(changing: Changing, path: str, events: Sequence[Event]) -> Recorded:
    """Take events back whose text an editor has undone and saved as it was; none where it is any other."""
    committer = changing.committer
    source, document, place = open_document(committer.config, path)
    undone = [k for k, event in enumerate(events) if event.document.before == source.sha256]
    if not undone or events[-1].document.after == source.sha256:
        return Recorded([], [])
    incident = _incident(path, document)
    with committer.locked() as notes:
        step = reversal(
            Step(place, incident, tuple(events[undone[-1] :])), committer.config, committer.by, committer.sign
        )
        made = append_events(step.journal, step.events) if step else ()
        notes.extend(changing.take_in([(path, incident, made)]))
    return Recorded(list(made), notes)


def _incident(path: str, document: Document) -> str:
    return document.incident_id or name_of(path)
