"""Front door 2: the command line, for people and scripts."""


def main() -> None:
    """Run the command of this process and leave with its exit code."""
    import sys

    # Before click is imported: a client waits for its hooks at every edit.
    if sys.argv[1:2] == ["hook"] and not any(word.startswith("-") for word in sys.argv[2:]):
        from agent_plan_server.hooks import main as answer_hook

        answer_hook(sys.argv[2:])
    import gc
    import os

    # Nobody extends these models; looking for plug-ins reads the metadata of every installed package (20 ms).
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Most commands live for a fraction of a second, and looking for garbage among imports is a tenth of that.
    gc.set_threshold(250_000)
    from agent_plan_server.cli.program import run

    code = run(sys.argv[1:])
    # The interpreter looks for garbage once more before it leaves, and everything goes anyway.
    gc.freeze()
    sys.exit(code)
