"""What can go wrong, in the caller's words.

* PlanServerError
  x InvalidRequest          the call itself is wrong: correct it and call again
    + NotAPlan              the file is not an execution plan
      - DoubtfulPlan        it may be one: a person decides
    + LimitExceeded         more than the documented limit
  x NotFound                nothing has that name
  x Refused                 the call is right, and a rule says no
    + TaskNotReady          something has to happen first
    + TaskHeld              another agent holds the task
    + ScopeHeld             another agent holds a path of the task
    + StaleClaim            the handle is from a claim that has ended
    + NeedsPerson           only a person may do this
  x StorageUnavailable      the store cannot be used now
    + StoreTooNew           written by a newer version of this program
    + ForeignStore          the file is not ours

A message says what is so; `next_step` says what to do. Verbs in braces, as in "{claim_task} gives you other
work", are spelled by each front door in its own language (see `models.verbs`).
"""


class PlanServerError(Exception):
    """An error the caller can act on."""

    code = "error"

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.code}: {self.message} Next: {self.next_step}"

    def __reduce__(self) -> tuple[type["PlanServerError"], tuple[str, str]]:
        return type(self), (self.message, self.next_step)


class InvalidRequest(PlanServerError):
    code = "invalid_request"


class NotAPlan(InvalidRequest):
    code = "not_a_plan"


class DoubtfulPlan(NotAPlan):
    """Looks like something else; whoever asks may say that it is a plan all the same."""


class LimitExceeded(InvalidRequest):
    code = "limit_exceeded"


class NotFound(PlanServerError):
    code = "not_found"


class Refused(PlanServerError):
    code = "refused"


class TaskNotReady(Refused):
    code = "task_not_ready"


class TaskHeld(Refused):
    code = "task_held"


class ScopeHeld(Refused):
    code = "scope_held"


class StaleClaim(Refused):
    code = "stale_claim"


class NeedsPerson(Refused):
    code = "needs_person"


class StorageUnavailable(PlanServerError):
    code = "storage_unavailable"


class StoreTooNew(StorageUnavailable):
    code = "store_too_new"


class ForeignStore(StorageUnavailable):
    code = "foreign_store"
