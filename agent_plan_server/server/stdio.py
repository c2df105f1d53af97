"""Serving one client over stdin and stdout, and leaving properly."""

import anyio

from agent_plan_server.server.app import PlanServer
from agent_plan_server.server.leaving import call_on_signal, leave_now

# Claude Code sends SIGTERM 100 ms after SIGINT, and kills what is left after half a second.
_GRACE_SECONDS = 0.3


async def serve_stdio(server: PlanServer) -> None:
    """Serve until stdin ends or a signal comes; a signal ends the process with exit code 0."""
    try:
        await _serve_until_left(server)
    except* BrokenPipeError:
        # The client is gone, and with it whoever could read the rest.
        leave_now()
    server.door.close()


async def _serve_until_left(server: PlanServer) -> None:
    async with anyio.create_task_group() as group:

        async def leave() -> None:
            # The SDK's thread that reads stdin cannot be cancelled, so nobody waits for it.
            with anyio.CancelScope(shield=True), anyio.move_on_after(_GRACE_SECONDS):
                await server.closed.wait()
            leave_now()

        def stop() -> None:
            group.start_soon(leave)
            group.cancel_scope.cancel()

        await group.start(call_on_signal, stop)
        await server.run_stdio_async()
        group.cancel_scope.cancel()
