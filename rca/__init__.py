"""Root cause analyses as Markdown in git: what was written, what was executed, what is only on paper."""

VERSION = "0.1.0"
"""The same as in pyproject.toml; a constant, since looking up a distribution's metadata is slow."""
