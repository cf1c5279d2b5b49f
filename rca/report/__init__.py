"""The operations review as a page that people send on: in a terminal, as Markdown, HTML and PDF."""
