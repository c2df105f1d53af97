"""Serving any number of clients of this machine over HTTP, at /mcp."""

import ipaddress
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from agent_plan_server.errors import InvalidRequest
from agent_plan_server.rules.limits import REQUEST_BYTES
from agent_plan_server.server.app import PlanServer
from agent_plan_server.server.leaving import call_on_signal, leave_now

LOCAL_HOST = "127.0.0.1"
PATH = "/mcp"
_GRACE_SECONDS = 2


def parse_address(address: str) -> tuple[str, int]:
    """Host and port of `[HOST:]PORT`; raises InvalidRequest when it is none, or not of this machine."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]") or LOCAL_HOST
    if not (port.isascii() and port.isdigit() and int(port) < 65_536):
        raise InvalidRequest(f"{address[:80]!r} is no address to serve at.", "Give a port, or HOST:PORT.")
    if not _is_loopback(host):
        raise InvalidRequest(
            f"{host[:80]!r} can be reached from other machines, and whoever reaches this server may use it.",
            f"Serve at {LOCAL_HOST}, and let others in through a tunnel of SSH.",
        )
    return host, int(port)


def make_http_app(server: PlanServer) -> Starlette:
    """The ASGI application; it answers only to the names of this machine, whatever page a browser shows."""
    names = (LOCAL_HOST, "localhost", "[::1]")
    return server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=REQUEST_BYTES,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[f"{name}:*" for name in names], allowed_origins=[f"http://{name}:*" for name in names]
        ),
    )


async def serve_http(server: PlanServer, host: str, port: int) -> None:
    """Serve until a signal comes; the URL is printed on stderr, which tells the port when 0 was asked for."""
    web = _Web(
        uvicorn.Config(
            make_http_app(server),
            log_config=None,
            access_log=False,
            ws="none",
            # Without it, a client that listens for changes keeps the server from ever stopping.
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    listener = _listen(host, port)
    async with anyio.create_task_group() as group:
        await group.start(call_on_signal, web.stop)
        print(f"agent-plan serves {_url(listener)}", file=sys.stderr, flush=True)
        await web.serve(sockets=[listener])
        group.cancel_scope.cancel()
    if not server.closed.is_set():
        leave_now()
    server.door.close()


class _Web(uvicorn.Server):
    """Leaves signals alone: uvicorn would send itself the signal again once it has stopped."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        # What is cut off from here on is no error, and uvicorn tells each with a traceback.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.should_exit = True


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise InvalidRequest(f"{host}:{port} cannot be served at: {reason}.", "Choose another port.") from problem


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"
