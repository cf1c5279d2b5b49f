"""Completion scripts, and how bash asks for candidates."""

from __future__ import annotations

import os

from click.shell_completion import BashComplete, add_completion_class, get_completion_class, split_arg_string

from rca.cli import COMPLETION
from rca.cli.app import app

_BASH = r"""%(complete_func)s() {
    local IFS=$'\n' line="${COMP_LINE:0:COMP_POINT}" answer word
    COMPREPLY=()
    for answer in $(RCA_COMPLETE_LINE="$line" %(complete_var)s=bash_complete "$1" 2>/dev/null); do
        case $answer in
            file,*) compopt -o default ;;
            dir,*) compopt -o dirnames ;;
            plain,*) COMPREPLY+=("${answer#plain,}") ;;
        esac
    done
    word="${line##*[[:space:]]}"
    if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${word%%"${word##*:}"}"}")
    fi
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Completion for bash that keeps `key:value` in one piece, though bash breaks words at the colon."""

    source_template = _BASH

    @staticmethod
    def _check_version() -> None:
        """Any bash that knows `nosort` (4.4) will do; asking for its version would start a process."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Complete words of the line, and the one that is being typed."""
        line = os.environ.get("RCA_COMPLETE_LINE", "")
        words = split_arg_string(line)[1:]
        return (words, "") if not line or line[-1].isspace() or not words else (words[:-1], words[-1])


def register() -> None:
    """Let click answer bash in our way."""
    add_completion_class(Bash)


def script(shell: str) -> str:
    """The script of a shell."""
    register()
    completer = get_completion_class(shell)
    assert completer is not None
    return completer(app, {}, "rca", COMPLETION).source()
