"""Root cause analyses as Markdown in git: what was written, what was executed, what is only on paper."""
