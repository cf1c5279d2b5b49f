"""A document as lines for a screen: rendered Markdown, each line with the line of the source that it shows.

Nothing is looked at before it is shown: opening a document takes its outline and the lines of one screen.
"""
