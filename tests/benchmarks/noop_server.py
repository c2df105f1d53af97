"""The least that the SDK can serve: what our server is compared with."""

from mcp.server.mcpserver import MCPServer

server = MCPServer("noop")


@server.tool()
def noop(agent: str) -> str:
    """Do nothing."""
    return agent


if __name__ == "__main__":
    server.run()
