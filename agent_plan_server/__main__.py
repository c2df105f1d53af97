"""`python -m agent_plan_server` is the command `agent-plan`."""

from agent_plan_server.cli import main

if __name__ == "__main__":
    main()
