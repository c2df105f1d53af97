"""News: what an agent should know that it did not ask for."""

from claiming import claim
from drafts import import_tasks, task

from agent_plan_server.models.states import MessageKind
from agent_plan_server.services.decisions import decide, request_decision
from agent_plan_server.services.news import show_news


def test_nothing_new_is_no_news(engine):
    import_tasks(engine, task("1.1"))
    claim(engine, "ada")

    assert show_news(engine, "ada") is None


def test_an_agent_nobody_knows_has_no_news(engine):
    assert show_news(engine, "ada") is None
    assert show_news(engine, handle="1.1/1-abcdef") is None
    assert show_news(engine, handle="no handle") is None


def test_unread_messages_are_counted(engine):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    engine.write(lambda store: store.messages.add("bob", None, MessageKind.NOTICE, "hello"))

    news = show_news(engine, handle=handle)

    assert news is not None
    assert news.unread == 1


def test_an_answer_to_the_agents_question_is_news_for_an_hour(engine, clock):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    request_decision(engine, "Which host?", ("a", "b"), handle)
    clock.advance(seconds=1)
    decide(engine, "D1", "b", "it is cheaper", "Eve")

    news = show_news(engine, "ada")
    clock.advance(minutes=61)
    later = show_news(engine, "ada")

    assert news is not None
    assert [(answer.decision, answer.task, answer.option, answer.by) for answer in news.decided] == [
        ("D1", "1.1", "b", "Eve")
    ]
    assert later is None or later.decided == ()


def test_a_claim_in_the_last_quarter_of_its_lease_is_news(engine, clock):
    import_tasks(engine, task("1.1"))
    handle = claim(engine, "ada").handle
    clock.advance(minutes=14)
    early = show_news(engine, "ada")

    clock.advance(minutes=2)
    late = show_news(engine, "ada")

    assert early is None
    assert late is not None
    assert [lapsing.claim for lapsing in late.lapsing] == [handle]
