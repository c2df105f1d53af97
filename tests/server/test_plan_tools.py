"""Looking around: resume, the phase, browsing, the morning sync."""


async def test_resume_issues_a_name_and_says_what_to_do(call):
    reply = await call("resume")

    assert reply["agent"]
    assert reply["is_new"]
    assert reply["ready"][0] == "1.1"
    assert reply["next"] == "claim_task gives you the next task."
    assert "advice" not in reply


async def test_resume_without_memory_tells_the_work_in_hand(call):
    claim = (await call("claim_task", agent="ada"))["claim"]

    reply = await call("resume", agent="ada")

    assert reply["work"]["claim"] == claim
    assert reply["next"].startswith("Go on with `work`: post_note")


async def test_the_phase_shows_its_tasks_with_state_and_holder(call):
    await call("claim_task", agent="ada")

    reply = await call("current_phase")

    states = {line["key"]: (line["state"], line["agent"]) for line in reply["tasks"]}
    assert states == {"1.1": ("in_progress", "ada"), "1.2": ("pending", None), "1.3": ("ready", None)}


async def test_the_plan_is_browsed_a_view_at_a_time(call):
    ready = await call("show_plan", view="ready")
    found = await call("show_plan", view="search", id="sign")

    assert [item["key"] for item in ready["items"]] == ["1.1", "1.3"]
    assert [item["key"] for item in found["items"]] == ["1.1"]
    assert found["next"].startswith("claim_task gives you work")


async def test_an_unknown_view_is_refused_with_those_there_are(refuse):
    assert (await refuse("show_plan", view="secrets")).startswith("invalid_arguments: view: Input should be 'plan', ")


async def test_an_unknown_plan_is_not_found(refuse):
    assert (await refuse("current_phase", plan="none")).startswith("not_found: There is no plan 'none'.")


async def test_the_morning_sync_begins_where_the_last_one_ended(call):
    await call("claim_task", agent="ada")
    first = await call("morning_sync", agent="ada")

    second = await call("morning_sync", agent="ada")

    assert not first["is_quiet"]
    assert second["is_quiet"]
    assert second["since_seq"] >= first["seq"]


async def test_a_sync_since_something_that_is_no_moment_is_refused(refuse):
    assert (await refuse("morning_sync", since="lately")).startswith("invalid_request: 'lately' is no moment.")
