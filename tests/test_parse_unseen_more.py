"""Forms that a fourth set of documents brought which nothing had been tuned on."""

from __future__ import annotations

import pytest

from rca.aliases import Vocabulary
from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str, name: str = "x.md") -> Document:
    return parse(Source(text), config=Config(), name=name)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What we'll change", "action_items"),
        ("Changes we're making", "action_items"),
        ("How we will fix it", "action_items"),
        ("Things we'll improve", "action_items"),
        ("Making sure this doesn't happen again", "action_items"),
        ("To prevent a recurrence", "action_items"),
        ("Ce que nous allons changer", "action_items"),
        ("Was wir künftig anders machen", "action_items"),
        ("Lo que vamos a cambiar", "action_items"),
        ("これから変えること", "action_items"),
        ("4. Plan de Desastre Inmediato (Short-Term Remediation)", "action_items"),
        ("Acciones y Políticas Preventivas", "action_items"),
        ("5. Corrective & Preventative Actions", "action_items"),
        ("What happened (timeline, UTC)", "timeline"),
        ("Events (timeline in CET)", "timeline"),
        ("Detection Gap", "detection"),
        ("Diagnostic", "root_cause"),
        ("Анализ 5 Почему", "root_cause"),
        ("Fix shipped (same incident window)", "resolution"),
        ("Getroffene Maßnahmen", "resolution"),
        ("Resumen Incidente", "summary"),
        ("What we are doing well", ""),
        ("Could it happen again?", ""),
        ("Did this happen again", ""),
        ("1. [Short-Term Remediation]", ""),
    ],
)
def test_what_a_heading_means(heading: str, name: str) -> None:
    assert Vocabulary().heading(heading).name == name
