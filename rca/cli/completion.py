"""`rca completion`: the script that lets a shell complete commands, incidents, items and query words."""

from __future__ import annotations

from rca.cli.command import command
from rca.cli.option import argument
from rca.cli.session import emit

SHELLS = ("bash", "zsh", "fish")


@command(
    ("rca completion bash", "print the script for bash"),
    ('eval "$(rca completion bash)"', "in ~/.bashrc"),
    ('eval "$(rca completion zsh)"', "in ~/.zshrc"),
    ("rca completion fish", "save it as ~/.config/fish/completions/rca.fish"),
)
@argument("shell", choices=SHELLS)
def completion(shell: str) -> None:
    """Print the completion script of a shell; it asks the index as it is, and never syncs."""
    from rca.cli.shells import script

    emit([script(shell)])
