"""The page that explains every rule: `python -m rca.checks.docs > docs/rules.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rca.checks import PROFILES, READING, RULES, SOURCES, Rule
from rca.checks.example import example
from rca.checks.profiles import DEFAULT

INTRODUCTION = """# Rules

Made by `python -m rca.checks.docs` from the rules themselves.
`rca check` looks for those of a profile, `{default}` unless `rca.toml` says otherwise:

```toml
[checks]
profile = "google"    # {profiles}
ignore = ["AI11"]
select = ["AI18"]     # besides those of the profile

[checks.levels]
AI05 = "error"        # error, warning or info
```

A comment in a document accepts a problem, with a reason:

```markdown
| 3 | Improve the wording <!-- rca: ignore AI04 the page is reviewed as a whole --> | docs | 2026-06-01 |

<!-- rca: ignore DOC14 the word stands in the log -->
A careless change …

<!-- rca: ignore-file DOC01 a short note, by agreement -->
```

On a line with other text it covers that line; alone on its line, the block below it; `ignore-file`, the
whole document. A comment without a rule or with an unknown one is IGN01, without a reason IGN02, and one that
nothing needs any more IGN03. A rule that fails while it looks is told as RULE01, with the others going on.

Errors make `rca check` exit with 1; warnings do with `--strict`. Words are looked for in English, in people's
own prose only: code, quotations, headings, comments and addresses are left out.

Rules about wording report the very words, and are held to be right rather than complete. On 168 documents of
26 public repositories they speak 44 times, about once in four documents (AI03 34 times, AI04 4, DOC15 3, AI20
2, AI14 once, DOC11, DOC14 and TL03 never); a reader who judged each in its context would have raised 43 of
them. On 60 further documents they speak 13 times, each time rightly; AI04 and AI20 were narrowed by one case
each that they brought. The verdicts stand in tests/wording.tsv, and a test holds the rules to them. Of no
rule are 50 judged, as so few are found: what is said of DOC14 and TL03 rests on none.
"""

NOT_CHECKED = (
    (
        "An item begins with a verb, and names the component it touches",
        "GL17, PD",
        (
            "Whether a word is a verb or a component is not to be told in any language that documents"
            " are written in; AI03 and AI04 find the vague ones"
        ),
    ),
    (
        "A stronger action for each factor; every factor leads to an item and every item to a factor",
        "RCA2, PD",
        "Documents do not say which item answers which factor; DOC10, AI12 and AI17 count what they do say",
    ),
    (
        "Who verifies is not who executed",
        "CAPA",
        "`rca mark … verified` refuses it (`evidence.verified_by_other`); the document names nobody",
    ),
    (
        "Evidence is not older than the artefact",
        "",
        "Items are *stale*, by document or history: `rca actions is:stale`",
    ),
    (
        "An item has been untouched for too long",
        "",
        "A row that nobody edits may well be worked on; AI30 goes by the date that was promised",
    ),
    (
        "No reminder after a document was closed",
        "DIS",
        "DOC26 refuses to close with open items",
    ),
    (
        "A status out of a list, and lawful steps between them",
        "PD",
        (
            "Teams have words of their own, and mean the incident with it as often as the document; "
            "DOC26 looks at the one that matters"
        ),
    ),
    (
        "Estimates are marked as estimates",
        "GW",
        "A number does not tell how it was found",
    ),
    (
        "Questions ask how and what, not why and who",
        "PD",
        "They are asked in the meeting, and seldom stand in the document",
    ),
    (
        "Jargon is explained",
        "GW",
        "What is jargon depends on the reader",
    ),
    (
        "Nothing private gets out",
        "PD",
        "`rca export --audience` refuses it, place by place",
    ),
    (
        "Items are written after some days of soaking",
        "ET, HW",
        "Documents do not tell the hour of their parts",
    ),
    (
        "No item is a fine result, with a reason",
        "ET, PD",
        "Nothing to find fault with: `etsy-howie` asks for no item",
    ),
    (
        "Each entry of the timeline names its source",
        "PD",
        "A source is told in too many ways to be missed surely",
    ),
    (
        "Long delays of detection and mitigation are talked about",
        "GW",
        "Whether a text talks of a delay is not to be told by its words; `rca stats` counts them",
    ),
)
"""What the sources ask for, the sources, and why no rule looks for it."""


def rules_page() -> str:
    """The page as Markdown."""
    introduction = INTRODUCTION.format(default=DEFAULT, profiles=", ".join(PROFILES))
    sections = (_section(rule) for rule in RULES)
    return "\n".join((introduction, *_overview(), "", *sections, *_reading(), *_not_checked(), *_sources()))


def _overview() -> Iterator[str]:
    yield "| Rule | Level | What holds | Profiles |"
    yield "|------|-------|------------|----------|"
    for rule in RULES:
        profiles = ", ".join(name for name, rules in PROFILES.items() if rule.id in rules)
        yield f"| [{rule.id}](#{rule.id.lower()}) | {rule.level} | {rule.title} | {profiles} |"


def _section(rule: Rule) -> str:
    sources = "; ".join(SOURCES[key][0] for key in rule.sources)
    return "\n".join(
        (
            f"## {rule.id}\n\n{rule.title} ({rule.level})\n\n{rule.why}\n",
            *_shown(rule),
            f"Source: {sources}.\n",
        )
    )


def _shown(rule: Rule) -> Iterator[str]:
    """What the rule says of an example, and the lines that set it right."""
    shown = example(rule.id)
    if shown is None:
        return
    if shown.config:
        yield f"```toml\n{shown.config.rstrip()}\n```\n"
    yield "\n".join(("```diff", *shown.changed(), "```\n"))
    yield "\n".join(f"> {message}" for message in dict.fromkeys(shown.messages)) + "\n"


def _reading() -> Iterator[str]:
    yield "## What reading notices\n"
    yield "| Rule | Level | What holds |"
    yield "|------|-------|------------|"
    for rule, (level, title) in READING.items():
        yield f"| {rule} | {level} | {title} |"
    yield ""


def _not_checked() -> Iterator[str]:
    yield "## What is not checked, and why\n"
    yield "Text and structure alone cannot tell these honestly, or something else in rca sees to them.\n"
    yield "| What the sources ask for | Source | Why there is no rule |"
    yield "|--------------------------|--------|----------------------|"
    for asked, sources, why in NOT_CHECKED:
        yield f"| {asked} | {sources} | {why} |"
    yield ""


def _sources() -> Iterator[str]:
    yield "## Sources\n"
    for title, address in SOURCES.values():
        yield f"- {title}" + (f": <{address}>" if address else "")
    yield ""


if __name__ == "__main__":
    sys.stdout.write(rules_page())
