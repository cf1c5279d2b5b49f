"""The rules that a document is held to: pure functions in one visible tuple.

A rule never writes, never looks anything up, and says what to do instead of who is to blame.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from rca.checks import across, blame, dependencies, items, progress, surroundings, timeline, weight, wording
from rca.checks import document as whole
from rca.checks.places import of_document
from rca.checks.profiles import DEFAULT, PROFILES
from rca.checks.reading import READING
from rca.checks.rule import SOURCES, CheckContext, Level, Problem, Rule, rule
from rca.checks.suppress import unsuppressed
from rca.errors import RcaError
from rca.model import Diagnostic, Document
from rca.text import Source

__all__ = [
    "PROFILES",
    "READING",
    "RULES",
    "SOURCES",
    "CheckContext",
    "Level",
    "Problem",
    "Rule",
    "UnknownProfile",
    "check",
    "rule",
    "selected",
]

RULES: tuple[Rule, ...] = (
    wording.open_ended,
    wording.vague,
    items.owner,
    weight.priority,
    items.same_priority,
    items.due,
    items.due_within_limit,
    items.issue,
    items.kind,
    items.prevention,
    weight.urgent,
    wording.fixes_people,
    items.coverage,
    items.too_many,
    progress.dropped,
    wording.dashboard,
    progress.written_without_link,
    progress.without_evidence,
    progress.executed_unwritten,
    progress.done_elsewhere,
    progress.paper_only,
    weight.written_later,
    dependencies.dependencies,
    progress.overdue,
    across.vanished,
    items.known_owner,
    across.promised_twice,
    whole.parts,
    whole.author,
    weight.published,
    whole.reviewers,
    whole.instants,
    whole.quantified_impact,
    surroundings.trigger,
    weight.factors,
    blame.human_error,
    weight.mechanism,
    weight.by_role,
    blame.loaded,
    blame.counterfactuals,
    whole.lessons,
    weight.data,
    whole.severity,
    whole.detection,
    surroundings.related,
    across.came_back,
    weight.audience,
    progress.closed_with_open_items,
    whole.conflict,
    across.shared_id,
    timeline.order_and_zone,
    weight.begins_before,
    blame.facts_only,
    timeline.key_moments,
    weight.gaps,
    timeline.same_times,
)
"""Every rule, in the order of the ids."""


class UnknownProfile(RcaError):
    """The configuration names a profile that does not exist."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f'[checks] profile = "{name}" does not exist; there are {", ".join(PROFILES)}')


def selected(context: CheckContext) -> tuple[Rule, ...]:
    """The rules that the configuration asks for; raises UnknownProfile."""
    profile, ignore, select, _ = context.config.checks
    if profile and profile not in PROFILES:
        raise UnknownProfile(profile)
    wanted = {*PROFILES[profile or DEFAULT], *select}
    return tuple(rule for rule in RULES if rule.id in wanted and rule.id not in ignore)


def check(document: Document, source: Source, context: CheckContext) -> list[Diagnostic]:
    """Everything that is wrong with a document, sorted by place: what reading noticed, and what the rules
    find.

    `source` is the text that the document was read from. Comments `<!-- rca: ignore RULE reason -->` are
    respected, and judged themselves.
    """
    rules = selected(context)
    context = context.about(source)
    noticed = [note for note in document.diagnostics if note.rule not in context.config.checks.ignore]
    found = (*noticed, *_found(rules, document, context))
    known = {rule.id for rule in RULES} | READING.keys()
    active = {rule.id for rule in rules} | READING.keys()
    levels = context.config.checks.levels
    shown = unsuppressed(found, context.prose, known, active)
    return sorted((_at_level(each, levels) for each in shown), key=_order)


def _at_level(diagnostic: Diagnostic, levels: Mapping[str, Level]) -> Diagnostic:
    """The diagnostic, at the level that the configuration gives its rule."""
    level = levels.get(diagnostic.rule, diagnostic.level)
    return diagnostic if level == diagnostic.level else diagnostic.model_copy(update={"level": level})


def _found(rules: tuple[Rule, ...], document: Document, context: CheckContext) -> Iterator[Diagnostic]:
    for each in rules:
        try:
            found = list(each(document, context))
        except Exception as error:
            if os.environ.get("RCA_DEBUG"):
                raise
            found = [_failed(each, error, document)]
        yield from found


def _failed(rule: Rule, error: Exception, document: Document) -> Diagnostic:
    what = f"rule {rule.id} failed here ({type(error).__name__}: {error})"
    advice = f'report this mistake of rca, and leave the rule out meanwhile: ignore = ["{rule.id}"]'
    return Diagnostic(rule="RULE01", level="error", message=f"{what}; {advice}", span=of_document(document))


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    return (*diagnostic.span, diagnostic.rule, diagnostic.message)
