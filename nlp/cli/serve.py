"""``referat serve``: an archive in the browser."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Annotated

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath
from nlp.errors import ReferatError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@guarded
def serve(
    archive: ArchivePath = ARCHIVE,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Who may reach it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")] = 8001,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = False,
) -> None:
    """Search an archive in the browser: facets, points in full, tables and SQL. Read only; Ctrl-C ends it."""
    from nlp.store.archive import schema

    schema.connect(archive, read_only=True).close()
    try:
        import uvicorn

        from nlp.web.app import application
    except ImportError as error:
        raise ReferatError("the web pages need Datasette; install it with: pip install 'referat[web]'") from error
    listening = listener(host, port)
    at = f"http://{'[' + host + ']' if ':' in host else host}:{listening.getsockname()[1]}/"
    app = application(archive, frozenset(LOOPBACK) if host in LOOPBACK else None)
    if host not in LOOPBACK:
        say(f"others on the network can read {archive} at {at}")
    print(f"{at}  Ctrl-C ends", flush=True)
    if browser:
        import webbrowser

        webbrowser.open(at)
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listening])


def listener(host: str, port: int) -> socket.socket:
    """A socket at this address; raises :class:`ReferatError` where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise ReferatError(
            f"{host}:{port}: cannot be used ({error.strerror or error}); choose another --port"
        ) from error
    return made
