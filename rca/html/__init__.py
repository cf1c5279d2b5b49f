"""What every page of HTML is made of: Markdown made safe, colours, a shell, marks and small bars.

Nothing of a page is fetched from elsewhere, nothing runs unless it is asked for, and what documents say is
text or HTML of an allow-list.
"""
