"""What every noun of the program has in common."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen record that crosses folders; unknown fields are refused."""

    # defer_build: a command pays only for the models it uses (a third of the start-up of `status`).
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
