"""What people see on a terminal: marks, words, colours, tables; and the same answers as JSON and CSV.

Rows come from `rca.rows`; nothing here asks the index. Every text of a document passes `rca.output.clean`.
"""
