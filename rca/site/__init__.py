"""A static site of a workspace, as a team puts it on its intranet: pages, search, feeds, no server."""
