"""Messages: to an agent, to everybody, to whoever holds a path."""

import pytest
from claiming import claim, events_of, last_seq
from drafts import import_tasks, task

from agent_plan_server.errors import InvalidRequest, LimitExceeded, NotFound, Refused
from agent_plan_server.models.claim import Caller
from agent_plan_server.models.states import MessageKind
from agent_plan_server.services.messages import deliver_messages, send_message
from agent_plan_server.services.standings import resume


@pytest.fixture
def three(engine):
    """A plan, and the agents ada, bob and cy."""
    import_tasks(engine, task("1.1", "src/auth/**"), task("1.2", "docs/**"), task("1.3"))
    for name in ("ada", "bob", "cy"):
        resume(engine, name)
    return engine


def read_messages(engine, agent, limit=20):
    def deliver(store):
        reader = store.agents.find(agent)
        assert reader is not None
        return deliver_messages(store, reader, limit)

    return engine.write(deliver)


def texts_for(engine, agent):
    return [(message.sender, message.text) for message in read_messages(engine, agent).messages]


def test_message_to_an_agent_reaches_that_agent_alone(three):
    reply = send_message(three, "ada", "bob", "the port is 8081")

    assert (reply.to, reply.is_new) == (("bob",), True)
    assert texts_for(three, "bob") == [("ada", "the port is 8081")]
    assert texts_for(three, "cy") == []


def test_message_to_everybody_reaches_all_but_its_sender(three):
    send_message(three, "ada", "everybody", "main is red")

    assert [texts_for(three, name) for name in ("ada", "bob", "cy")] == [
        [],
        [("ada", "main is red")],
        [("ada", "main is red")],
    ]


@pytest.mark.parametrize("to", ["path:src/auth/login.py", "src/auth/login.py", "src/auth/**"])
def test_message_to_a_path_reaches_whoever_holds_it(three, to):
    claim(three, "bob", "1.1")
    claim(three, "cy", "1.2")

    reply = send_message(three, "ada", to, "please leave login() as it is")

    assert reply.to == ("bob",)
    assert texts_for(three, "cy") == []


def test_path_that_nobody_holds_is_refused(three):
    claim(three, "ada", "1.1")

    with pytest.raises(NotFound, match="No other agent holds src"):
        send_message(three, "ada", "path:src/auth/login.py", "hello")


def test_message_is_read_once(three):
    send_message(three, "ada", "bob", "one")
    send_message(three, "ada", "bob", "two")

    first = read_messages(three, "bob", limit=1)

    assert ([message.text for message in first.messages], first.left) == (["one"], 1)
    assert texts_for(three, "bob") == [("ada", "two")]
    assert texts_for(three, "bob") == []


def test_repeated_message_is_one_message(three, clock):
    send_message(three, "ada", "bob", "the port is 8081")
    seq = last_seq(three)

    again = send_message(three, "ada", "bob", "the port is 8081")

    assert (again.is_new, again.to, last_seq(three)) == (False, ("bob",), seq)
    assert len(texts_for(three, "bob")) == 1


def test_same_words_are_a_new_message_later_or_after_others(three, clock):
    send_message(three, "ada", "bob", "ping")
    clock.advance(minutes=10)
    later = send_message(three, "ada", "bob", "ping")
    send_message(three, "ada", "bob", "pong")

    after_others = send_message(three, "ada", "bob", "ping")

    assert (later.is_new, after_others.is_new) == (True, True)


def test_question_to_an_agent_that_is_gone_is_refused(three, clock):
    clock.advance(minutes=61)

    with pytest.raises(Refused, match="'bob' was last heard of at") as refusal:
        send_message(three, "ada", "bob", "Are you there?", kind=MessageKind.QUESTION)

    assert "{request_decision}" in refusal.value.next_step
    assert send_message(three, "ada", "bob", "For when you are back").is_new


def test_question_to_everybody_reaches_only_those_who_are_live(three, clock):
    clock.advance(minutes=50)
    resume(three, "cy")
    clock.advance(minutes=20)

    reply = send_message(three, "ada", "everybody", "Who knows the build?", kind=MessageKind.QUESTION)

    assert reply.to == ("cy",)
    assert texts_for(three, "bob") == []


def test_question_with_nobody_there_is_refused(three, clock):
    clock.advance(minutes=70)

    with pytest.raises(Refused, match="No other agent is here"):
        send_message(three, "ada", "everybody", "Anybody?", kind=MessageKind.QUESTION)


def test_history_says_who_wrote_to_whom_and_not_what(three):
    send_message(three, "ada", "bob", "secret words", kind=MessageKind.ALERT, about="1.1")

    assert events_of(three, "message_sent") == [
        {"task": None, "actor": "ada", "to": ["bob"], "kind": "alert", "about": "1.1"}
    ]


def test_long_messages_are_delivered_as_many_as_fit_a_reply(three):
    for number in range(4):
        send_message(three, "ada", "bob", f"{number}" + "ß" * 1500)

    heard = read_messages(three, "bob")

    assert len(heard.model_dump_json().encode()) < 8192
    assert (len(heard.messages), heard.left) == (2, 2)
    assert not any(message.cut for message in heard.messages)


def test_message_longer_than_a_reply_says_that_it_is_cut(three):
    send_message(three, "ada", "bob", "ß" * 8000)

    heard = read_messages(three, "bob")

    assert heard.messages[0].cut
    assert len(heard.model_dump_json().encode()) < 8192


def test_hidden_characters_do_not_reach_the_reader(three):
    send_message(three, "ada", "bob", "safe\u202e\x1b[2Jtext")

    assert texts_for(three, "bob") == [("ada", "safetext")]


def test_refused_messages_are_not_sent(three):
    with pytest.raises(LimitExceeded, match="message has 16,385 bytes"):
        send_message(three, "ada", "bob", "x" * 16_385)
    with pytest.raises(InvalidRequest, match="message is empty"):
        send_message(three, "ada", "bob", " \n ")
    with pytest.raises(NotFound, match="no agent 'zoe'"):
        send_message(three, "ada", "zoe", "hello")
    with pytest.raises(InvalidRequest, match="That is you"):
        send_message(three, "ada", "ada", "hello")

    assert texts_for(three, "bob") == []


def test_message_that_is_sent_again_with_its_request_id_acts_once(three, clock):
    by = Caller(request_id="r1")
    first = send_message(three, "ada", "bob", "hello", by=by)
    clock.advance(minutes=60)

    assert send_message(three, "ada", "bob", "hello", by=by) == first
    assert len(texts_for(three, "bob")) == 1


def test_question_to_the_holders_of_a_path_goes_to_nobody_who_is_gone(three, clock):
    claim(three, "bob", "1.2")
    clock.advance(minutes=70)

    with pytest.raises(Refused, match=r"Nobody who holds docs/x\.md is here"):
        send_message(three, "ada", "path:docs/x.md", "May I?", kind=MessageKind.QUESTION)
