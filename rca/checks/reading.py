"""What reading itself notices, so that the rules' page and the ignore comments know it."""

from __future__ import annotations

READING: dict[str, tuple[str, str]] = {
    "READ01": ("warning", "A due date is a day, a milestone or a word that says there is none."),
    "READ03": ("warning", "Every action item of a document has a number of its own."),
    "READ04": ("warning", "What was executed says in which environment."),
    "READ05": ("warning", "Front matter ends with the line it began with."),
    "READ06": ("error", "Front matter is valid YAML or TOML."),
    "READ07": ("info", "A table of action items has a column for the action."),
    "READ08": ("warning", "A part of Executed says whether it was carried out."),
}
"""Level and title by id."""
