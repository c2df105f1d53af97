"""Serving: what the command `serve` calls. Imports the SDK only when it is called, which costs half a second."""

import gc
import logging
import os
import sys
from collections.abc import Callable

from agent_plan_server.settings import Settings
from agent_plan_server.storage import open_engine


def serve(settings: Settings, http: str | None = None) -> None:
    """Serve over stdin and stdout, or over HTTP at `[HOST:]PORT`, until the client hangs up or a signal comes.

    Raises InvalidRequest for an address that cannot be used, and StorageUnavailable over HTTP; a client over stdin is
    told at its first call that the store cannot be opened.
    """
    # To stderr, and before the SDK sets up a log of its own: stdout belongs to the protocol.
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # Looking for garbage among what is being imported is an eighth of the start.
    gc.disable()
    run = _prepare_http(settings, http) if http else _prepare_stdio(settings)
    gc.freeze()
    gc.enable()
    run()


def _prepare_stdio(settings: Settings) -> Callable[[], None]:
    import anyio

    from agent_plan_server.server.app import build_server
    from agent_plan_server.server.stdio import serve_stdio

    # The store is opened at the first call: a client that starts several servers waits for their lists of tools.
    server = build_server(None, settings, os.environ.get("CLAUDE_CODE_SESSION_ID"))
    return lambda: anyio.run(serve_stdio, server)


def _prepare_http(settings: Settings, http: str) -> Callable[[], None]:
    import anyio

    from agent_plan_server.server.app import build_server
    from agent_plan_server.server.http import parse_address, serve_http

    address = parse_address(http)
    server = build_server(open_engine(settings.store), settings)
    return lambda: anyio.run(serve_http, server, *address)
