"""agent-plan-server: one execution plan in Markdown, several agents, no double work."""

__version__ = "0.1.0"
