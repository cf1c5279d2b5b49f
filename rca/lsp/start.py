"""The server started: on standard input and output, until the editor ends it."""

from __future__ import annotations

import logging

from rca.lsp.features import Features
from rca.lsp.lifecycle import Lifecycle
from rca.lsp.server import Server, own_streams


def make_server() -> Server:
    """A server that listens to and answers everything."""
    server = Server()
    Lifecycle(server).register()
    Features(server).register()
    return server


def serve(*, follow: bool = True) -> None:
    """Serve one editor; only the protocol goes to standard output. `follow` keeps indexes up to date."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    stdin, stdout = own_streams()
    server = make_server()
    server.keeper.follows = follow
    try:
        server.start_io(stdin, stdout)
    finally:
        server.close()
