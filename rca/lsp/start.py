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


def serve() -> None:
    """Serve one editor; only the protocol goes to standard output."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    stdin, stdout = own_streams()
    server = make_server()
    try:
        server.start_io(stdin, stdout)
    finally:
        server.close()
