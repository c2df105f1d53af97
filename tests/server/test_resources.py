"""Resources and completion."""

import json

import pytest
from mcp.shared.exceptions import MCPError
from mcp.types import PromptReference, ResourceTemplateReference


@pytest.fixture
def read(client):
    async def read(uri: str):
        result = await client.read_resource(uri)
        assert result.contents[0].mime_type == "application/json"
        return json.loads(result.contents[0].text)

    return read


async def test_resources_and_templates_are_listed(client):
    fixed = [resource.uri for resource in (await client.list_resources()).resources]
    templates = [template.uri_template for template in (await client.list_resource_templates()).resource_templates]

    assert fixed == ["plan://current", "plan://claims", "plan://decisions", "plan://sync"]
    assert templates == ["plan://{slug}", "plan://{slug}/phase/{number}", "plan://{slug}/task/{+key}"]


@pytest.mark.parametrize("uri", ["plan://current", "plan://demo", "plan://sync", "plan://claims", "plan://decisions"])
async def test_a_plan_can_be_read(read, uri):
    assert (await read(uri))["plan"] == "demo"


@pytest.mark.parametrize("slug", ["current", "demo"])
async def test_a_phase_and_a_task_can_be_read(read, slug):
    phase = await read(f"plan://{slug}/phase/1")
    task = await read(f"plan://{slug}/task/1.1")

    assert (phase["number"], phase["goal"]) == ("1", "Users")
    assert (task["key"], task["body"]) == ("1.1", "Add the form.")


async def test_claims_are_read_without_their_handles(call, read):
    handle = (await call("claim_task", agent="ada"))["claim"]

    claims = await read("plan://claims")

    assert claims["total"] == 1
    assert handle not in json.dumps(claims)


@pytest.mark.parametrize(
    "uri",
    ["plan://none", "plan://demo/phase/9", "plan://demo/task/9.9", "plan://demo/task/../../etc/passwd", "file:///etc"],
)
async def test_what_is_not_there_is_an_error_of_the_protocol(client, uri):
    with pytest.raises(MCPError) as caught:
        await client.read_resource(uri)

    assert caught.value.error.code == -32602


async def test_names_are_completed_for_prompts_and_resources(client):
    task = ResourceTemplateReference(uri="plan://{slug}/task/{+key}")

    keys = await client.complete(task, {"name": "key", "value": "1."}, context_arguments={"slug": "demo"})
    slugs = await client.complete(task, {"name": "slug", "value": "d"})
    phases = await client.complete(PromptReference(name="revise_plan"), {"name": "phase", "value": ""})
    nothing = await client.complete(PromptReference(name="finish_task"), {"name": "claim", "value": ""})

    assert keys.completion.values == ["1.1", "1.2", "1.3"]
    assert slugs.completion.values == ["demo"]
    assert phases.completion.values == ["1", "2"]
    assert nothing.completion.values == []
