"""Who says something, on what grounds, and which facts it is about: the parts that changes are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from rca.model import Model


def _encodable(text: str) -> str:
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("holds bytes that are not UTF-8")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


Text = Annotated[str, AfterValidator(_encodable)]
"""Any text that UTF-8 can carry."""

Said = Annotated[Text, AfterValidator(_said)]
"""A text that says something."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hexadecimal."""

ActorKind = Literal["human", "agent", "ci"]
EvidenceKind = Literal["url", "commit", "file", "issue", "check"]


class Actor(Model):
    """Who does something."""

    name: Said
    email: Text = ""
    kind: ActorKind = "human"

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.email else self.name

    def is_same(self, other: Actor) -> bool:
        """Whether both are one person: by e-mail where both have one, else by name; case does not count."""
        if self.email and other.email:
            return self.email.casefold() == other.email.casefold()
        return self.name.casefold() == other.name.casefold()


class Evidence(Model):
    """What a claim rests on."""

    kind: EvidenceKind
    value: Said
    """An URL, the full id of a commit, a file's path relative to the root with `/`, a reference (`#1570`,
    `owner/repo#12`, `OPS-7`), or a check's name."""
    sha256: Sha256 | None = None
    """Of the file's bytes when it was cited; None for the other kinds."""


class Fact(Model):
    """One fact of an incident before and after; None where it was not there.

    Names: an incident's field (`severity`, `status`, …), an item's field (`owner`, `due`, …), `written`
    (`no`, `yes`, `exempt`), `executed:<environment>` (`no`, `done`, `verified`, `failed`, `exempt`),
    `dropped` (`no`, `yes`).
    """

    item: Text = ""
    """The item's number; empty for a fact of the incident itself."""
    name: Said
    before: Text | None = None
    after: Text | None = None
