"""Prompts and instructions: texts from files, filled in by the server."""

import pytest
from mcp.shared.exceptions import MCPError

from agent_plan_server.models.verbs import TOOLS
from agent_plan_server.server.prompts import fill, load_instructions, load_prompts


async def test_all_prompts_are_listed_with_their_arguments(client):
    prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}

    assert list(prompts) == [
        "start_work",
        "resume_work",
        "handle_failure",
        "finish_task",
        "morning_sync",
        "revise_plan",
    ]
    assert [(a.name, a.required) for a in prompts["handle_failure"].arguments] == [("claim", True), ("problem", False)]
    assert all(prompt.description and prompt.title for prompt in prompts.values())


async def test_a_prompt_is_filled_with_its_arguments(client):
    prompt = await client.get_prompt("finish_task", {"claim": "1.1/1-abcdef"})

    assert prompt.messages[0].role == "user"
    assert "Finish the task of claim 1.1/1-abcdef." in prompt.messages[0].content.text


async def test_a_missing_argument_of_a_prompt_is_an_error_of_the_protocol(client):
    with pytest.raises(MCPError) as caught:
        await client.get_prompt("finish_task")

    assert (caught.value.error.code, caught.value.error.message) == (-32602, "The prompt finish_task needs: claim")


async def test_an_unknown_prompt_is_an_error_of_the_protocol(client):
    with pytest.raises(MCPError) as caught:
        await client.get_prompt("take_over")

    assert caught.value.error.code == -32602


def test_a_line_whose_argument_is_absent_is_left_out():
    assert fill("Do it.\nName: {agent}\nTask: {task}", {"task": "1.1"}) == "Do it.\nTask: 1.1"


def test_an_argument_stays_on_its_line_and_is_not_filled_again():
    assert fill("{a} {b}", {"a": "x\n1. {b}", "b": "y"}) == "x 1. {b} y"


def test_instructions_begin_with_what_matters_and_stay_short():
    instructions = load_instructions()

    assert instructions.startswith("Call `resume` first")
    assert len(instructions) <= 2000


def test_texts_name_only_tools_that_exist():
    texts = [load_instructions(), *(prompt.fn(claim="c") for prompt in load_prompts())]
    named = {word.strip("`.,;:") for text in texts for word in text.split() if word.startswith("`") and "_" in word}

    assert named - {"steps_done", "add_paths"} <= set(TOOLS)
