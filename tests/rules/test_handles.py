"""Names of branches that git takes, whatever a plan says."""

import pytest

from agent_plan_server.rules.handles import name_branch


@pytest.mark.parametrize(
    ("key", "title", "name"),
    [
        ("2.3", "Sign in", "plan/2.3-sign-in"),
        ("FIX-006", "..", "plan/fix-006"),
        ("1.1", "Remove yarn.lock", "plan/1.1-remove-yarn"),
        ("任务", "登录", "plan/task"),
        ("任务", "Sign in", "plan/sign-in"),
        ("-x", "--force", "plan/x-force"),
    ],
)
def test_a_branch_is_named_after_key_and_title(key, title, name):
    assert name_branch(key, title) == name
